import pytest

from grader.cli import main
from tests.tiny_course import NAME, TinyCourse


def test_release_says_where_the_student_version_is(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert main(["release", NAME]) == 0
    assert capsys.readouterr().out.strip().endswith(str(course.layout.released(NAME)))
    assert (course.layout.released(NAME) / "questions.py").is_file()
