from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from grader.cli import main
from tests.tiny_course import NAME, RIGHT, TinyCourse


@pytest.mark.slow
def test_grade_in_a_root_of_its_own_prints_the_table_and_the_paths(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    own = course.root / "build" / "own"
    folder = own / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    course.hand_in("ada", course.answered(RIGHT)).rename(folder / "1_first.ipynb")
    assert main(["grade", NAME, "--root", str(own)]) == 0
    said = capsys.readouterr().out
    assert "ada" in said
    assert "7/7" in said
    assert str(own / "grades.csv") in said
    assert str(own / "feedback") in said


@pytest.mark.parametrize("workers", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_makes_no_sense_is_said(
    workers: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as refused:
        main(["grade", NAME, "--workers", workers])
    assert refused.value.code == 2
    assert f"expected a whole number above 0; got '{workers}'" in capsys.readouterr().err
