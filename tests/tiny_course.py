"""A course with one small assignment, handed in and graded in a temporary folder."""

from __future__ import annotations

import json
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from grader.notebook.configuration import layout_of, load
from grader.notebook.layout import Layout
from grader.notebook.rebuild import grade_id

NAME = "tiny"
NOTEBOOK = "1_first"
CANARY = "canary_7919"
CONFIG = """
from pathlib import Path
from grader.notebook.configuration import configure
configure(get_config(), Path(__file__).parent)
get_config().ExecuteInSandbox.isolation = "best"  # where there are no walls, tests go on
"""
QUESTIONS = """
from grader.questions import *

q_jacobian = JacobianQuestion(
    name="q_jacobian", points=4, prompt="J?", variables="x y", function=("x**2*y", "x + y")
)
q_double = FunctionQuestion(
    name="q_double", points=2, prompt="2v?", arguments={"v": ("n",)},
    groups=(InputGroup("any", ({"n": 2}, {"n": 3})),),
)
q_colour = ChoiceQuestion(
    name="q_colour", points=1, prompt="Which?", options={"A": "red", "B": "blue"}
)
"""
REFERENCES = f"""
{CANARY} = "known to instructors alone"
references = {{
    "q_jacobian": [["2*x*y", "x**2"], [1, 1]],
    "q_double": lambda v: 2 * v,
    "q_colour": "B",
}}
"""
RIGHT = {
    "q_jacobian_answer": "J = [['2*x*y', 'x**2'], [1, 1]]",
    "q_double_answer": "def double(v):\n    return 2 * v",
    "q_colour_answer": "colour = 'B'",
}


@dataclass(frozen=True)
class TinyCourse:
    """The course in `root`, which has been released."""

    root: Path

    @property
    def config(self) -> Config:
        return load(self.root)

    @property
    def layout(self) -> Layout:
        return layout_of(self.config)

    @property
    def gradebook(self) -> Gradebook:
        return Gradebook(str(self.config.CourseDirectory.db_url))

    def answered(self, answers: dict[str, str] | None = None) -> NotebookNode:
        """The released notebook with some answers in it."""
        path = self.layout.released(NAME) / f"{NOTEBOOK}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.source = (answers or {}).get(grade_id(cell), cell.source)
        return notebook

    def folder(self, student: str) -> Path:
        """Where a student's submission lies."""
        folder = self.layout.step("submitted", student, NAME)
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def hand_in(self, student: str, submission: NotebookNode | bytes) -> Path:
        """Put a submission where nbgrader collects it."""
        data = submission if isinstance(submission, bytes) else json.dumps(submission).encode()
        path = self.folder(student) / f"{NOTEBOOK}.ipynb"
        path.write_bytes(data)
        return path

    def enter(self, student: str, **details: str) -> None:
        """Enter a student and a submission into the gradebook, as autograde does."""
        with self.gradebook as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, at each new submission
            gradebook.update_or_create_student(student, **details)
            gradebook.update_or_create_submission(NAME, student)

    def generate(self) -> None:
        """Release the assignment and enter it into the gradebook, as nbgrader's command does."""
        config = self.config
        course = CourseDirectory(config=config, assignment_id=NAME)
        GenerateAssignment(coursedir=course, config=config).start()

    def autograde(self, *, force: bool = True, more: Config | None = None) -> None:
        """Grade what was handed in, as nbgrader's command does."""
        config = self.config
        config.merge(more or Config())
        course = CourseDirectory(config=config, assignment_id=NAME)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, at each new submission
            Autograde(coursedir=course, config=config, force=force).start()

    def give_feedback(self) -> None:
        """Write feedback, as nbgrader's command does."""
        config = self.config
        course = CourseDirectory(config=config, assignment_id=NAME)
        GenerateFeedback(coursedir=course, config=config, force=True).start()

    def grades(self, student: str) -> dict[str, dict[str, Any]]:
        """What the gradebook has of a student's notebook, by grade_id."""
        with self.gradebook as gradebook:
            found = gradebook.find_submission_notebook(NOTEBOOK, NAME, student).grades
            return {grade.name: grade.to_dict() for grade in found}

    def scores(self, student: str) -> dict[str, float | None]:
        """The automatic scores of a student."""
        return {name: grade["auto_score"] for name, grade in self.grades(student).items()}

    def graded(self, student: str) -> NotebookNode:
        """The notebook that nbgrader wrote for a student."""
        path = self.layout.step("autograded", student, NAME) / f"{NOTEBOOK}.ipynb"
        return nbformat.read(path, as_version=4)

    def page(self, student: str) -> str:
        """The feedback page of a student."""
        return (self.layout.step("feedback", student, NAME) / f"{NOTEBOOK}.html").read_text()


def write_course(root: Path) -> TinyCourse:
    """Write the course as an instructor would."""
    folder = root / "solutions" / NAME
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (folder / "questions.py").write_text(QUESTIONS)
    (root / "solutions" / f"{NAME}_references.py").write_text(REFERENCES)
    nbformat.write(_source(), folder / f"{NOTEBOOK}.ipynb")
    return TinyCourse(root)


def _source() -> NotebookNode:
    cells = [
        new_markdown_cell("# First $x^2$", metadata=_marks("title", locked=True)),
        new_code_cell("import questions as q\nfrom grader import check"),
        *_asked("q_jacobian", "J", 4, RIGHT["q_jacobian_answer"], "J = ..."),
        *_asked("q_double", "double", 2, RIGHT["q_double_answer"], "def double(v):\n    ..."),
        *_asked("q_colour", "colour", 1, RIGHT["q_colour_answer"], "colour = ..."),
        new_markdown_cell(
            "Explain.\n### BEGIN SOLUTION\nBecause.\n### END SOLUTION",
            metadata=_marks("q_essay", grade=True, solution=True, points=3),
        ),
    ]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def _asked(name: str, answer: str, points: float, right: str, dots: str) -> list[NotebookNode]:
    source = f"{dots}\n### BEGIN SOLUTION\n{right}\n### END SOLUTION"
    return [
        new_code_cell(source, metadata=_marks(f"{name}_answer", solution=True)),
        new_code_cell(
            f"check(q.{name}, {answer})",
            metadata=_marks(name, grade=True, locked=True, points=points),
        ),
    ]


def _marks(name: str, **flags: float) -> dict[str, Any]:
    marks = {"grade": False, "solution": False, "locked": False, "schema_version": 3, **flags}
    return {"nbgrader": {"grade_id": name, **marks}}
