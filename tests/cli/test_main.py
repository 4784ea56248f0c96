from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from tests.tiny_course import NAME


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "usage: grader" in capsys.readouterr().err


def test_an_option_that_does_not_exist_is_refused(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main(["lint", NAME, "--all"])
    assert capsys.readouterr().err.endswith("error: unrecognized arguments: --all\n")


def test_outside_a_course_a_command_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["lint", NAME]) == 2
    assert "nbgrader_config.py" in capsys.readouterr().err
