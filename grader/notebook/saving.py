"""How does a score reach the gradebook? As an explicit number, or as work for a human."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import SaveAutoGrades

from grader.notebook.rebuild import grade_id, is_grade, is_solution
from grader.notebook.records import Record, read_record, write_record

if TYPE_CHECKING:
    from nbformat import NotebookNode

NO_RESPONSE = "No response."


class SaveScores(SaveAutoGrades):  # type: ignore[misc] # nbgrader has no types
    """Saves the scores of a `Record` in place of what nbgrader reads from cells' outputs.

    nbgrader gives full marks for an output that is no number, and for none at all.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save the scores and comments of all cells, then keep the record."""
        names = resources["nbgrader"]
        place = resources["jacobian"], names["student"], names["assignment"], names["notebook"]
        self._record: Record = resources["jacobian_record"]
        before = read_record(*place)
        self._answers_before = {} if before is None else before.answers
        nb, resources = super().preprocess(nb, resources)
        write_record(*place, self._record)
        return nb, resources

    def _add_score(self, cell: NotebookNode, _resources: dict[str, Any]) -> None:
        name = grade_id(cell)
        grade = self.gradebook.find_grade(
            name, self.notebook_id, self.assignment_id, self.student_id
        )
        grade.auto_score = self._score(cell)
        if self._record.answers[name] != self._answers_before.get(name):
            grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        elif grade.manual_score is None:
            grade.needs_manual_grade = grade.auto_score is None
        # Else a human has dealt with this very answer, or has still to: both stay as they are.
        self.gradebook.db.commit()

    def _score(self, cell: NotebookNode) -> float | None:
        if is_solution(cell):
            return None if cell.metadata["jacobian"]["answered"] else 0.0
        return self._record.reports[grade_id(cell)].score

    def _add_comment(self, cell: NotebookNode, _resources: dict[str, Any]) -> None:
        comment = self.gradebook.find_comment(
            grade_id(cell), self.notebook_id, self.assignment_id, self.student_id
        )
        unread = is_grade(cell) and not cell.metadata["jacobian"]["answered"]
        comment.auto_comment = NO_RESPONSE if unread else None  # elsewhere the report says it
        self.gradebook.db.commit()
