"""What came of grading a class?

Everything is read from the gradebook, so that a table says what nbgrader will say too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook


@dataclass(frozen=True)
class NotebookResult:
    """One notebook of one submission, in points.

    Attributes:
        name: the notebook's name.
        score: what its auto-graded questions have earned so far.
        attainable: what they are worth.
        undecided: auto-graded questions that a person has to decide.
        manual: questions that a person always reads, and that nobody has read yet.
    """

    name: str
    score: float
    attainable: float
    undecided: tuple[str, ...] = ()
    manual: tuple[str, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """What became of one submission.

    Attributes:
        student: whose it is.
        notebooks: in alphabetical order; empty if the submission could not be graded.
        seconds: wall time it took.
        fault: why it could not be graded; '' if it was.
    """

    student: str
    notebooks: tuple[NotebookResult, ...] = ()
    seconds: float = 0.0
    fault: str = ""

    @property
    def undecided(self) -> int:
        """How many auto-graded questions a person has to decide."""
        return sum(len(notebook.undecided) for notebook in self.notebooks)

    @property
    def manual(self) -> int:
        """How many manual questions wait for a person."""
        return sum(len(notebook.manual) for notebook in self.notebooks)


@dataclass(frozen=True)
class ClassResult:
    """What became of a class."""

    assignment: str
    submissions: tuple[SubmissionResult, ...]

    @property
    def complete(self) -> bool:
        """Whether every auto-graded question of every submission has its score."""
        return not any(result.fault or result.undecided for result in self.submissions)


def read_notebooks(
    database: str, assignment: str, student: str, auto_graded: Collection[str]
) -> tuple[NotebookResult, ...]:
    """What the gradebook says about one submission; nothing if it has none.

    Args:
        database: the gradebook's address, as nbgrader's `db_url`.
        assignment: the assignment's name.
        student: whose submission.
        auto_graded: the names of the questions that are not read by a person.
    """
    with Gradebook(database) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return ()
        notebooks = sorted(submission.notebooks, key=lambda notebook: notebook.name)
        return tuple(_notebook(notebook, auto_graded) for notebook in notebooks)


def read_scores(database: str, assignment: str) -> Mapping[tuple[str, str], float | None]:
    """The score of every question by (student, question); None where a person has to decide."""
    with Gradebook(database) as gradebook:
        return {
            (submission.student.id, grade.name): None if grade.needs_manual_grade else grade.score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _notebook(notebook: SubmittedNotebook, auto_graded: Collection[str]) -> NotebookResult:
    automatic = [grade for grade in notebook.grades if grade.name in auto_graded]
    waiting = sorted(grade.name for grade in notebook.grades if grade.needs_manual_grade)
    return NotebookResult(
        notebook.name,
        sum(grade.score for grade in automatic),
        sum(grade.max_score for grade in automatic),
        tuple(name for name in waiting if name in auto_graded),
        tuple(name for name in waiting if name not in auto_graded),
    )
