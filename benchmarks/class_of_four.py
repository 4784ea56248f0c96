"""Who answers the four problems? A class in a folder of its own, with answers known by number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from benchmarks.commands import nbgrader, run
from benchmarks.problems import (
    ASSIGNMENT,
    NOTEBOOK,
    answered,
    answers,
    questions,
    references,
    scores,
    source,
)
from grader.classroom.gradebook import read_scores

STOCK = """\
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "release"
c.CourseDirectory.submitted_directory = "build/submitted"
c.CourseDirectory.autograded_directory = "build/autograded"
c.CourseDirectory.feedback_directory = "build/feedback"
c.CourseDirectory.db_url = "sqlite:///{root}/build/gradebook.db"
"""
OURS = """\
from pathlib import Path
from grader.notebook.configuration import configure
configure(get_config(), Path({root!r}))
"""


class ScoresDifferError(Exception):
    """A grader gave another score than what an answer deserves."""


@dataclass(frozen=True)
class Course:
    """A course with the four problems, released.

    Attributes:
        root: its folder.
        ours: whether it is written for this package, or for nbgrader alone.
    """

    root: Path
    ours: bool

    @property
    def released(self) -> Path:
        """The notebook that students get."""
        release = self.root / ("course/exercises" if self.ours else "release")
        return release / ASSIGNMENT / f"{NOTEBOOK}.ipynb"

    def hand_in(self, numbers: Mapping[str, int], *, telling: bool = False) -> None:
        """Hand in for each student, by name, the answers of a number.

        Args:
            numbers: by name.
            telling: whether notebooks tell their memory.
        """
        text = self.released.read_text(encoding="utf-8")
        for student, number in numbers.items():
            folder = self.root / "build" / "submitted" / student / ASSIGNMENT
            folder.mkdir(parents=True)
            notebook = nbformat.reads(text, as_version=4)
            notebook = answered(notebook, answers(number, telling=telling))
            nbformat.write(notebook, folder / f"{NOTEBOOK}.ipynb")

    def check(self, numbers: Mapping[str, int]) -> None:
        """Check that each student has what their answers deserve.

        Raises:
            ScoresDifferError: somebody has not.
        """
        found = read_scores(f"sqlite:///{self.root}/build/gradebook.db", ASSIGNMENT)
        for student, number in numbers.items():
            got = {problem: found.get((student, problem)) for problem in scores(number)}
            require(self.root.name, student, got, scores(number))

    def private(self, students: Iterable[str]) -> list[float]:
        """MiB that the process of each student's notebook shared with no other."""
        return [_private(self.root / "build" / "autograded" / student) for student in students]


def require(
    way: str, student: str, got: Mapping[str, float | None], deserved: Mapping[str, float]
) -> None:
    """Check that a student got what the answers deserve.

    >>> require("ours", "ada", {"layer": 4.0}, {"layer": 4})
    >>> require("ours", "ada", {"layer": 0.0}, {"layer": 4})
    Traceback (most recent call last):
    benchmarks.class_of_four.ScoresDifferError: ours, ada: got {'layer': 0.0}, deserved {'layer': 4}

    Raises:
        ScoresDifferError: it is anything else.
    """
    if got != deserved:
        message = f"{way}, {student}: got {dict(got)}, deserved {dict(deserved)}"
        raise ScoresDifferError(message)


def make_course(root: Path, *, ours: bool) -> Course:
    """Write the course in a new folder, and release it."""
    folder = root / "solutions" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "build").mkdir(mode=0o700)
    config = (OURS if ours else STOCK).format(root=str(root))
    (root / "nbgrader_config.py").write_text(config, encoding="utf-8")
    nbformat.write(source(ours=ours), folder / f"{NOTEBOOK}.ipynb")
    if ours:
        (folder / "questions.py").write_text(questions(), encoding="utf-8")
        given = root / "solutions" / f"{ASSIGNMENT}_references.py"
        given.write_text(references(), encoding="utf-8")
    run(nbgrader("generate_assignment", ASSIGNMENT, "--create"), root)
    return Course(root, ours)


def _private(folder: Path) -> float:
    notebook = nbformat.read(folder / ASSIGNMENT / f"{NOTEBOOK}.ipynb", as_version=4)
    texts = [o.get("text", "") for c in notebook.cells if c.cell_type == "code" for o in c.outputs]
    told = next(line for text in texts for line in text.splitlines() if "kB private" in line)
    return int(told.split()[0]) / 1024
