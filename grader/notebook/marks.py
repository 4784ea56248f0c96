"""What does the gradebook hold on a notebook or a class? Grades and comments, in few questions.

nbgrader's objects ask for each of them, and once more for each name and for each maximum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from nbgrader.api import (
    Assignment,
    BaseCell,
    Comment,
    Grade,
    Gradebook,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select
from sqlalchemy.orm import joinedload, object_session, selectinload, undefer

if TYPE_CHECKING:
    from sqlalchemy.orm import Query, Session


def submissions_of(gradebook: Gradebook, assignment: str) -> dict[str, SubmittedAssignment]:
    """All submissions to an assignment by student, with all that is written about them at hand."""
    found = gradebook.db.query(SubmittedAssignment).join(
        Assignment, Assignment.id == SubmittedAssignment.assignment_id
    )
    notebooks = selectinload(SubmittedAssignment.notebooks)
    grades = notebooks.selectinload(SubmittedNotebook.grades)
    with_all = found.filter(Assignment.name == assignment).options(
        notebooks.joinedload(SubmittedNotebook.notebook),
        grades.joinedload(Grade.cell),
        grades.undefer(Grade.max_score),
        notebooks.selectinload(SubmittedNotebook.comments).joinedload(Comment.cell),
    )
    return {submission.student_id: submission for submission in with_all}


def grades_of(notebook: SubmittedNotebook) -> dict[str, Grade]:
    """The grades of a notebook of an open gradebook, by the names of their cells."""
    found = _on(notebook, Grade).options(undefer(Grade.max_score))
    return {grade.name: grade for grade in found}


def comments_of(notebook: SubmittedNotebook) -> dict[str, Comment]:
    """The comments on a notebook of an open gradebook, by the names of their cells."""
    return {comment.name: comment for comment in _on(notebook, Comment)}


def _on(notebook: SubmittedNotebook, kind: type[Grade | Comment]) -> Query[Any]:
    session = cast("Session", object_session(notebook))
    cells = select(BaseCell.id).where(BaseCell.notebook_id == notebook.notebook_id)
    found: Query[Any] = session.query(kind).filter(kind.notebook_id == notebook.id)
    indexed = found.filter(kind.cell_id.in_(cells))  # else each row of the class is looked at
    return indexed.options(joinedload(kind.cell))  # which has the name
