"""What does `nbgrader export` write? One row a student and assignment, ready for a spreadsheet.

Besides nbgrader's own columns there is one that counts what still needs a human, one that names it,
and one for each question. A text that a spreadsheet would run as a formula is made plain text.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbgrader.api import Assignment, Grade, Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.plugins import ExportPlugin

COLUMNS = (
    *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email"),
    *("raw_score", "late_submission_penalty", "score", "max_score"),
    *("needs_human", "needs_human_questions"),
)
RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r", "\n")


class GradebookCsv(ExportPlugin):  # type: ignore[misc] # nbgrader has no types
    """Writes the gradebook as comma-separated values, by default to grades.csv."""

    def export(self, gradebook: Gradebook) -> None:
        """Write all assignments and students, or those that were asked for."""
        rows = list(rows_of(gradebook, self.assignment, self.student))
        questions = dict.fromkeys(name for row in rows for name in row if name not in COLUMNS)
        target = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", target)
        descriptor = os.open(target, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, mode=0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*COLUMNS, *questions], lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: plain(value) for name, value in row.items()} for row in rows)


def rows_of(
    gradebook: Gradebook, assignments: Iterable[object] = (), students: Iterable[object] = ()
) -> Iterator[dict[str, Any]]:
    """One row a student and assignment; without names, all of them."""
    wanted_assignments = {str(name) for name in assignments}
    wanted_students = {str(name) for name in students}
    for assignment in gradebook.assignments:
        if wanted_assignments and assignment.name not in wanted_assignments:
            continue
        for student in gradebook.students:
            if not wanted_students or student.id in wanted_students:
                yield _row(gradebook, assignment, student)


def plain(value: object) -> str:
    """The text of a value, which no spreadsheet takes for a formula.

    >>> plain("=1+1"), plain(-1.5), plain(None)
    ("'=1+1", '-1.5', '')
    """
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(RUN_BY_SPREADSHEETS) else text


def _row(gradebook: Gradebook, assignment: Assignment, student: Student) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:
        nothing = dict.fromkeys(("raw_score", "late_submission_penalty", "score"), 0.0)
        return {**row, **nothing, "needs_human": 0}
    return {**row, **_results(submission)}


def _results(submission: SubmittedAssignment) -> Mapping[str, Any]:
    notebooks = sorted(submission.notebooks, key=lambda notebook: notebook.name)
    grades = [
        (f"{notebook.name}/{grade.name}", grade)
        for notebook in notebooks
        for grade in sorted(notebook.grades, key=lambda grade: grade.name)
    ]
    waiting = [name for name, grade in grades if grade.needs_manual_grade]
    penalty = submission.late_submission_penalty
    return {
        "timestamp": submission.timestamp,
        "raw_score": _rounded(submission.score),
        "late_submission_penalty": penalty,
        "score": _rounded(max(0.0, submission.score - penalty)),
        "needs_human": len(waiting),
        "needs_human_questions": " ".join(waiting),
        **{name: _score(grade) for name, grade in grades},
    }


def _score(grade: Grade) -> float | None:
    """The score of one answer; None while nobody has given one."""
    given = grade.auto_score is not None or grade.manual_score is not None
    return _rounded(grade.score) if given else None


def _rounded(score: float) -> float:
    """In hundredths, as points are given; a sum of floats is not."""
    return round(score, 2)
