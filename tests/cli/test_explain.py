from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from grader.cli import main
from tests.judged_class import REFUTED, judge, judged_class, matrix
from tests.tiny_course import NAME, TinyCourse


@pytest.fixture(scope="module")
def judged(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_class(released_course, tmp_path_factory.mktemp("judged") / "course").root


@pytest.fixture
def course(judged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = TinyCourse(copytree(judged, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    return course


@pytest.mark.usefixtures("course")
def test_the_evidence_for_a_mark_is_printed(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "cyd", "q_jacobian"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"cyd, {NAME}, 1_first, q_jacobian\nPartly right, 3 of 4 points\n")
    assert "  B, the reference:  2*x*y\n  REFUTED at x = 1, y = 1\n" in said
    assert "\nreplay: 4 of 4 confirmed\n" in said


def test_a_replay_that_disagrees_is_an_exit_status(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    judge(course, "cyd", matrix(REFUTED, 3.0, "2*x*y"))
    assert main(["explain", "cyd", "q_jacobian", "--assignment", NAME]) == 1
    assert "1 DISAGREE\n" in capsys.readouterr().out


@pytest.mark.usefixtures("course")
def test_the_class_may_lie_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.chdir(tmp_path)
    assert main(["explain", "cyd", "q_colour", "--root", "course"]) == 0
    assert "Right, 1 of 1 point" in capsys.readouterr().out


# nbgrader 0.9.6 adds a submission to its session later than SQLAlchemy would like.
@pytest.mark.filterwarnings("ignore:Object of type <Submitted:sqlalchemy.exc.SAWarning")
def test_an_assignment_is_named_only_if_several_ask_such_a_question(
    course: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    with course.gradebook as gradebook:
        gradebook.add_assignment("other")
        gradebook.add_notebook("n", "other")
        gradebook.add_grade_cell("q_jacobian", "n", "other", max_score=1, cell_type="code")
        gradebook.add_submission("other", "ada")
    assert main(["explain", "ada", "q_jacobian"]) == 2
    assert "several assignments ask q_jacobian (other, tiny); add" in capsys.readouterr().err
    assert main(["explain", "ada", "q_jacobian", "--assignment", NAME]) == 0


@pytest.mark.usefixtures("course")
def test_what_nobody_asked_cannot_be_explained(capsys: pytest.CaptureFixture[str]):
    assert main(["explain", "ada", "q_shape"]) == 2
    assert "no graded submission of ada has a question q_shape" in capsys.readouterr().err
