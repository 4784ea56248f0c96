from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from tests.kept_class import QUESTIONS, REFERENCES, change, kept_class
from tests.tiny_course import NAME, TinyCourse


@pytest.fixture(scope="module")
def course(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    return kept_class(released_course, tmp_path_factory.mktemp("kept") / "course")


def test_a_class_is_regraded_after_a_dry_run(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(course.root)
    assert main(["regrade", NAME, "--dry-run"]) == 0
    assert capsys.readouterr().out == "no mark changes\nnothing was written: this was a dry run\n"
    change(course, REFERENCES, '"q_colour": "B"', '"q_colour": "A"')
    assert main(["regrade", NAME, "--only-raise"]) == 0
    said = capsys.readouterr().out
    assert "bob      q_colour       0      1      +1  the reference changed; wrong → right" in said
    assert "stay as they are, since they would fall: 2" in said
    backup, journal, scores = (line.split()[-1] for line in said.splitlines()[-3:])
    assert "bob" in Path(scores).read_text()
    assert Path(backup).is_file()
    assert Path(journal).read_text().count("\n") == 4
    change(course, QUESTIONS, '{"n": 3}', '{"n": 4}')
    assert main(["regrade", NAME, "--root", str(course.root), "--dry-run"]) == 1
    assert f"run: grader grade {NAME} --student ada" in capsys.readouterr().out
