"""A disk that is full: a real one, that only a process of this test sees."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from grader.classroom import room
from grader.cli import main
from grader.errors import ConfigError
from tests.serving import PATIENCE
from tests.tiny_course import NAME
from tests.undisturbed import differences, hand_in_all

PARTS = max(3, settings().max_examples // 80)
"""How many sizes of a disk are tried: 3 in ordinary runs."""
MOUNTS = os.geteuid() == 0 and sys.platform == "linux"


@pytest.mark.slow
@pytest.mark.hypothesis  # so that `make soak` runs it, with more sizes
@pytest.mark.skipif(not MOUNTS, reason="only root on Linux can mount a small disk")
def test_a_disk_that_is_full_is_said_and_loses_nothing(released_course: Path, tmp_path: Path):
    course = hand_in_all(released_course, tmp_path / "course")
    parts = [str((n + 0.5) / (PARTS + 1)) for n in range(PARTS)]
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.small_disk", str(course.root), NAME, *parts],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=PATIENCE * PARTS,
    )
    whole, *small = map(json.loads, ran.stdout.splitlines())
    assert (whole["status"], whole["again"], len(small)) == (0, 0, PARTS)
    assert [each["status"] for each in small[:2]] == [2, 2]  # what is only stored may find no room
    for each in small:
        full = each["status"] == 2
        assert (f"grader: the disk of {course.root / 'build'} is full" in each["said"]) == full
        assert_whole(each["left"])
        assert each["again"] == 0
        assert differences(each["results"], whole["results"]) == []


def assert_whole(files: dict[str, str]) -> None:
    """Nothing is there by half."""
    for path, text in files.items():
        if path.endswith(".html"):
            assert text.rstrip().endswith("</html>"), path
        elif not path.endswith(".py"):
            json.loads(text)


def test_what_else_goes_wrong_with_a_disk_is_not_called_full(tmp_path: Path):
    room.require_room(tmp_path)
    with pytest.raises(FileNotFoundError):
        room.require_room(tmp_path / "nowhere")


@pytest.mark.parametrize("number", sorted(room.FULL))
def test_every_command_says_that_a_disk_is_full(
    number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fail(*_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever it is called with
        raise OSError(number, os.strerror(number), "/disk/file")

    monkeypatch.setattr("grader.cli.lint.find_root", fail)
    assert main(["lint", NAME]) == 2
    said = capsys.readouterr().err
    assert said.startswith("grader: the disk of /disk/file is full, or your quota is used up; make")


def test_room_that_cannot_be_had_is_an_error_for_an_instructor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(**_: object) -> None:
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(room, "TemporaryFile", refuse)
    with pytest.raises(ConfigError, match=r"quota is used up; make room there and type"):
        room.require_room(tmp_path)
