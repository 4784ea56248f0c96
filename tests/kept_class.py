"""A class that was graded, answers kept, with no student's code run: the answers are written here.

ada and bob answered all, cyd left a matrix out, dee handed in what can't be read.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from shutil import copytree
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_output
from sqlalchemy.exc import SAWarning

from grader.answer import Answer, ArrayAnswer, LabelsAnswer
from grader.notebook.answers import GradeAnswers
from grader.notebook.execution import issued
from grader.notebook.lookup import assignment_in
from grader.notebook.rebuild import grade_id, rebuild
from grader.notebook.released import read_released
from grader.notebook.saving import SaveScores
from grader.questions import expected
from grader.text import parse
from grader.wire import MIME, write
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

REFERENCES = f"solutions/{NAME}_references.py"
QUESTIONS = f"solutions/{NAME}/questions.py"


def kept_class(released: Path, root: Path) -> TinyCourse:
    """The class, in a folder `root` of its own; it has no feedback yet."""
    course = TinyCourse(copytree(released, root))
    grade(course, "ada", {"q_jacobian": matrix("2*x*y"), "q_colour": LabelsAnswer(("B",))})
    grade(course, "bob", {"q_jacobian": matrix("3*x*y"), "q_colour": LabelsAnswer(("A",))})
    grade(course, "cyd", {"q_colour": LabelsAnswer(("B",))})
    grade(course, "dee", None)
    return course


def matrix(first: str) -> Answer:
    """An answer to `q_jacobian`, right but perhaps in its first entry."""
    texts = (first, "x**2", "1", "1")
    return ArrayAnswer((2, 2), tuple(parse(text, ("x", "y")) for text in texts))


def change(course: TinyCourse, file: str, before: str, after: str) -> None:
    """Edit a file of the course as an instructor would."""
    path = course.root / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))


def grade(course: TinyCourse, student: str, answers: dict[str, Answer] | None) -> None:
    """Grade a submission whose check cells put out these answers; one that is broken, if None.

    Everybody who answers gives the right function, and writes an essay.
    """
    course.enter(student)
    submitted = course.answered({**RIGHT, "q_essay": "Because it is."})
    data = b"{" if answers is None else nbformat.writes(submitted).encode()
    notebook = rebuild(read_released(course.layout, NAME)[NOTEBOOK], data)
    if answers is not None:
        put_out(course, student, notebook, answers)
    names = {"student": student, "assignment": NAME, "notebook": NOTEBOOK}
    database = str(course.config.CourseDirectory.db_url)
    resources: dict[str, Any] = {
        "jacobian": course.layout,
        "nbgrader": {**names, "db_url": database},
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, at each new submission
        graded, resources = GradeAnswers().preprocess(notebook, resources)
        SaveScores().preprocess(graded, resources)
    folder = course.layout.step("autograded", student, NAME)
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(graded, folder / f"{NOTEBOOK}.ipynb")


def put_out(
    course: TinyCourse, student: str, notebook: NotebookNode, answers: dict[str, Answer]
) -> None:
    """Give the check cells of a notebook the outputs that they have after a run."""
    question = assignment_in(course.layout.source(NAME)).questions["q_double"]
    seed = bytes.fromhex(issued(notebook, course.layout, student)["q_double"])
    given = {"q_double": expected(question, lambda v: 2 * v, seed), **answers}
    for cell in notebook.cells:
        if answer := given.get(grade_id(cell)):
            payload = json.dumps(write(grade_id(cell), answer))
            cell.outputs = [new_output("display_data", data={MIME: payload})]
