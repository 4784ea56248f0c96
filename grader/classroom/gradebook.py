"""What does the gradebook say about a class?

Results are read from it, so that a table says what nbgrader will say too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from nbgrader.api import (
    Assignment,
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy.exc import OperationalError

from grader.classroom.results import NotebookResult
from grader.errors import ConfigError
from grader.notebook.marks import grades_of


@dataclass(frozen=True)
class Cell:
    """A cell that earns points: its grade_id, its notebook, and what it is worth."""

    name: str
    notebook: str
    points: float


@contextmanager
def usable() -> Iterator[None]:
    """Say in a line that the gradebook cannot be used, such as while another program locks it.

    Raises:
        ConfigError: it cannot.
    """
    try:
        yield
    except OperationalError as error:
        message = f"the gradebook cannot be used: {error.orig}; does another program write to it?"
        raise ConfigError(message) from error


@usable()
def read_notebooks(
    database: str, assignment: str, student: str, auto_graded: Collection[str]
) -> tuple[NotebookResult, ...]:
    """What the gradebook says about one submission; nothing if it has none.

    Args:
        database: the gradebook's address, as nbgrader's `db_url`.
        assignment: the assignment's name.
        student: whose submission.
        auto_graded: the names of the questions that are not read by a person.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return ()
        notebooks = sorted(submission.notebooks, key=lambda notebook: notebook.name)
        return tuple(_notebook(notebook, auto_graded) for notebook in notebooks)


@usable()
def read_scores(database: str, assignment: str) -> Mapping[tuple[str, str], float | None]:
    """The score of every question by (student, question); None where a person has to decide.

    One question to the database: nbgrader's objects would ask one a student, notebook and score.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        found = (
            gradebook.db.query(
                SubmittedAssignment.student_id, BaseCell.name, Grade.needs_manual_grade, Grade.score
            )
            .select_from(Grade)
            .join(BaseCell, Grade.cell_id == BaseCell.id)
            .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
            .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Assignment, SubmittedAssignment.assignment_id == Assignment.id)
            .filter(Assignment.name == assignment)
        )
        return {(student, name): None if waits else score for student, name, waits, score in found}


@usable()
def read_cells(database: str, assignment: str) -> tuple[Cell, ...]:
    """All that earns points in an assignment; nothing if the gradebook does not know it.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        try:
            known = gradebook.find_assignment(assignment)
        except MissingEntry:
            return ()
        return tuple(
            Cell(cell.name, notebook.name, float(cell.max_score))
            for notebook in known.notebooks
            for cell in notebook.grade_cells
        )


@usable()
def read_students(database: str) -> frozenset[str]:
    """Everybody whom the gradebook knows.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        return frozenset(student for (student,) in gradebook.db.query(Student.id))


def _notebook(notebook: SubmittedNotebook, auto_graded: Collection[str]) -> NotebookResult:
    grades = grades_of(notebook)
    automatic = [grade for name, grade in grades.items() if name in auto_graded]
    waiting = sorted(name for name, grade in grades.items() if grade.needs_manual_grade)
    return NotebookResult(
        notebook.name,
        sum(grade.score for grade in automatic),
        sum(grade.max_score for grade in automatic),
        tuple(name for name in waiting if name in auto_graded),
        tuple(name for name in waiting if name not in auto_graded),
    )
