import pytest

from grader.cli import main
from tests.tiny_course import NAME, TinyCourse


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
