"""How does a score reach the gradebook? As an explicit number, or as work for a human."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.notebook.marks import comments_of, grades_of
from grader.notebook.rebuild import grade_id, is_grade, is_solution
from grader.notebook.records import Record, read_record, write_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nbformat import NotebookNode
    from nbgrader.api import Comment, Grade

NO_RESPONSE = "No response."


class SaveScores(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Saves the scores of a `Record`, where nbgrader would read them from cells' outputs.

    nbgrader gives full marks for an output that is no number, and for none at all.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the scores and comments of all cells, or none of them; then keep the record."""
        names = resources["nbgrader"]
        notebook, assignment, student = names["notebook"], names["assignment"], names["student"]
        place = resources["jacobian"], student, assignment, notebook
        record: Record = resources["jacobian_record"]
        before = read_record(*place)
        with Gradebook(names["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(notebook, assignment, student)
            _save_scores(nb, record, {} if before is None else before.answers, grades_of(found))
            _save_comments(nb, comments_of(found))
            gradebook.db.commit()
        write_record(*place, record)
        return nb, resources


def _save_scores(
    notebook: NotebookNode,
    record: Record,
    answers_before: Mapping[str, str],
    grades: Mapping[str, Grade],
) -> None:
    for cell in filter(is_grade, notebook.cells):
        name = grade_id(cell)
        grade = grades[name]
        grade.auto_score = _score(cell, record)
        if record.answers[name] != answers_before.get(name):
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        elif grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        # Else a human has dealt with this very answer, or has still to: both stay as they are.


def _score(cell: NotebookNode, record: Record) -> float | None:
    if is_solution(cell):
        return None if cell.metadata["jacobian"]["answered"] else 0.0
    return record.reports[grade_id(cell)].score


def _save_comments(notebook: NotebookNode, comments: Mapping[str, Comment]) -> None:
    for cell in filter(is_solution, notebook.cells):
        unread = is_grade(cell) and not cell.metadata["jacobian"]["answered"]
        comment = NO_RESPONSE if unread else None  # elsewhere the report says it
        comments[grade_id(cell)].auto_comment = comment
