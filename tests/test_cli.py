from __future__ import annotations

from pathlib import Path

import pytest

from grader.cli import main
from tests.tiny_course import NAME, RIGHT, TinyCourse, write_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = write_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    return course


def test_a_command_is_needed(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit, match="2"):
        main([])
    assert "usage: grader" in capsys.readouterr().err


def test_outside_a_course_a_command_says_where_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["lint", NAME]) == 2
    assert "nbgrader_config.py" in capsys.readouterr().err


def test_lint_finds_nothing_wrong_with_a_sound_assignment(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert main(["lint", NAME]) == 0
    assert capsys.readouterr().out == f"{NAME}: nothing is wrong\n"
    assert course.root.is_dir()


def test_lint_lists_everything_at_once(course: TinyCourse, capsys: pytest.CaptureFixture[str]):
    folder = course.layout.source(NAME)
    (folder / "answers.txt").write_text("B")
    questions = folder / "questions.py"
    questions.write_text(questions.read_text().replace('"x + y"', '"x + t"'))
    assert main(["lint", NAME]) == 1
    found = capsys.readouterr().out
    assert "answers.txt" in found
    assert "q_jacobian" in found


def test_release_says_where_the_student_version_is(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert main(["release", NAME]) == 0
    assert capsys.readouterr().out.strip().endswith(str(course.layout.released(NAME)))
    assert (course.layout.released(NAME) / "questions.py").is_file()


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
