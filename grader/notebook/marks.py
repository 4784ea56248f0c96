"""What does the gradebook hold on a submitted notebook? Its grades and comments, in two questions.

nbgrader's objects ask for each of them, and once more for each name and for each maximum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from nbgrader.api import BaseCell, Comment, Grade, SubmittedNotebook
from sqlalchemy import select
from sqlalchemy.orm import joinedload, object_session, undefer

if TYPE_CHECKING:
    from sqlalchemy.orm import Query, Session


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
