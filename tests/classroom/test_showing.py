from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copytree

import nbformat
import pytest

from grader.classroom.decisions import Decision, enter
from grader.classroom.grades import AnswerGrade
from grader.classroom.kept import Kept
from grader.classroom.showing import A_FUNCTION, Shown, shown
from grader.errors import ConfigError
from grader.verdict import Outcome, Report
from tests.judged_class import COLOUR, HALF, UNDECIDED, judge, judged_class, matrix
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


@pytest.fixture(scope="module")
def judged(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return judged_class(released_course, tmp_path_factory.mktemp("judged") / "course").root


@pytest.fixture
def course(judged: Path, tmp_path: Path) -> TinyCourse:
    return TinyCourse(copytree(judged, tmp_path / "course"))


def seen(course: TinyCourse, question: str, student: str = "ada") -> Shown:
    grade = AnswerGrade(student, NOTEBOOK, question, 1, None, None, waits=True)
    return shown(Kept(course.root, NAME), grade)


def test_ticked_options_stand_beside_the_right_ones(course: TinyCourse):
    report = replace(COLOUR, answer=("A",), score=0.0, outcome=Outcome.WRONG)
    judge(course, "ada", HALF, colour=report)
    found = seen(course, "q_colour")
    assert found.answer == "<ul><li>A: red</li></ul>"
    assert found.reference == "<ul><li>B: blue</li></ul>"
    assert found.pairs == ()


def test_a_function_is_shown_as_it_was_written(course: TinyCourse):
    found = seen(course, "q_double")
    assert found.answer.startswith("<pre>def double(v):")
    assert found.reference == f"<p>{A_FUNCTION}</p>"
    assert found.tried == ("note to the student: any: right",)


def test_what_could_not_be_judged_is_shown_as_it_was_written(course: TinyCourse):
    report = Report("q_jacobian", 4, None, Outcome.NEEDS_HUMAN, staff=("interrupted",))
    judge(course, "ada", report)
    found = seen(course, "q_jacobian")
    assert found.answer == "<pre>J = ()</pre>"
    assert "<code>2*x*y</code>" in found.reference
    assert found.tried == ("interrupted",)


def test_an_answer_of_another_shape_is_listed(course: TinyCourse):
    report = replace(matrix(UNDECIDED, None), shape=(1, 2), entries=(), answer=("x<y", "1"))
    judge(course, "ada", report)
    found = seen(course, "q_jacobian")
    assert found.answer == "<ul><li><code>x&lt;y</code></li><li><code>1</code></li></ul>"


def test_a_graded_notebook_that_is_gone_is_missed_and_stops_nothing(course: TinyCourse):
    (course.layout.step("autograded", "ada", NAME) / f"{NOTEBOOK}.ipynb").unlink()
    assert seen(course, "q_essay").tried
    assert seen(course, "q_double").answer == ""


def test_code_that_was_added_to_an_essay_is_shown_as_code(course: TinyCourse):
    path = course.layout.step("autograded", "ada", NAME) / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = nbformat.v4.new_code_cell("x < 1", metadata={"jacobian": {"added": True}})
    notebook.cells.append(cell)
    nbformat.write(notebook, path)
    assert seen(course, "q_essay").answer.endswith("<pre>x &lt; 1</pre>")


def test_a_comment_needs_a_cell_to_answer_in(course: TinyCourse):
    path = course.layout.source(NAME) / f"{NOTEBOOK}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells = [c for c in notebook.cells if c.source.startswith("check")]
    nbformat.write(notebook, path)
    kept = Kept(course.root, NAME)
    with pytest.raises(ConfigError, match="nbgrader keeps comments there alone"):
        enter(kept, [Decision("ada", "q_jacobian", 4, "Right.")])
    enter(kept, [Decision("ada", "q_jacobian", 4)])
    assert course.grades("ada")["q_jacobian"]["manual_score"] == 4
