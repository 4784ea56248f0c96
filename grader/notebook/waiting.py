"""What does a feedback page say of a part that nobody has graded yet? That it waits, not just 0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from grader.notebook.marks import comments_of, grades_of
from grader.notebook.rebuild import grade_id, is_solution

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from nbgrader.api import Grade

NOT_GRADED = "Not graded yet: your instructor reads this part."


class GetGradesAndWhatWaits(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Fetches what nbgrader's `GetGrades` does for a feedback page, and marks what waits.

    nbgrader alone shows 0 for it. The points that wait are left in `resources`.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fetch scores and comments of all cells."""
        names = resources["nbgrader"]
        place = names["notebook"], names["assignment"], names["student"]
        with Gradebook(names["db_url"]) as gradebook:
            found = gradebook.find_submission_notebook(*place)
            grades, comments = grades_of(found), comments_of(found)
            for cell in nb.cells:
                name = grade_id(cell)
                if name in comments:
                    cell.metadata.nbgrader["comment"] = comments[name].comment
                if name in grades:
                    _mark(cell, grades[name])
            names["late_penalty"] = penalty = found.late_submission_penalty or 0
            names["score"] = sum(grade.score for grade in grades.values()) - penalty
            names["max_score"] = sum(grade.max_score for grade in grades.values())
        waiting = (cell.metadata.get("nbgrader", {}) for cell in nb.cells)
        names["waiting"] = sum((each["points"] for each in waiting if "waiting" in each), 0.0)
        return nb, resources


def _mark(cell: NotebookNode, grade: Grade) -> None:
    """Note on the cell what the gradebook says of its score."""
    marks = cell.metadata.nbgrader
    marks["score"], marks["points"] = grade.score, grade.max_score
    # Else the page would say two things: what the report says, and what the gradebook says.
    marks["by_hand"] = grade.manual_score is not None and not marks.solution
    if not grade.needs_manual_grade or grade.manual_score is not None:
        return
    marks["waiting"] = True
    if is_solution(cell):
        marks["comment"] = "\n\n".join(filter(None, (NOT_GRADED, marks.get("comment"))))
