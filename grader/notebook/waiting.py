"""What does a feedback page say of a part that nobody has graded yet? That it waits, not just 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader.preprocessors import GetGrades

from grader.notebook.rebuild import grade_id, is_solution

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOT_GRADED = "Not graded yet: your instructor reads this part."


class GetGradesAndWhatWaits(GetGrades):  # type: ignore[misc] # nbgrader has no types
    """Fetches what nbgrader fetches for a feedback page, and marks what waits for a human.

    nbgrader alone shows 0 for it. The points that wait are left in `resources`.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fetch scores and comments of all cells."""
        self._waiting = 0.0
        nb, resources = super().preprocess(nb, resources)
        resources["nbgrader"]["waiting"] = self._waiting
        return nb, resources

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            grade_id(cell), self.notebook_id, self.assignment_id, self.student_id
        )
        marks = cell.metadata.nbgrader
        # Else the page would say two things: what the report says, and what the gradebook says.
        marks["by_hand"] = grade.manual_score is not None and not marks.solution
        if not grade.needs_manual_grade or grade.manual_score is not None:
            return
        marks["waiting"] = True
        self._waiting += grade.max_score
        if is_solution(cell):
            marks["comment"] = "\n\n".join(filter(None, (NOT_GRADED, marks.get("comment"))))
