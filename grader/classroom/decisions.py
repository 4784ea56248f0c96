"""How does what a person decided reach the gradebook? As nbgrader's manual score and comment.

All decisions are looked at before the first one is written: one that is refused stops them all.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nbgrader.api import Comment, Grade, Gradebook, MissingEntry, SubmittedAssignment

from grader.classroom.cells import answer_cell
from grader.classroom.gradebook import usable
from grader.classroom.kept import Kept
from grader.errors import ConfigError


@dataclass(frozen=True)
class Decision:
    """What a person decided about one student's answer to one question.

    Attributes:
        student, question: whose answer to what; the question is a grade_id.
        points: what it earns.
        comment: what the student reads about it; '' leaves an earlier comment as it is.
    """

    student: str
    question: str
    points: float
    comment: str = ""


def enter(kept: Kept, decisions: Sequence[Decision]) -> None:
    """Write decisions to the gradebook; their answers no longer wait.

    Raises:
        ConfigError: a decision is about nobody, about no question, or out of range; the message has
            one line for each such decision, and nothing was written. Or the gradebook cannot be
            used.
    """
    with usable(), Gradebook(kept.database) as gradebook:
        found, faults = [], []
        for decision in decisions:
            try:
                found.append((decision, *_rows(kept, gradebook, decision)))
            except ConfigError as error:
                faults.append(str(error))
        if faults:
            raise ConfigError("\n".join(dict.fromkeys(faults)))
        for decision, grade, comment in found:
            grade.manual_score, grade.needs_manual_grade = decision.points, False
            if comment is not None:
                comment.manual_comment = decision.comment
        gradebook.db.commit()


def _rows(kept: Kept, gradebook: Gradebook, decision: Decision) -> tuple[Grade, Comment | None]:
    """The rows of the gradebook that a decision changes."""
    grade = _grade(kept, gradebook, decision)
    if not (math.isfinite(decision.points) and 0 <= decision.points <= grade.max_score):
        message = (
            f"{decision.question}: {decision.points:g} points for {decision.student}; "
            f"give a number from 0 to {grade.max_score:g}"
        )
        raise ConfigError(message)
    return grade, _comment(kept, grade, decision) if decision.comment else None


def _grade(kept: Kept, gradebook: Gradebook, decision: Decision) -> Grade:
    try:
        submission = gradebook.find_submission(kept.name, decision.student)
    except MissingEntry:
        message = f"{decision.student} has no graded submission to {kept.name}"
        raise ConfigError(message) from None
    grades = list(_grades(submission))
    for grade in grades:
        if grade.name == decision.question:
            return grade
    known = ", ".join(sorted(grade.name for grade in grades))
    message = f"{kept.name} has no question {decision.question}; it has {known}"
    raise ConfigError(message)


def _grades(submission: SubmittedAssignment) -> Iterator[Grade]:
    for notebook in submission.notebooks:
        yield from notebook.grades


def _comment(kept: Kept, grade: Grade, decision: Decision) -> Comment:
    cell = answer_cell(kept.source(grade.notebook.name), decision.question)
    for comment in grade.notebook.comments:
        if comment.name == cell:
            return comment
    message = (
        f"{decision.question}: no cell to answer in stands before it, and nbgrader keeps comments "
        "there alone; decide without a comment"
    )
    raise ConfigError(message)
