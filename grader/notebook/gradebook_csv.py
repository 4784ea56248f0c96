"""What does `nbgrader export` write? One row a student and assignment, ready for a spreadsheet.

Besides nbgrader's own columns there is one that counts what still needs a human, one that names it,
and one for each question. A text that a spreadsheet would run as a formula is made plain text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.plugins import ExportPlugin

from grader.notebook.drafts import ITS_OWNERS_ALONE, write_whole
from grader.notebook.marks import submissions_of

if TYPE_CHECKING:
    from nbgrader.api import Assignment, Grade, Gradebook, Student, SubmittedAssignment

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
        questions = dict.fromkeys(name for row in rows for name in row["questions"])
        target = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", target)
        write_csv(target, ((*COLUMNS, *questions), *(_line(row, questions) for row in rows)))


def write_csv(path: str | Path, rows: Iterable[Iterable[object]]) -> None:
    """Write a table that its owner alone can read, and in which nothing is run."""
    target, text = Path(path), io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(map(plain, row) for row in rows)
    if target.is_symlink() or (target.exists() and not target.is_file()):  # such as /dev/stdout
        target.write_text(text.getvalue(), encoding="utf-8", newline="")
    else:
        write_whole(target, text.getvalue(), mode=ITS_OWNERS_ALONE)


def rows_of(
    gradebook: Gradebook, assignments: Iterable[object] = (), students: Iterable[object] = ()
) -> Iterator[dict[str, Any]]:
    """One row a student and assignment; without names, all of them.

    Besides `COLUMNS` a row has "handed_in", and the scores of "questions", None while not given.
    """
    wanted_assignments = {str(name) for name in assignments}
    wanted_students = {str(name) for name in students}
    for assignment in gradebook.assignments:
        if wanted_assignments and assignment.name not in wanted_assignments:
            continue
        submissions = submissions_of(gradebook, assignment.name)
        for student in sorted(gradebook.students, key=_named):
            if not wanted_students or student.id in wanted_students:
                yield _row(assignment, student, submissions.get(student.id))


def plain(value: object) -> str:
    """The text of a value, which no spreadsheet takes for a formula.

    A lone hyphen is none, and Moodle reads it as "no grade".

    >>> plain("=1+1"), plain(-1.5), plain(None), plain("-")
    ("'=1+1", '-1.5', '', '-')
    """
    if value is None:
        return ""
    text = str(value)
    runs = isinstance(value, str) and text.startswith(RUN_BY_SPREADSHEETS) and text != "-"
    return f"'{text}" if runs else text


def _named(student: Student) -> tuple[str, str, str]:
    """By name; several workers enter those without one in any order."""
    return student.last_name or "", student.first_name or "", student.id


def _line(row: Mapping[str, Any], questions: Iterable[str]) -> list[object]:
    return [*(row.get(name) for name in COLUMNS), *(row["questions"].get(q) for q in questions)]


def _row(
    assignment: Assignment, student: Student, submission: SubmittedAssignment | None
) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "max_score": assignment.max_score,
    }
    if submission is None:
        nothing = dict.fromkeys(("raw_score", "late_submission_penalty", "score"), 0.0)
        return {**row, **nothing, "needs_human": 0, "handed_in": False, "questions": {}}
    return {**row, **_results(submission)}


def _results(submission: SubmittedAssignment) -> Mapping[str, Any]:
    notebooks = sorted(submission.notebooks, key=lambda notebook: notebook.name)
    grades = [
        (f"{notebook.name}/{name}", grade)
        for notebook in notebooks
        for name, grade in sorted({grade.name: grade for grade in notebook.grades}.items())
    ]
    scores = {name: _score(grade) for name, grade in grades}
    waiting = [n for n, grade in grades if grade.needs_manual_grade or scores[n] is None]
    raw_score = sum(grade.score for _, grade in grades)
    penalty = sum(notebook.late_submission_penalty or 0.0 for notebook in notebooks)
    return {
        "timestamp": submission.timestamp,
        "raw_score": _rounded(raw_score),
        "late_submission_penalty": penalty,
        "score": _rounded(max(0.0, raw_score - penalty)),
        "needs_human": len(waiting),
        "needs_human_questions": " ".join(waiting),
        "handed_in": True,
        "questions": scores,
    }


def _score(grade: Grade) -> float | None:
    """The score of one answer; None while nobody has given one."""
    given = grade.auto_score is not None or grade.manual_score is not None
    return _rounded(grade.score) if given else None


def _rounded(score: float) -> float:
    """In hundredths, as points are given; a sum of floats is not."""
    return round(score, 2)
