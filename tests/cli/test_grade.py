from __future__ import annotations

import pytest

from grader.cli import main
from tests.tiny_course import NAME, RIGHT, TinyCourse


@pytest.mark.slow
def test_grade_in_a_root_of_its_own_prints_the_table_and_the_paths(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    course.generate()
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
