"""Which answers wait for a person? Each one once, with all who gave it.

Whether an answer waits is read from the gradebook, the answer from what grading kept of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256

from grader.classroom.cells import answer_cell, automatic, place_of
from grader.classroom.grades import AnswerGrade, read_grades
from grader.classroom.kept import Kept
from grader.classroom.showing import identity, shown
from grader.feedback.reviewing import Owner, Result, Waiting

KEY = 16
"""Hexadecimal digits that tell one answer to a question from another."""


def pending(kept: Kept) -> tuple[Waiting, ...]:
    """The answers that wait, question by question, those given most often first."""
    grades = read_grades(kept.database, kept.name)
    groups = grouped(kept, grades)
    notebooks = sorted({grade.notebook for grade in grades})
    order = {name: place for place, name in enumerate(notebooks)}
    found = [_waiting(kept, key, group, grades) for key, group in groups.items()]
    return tuple(
        sorted(
            found,
            key=lambda waiting: (
                order[waiting.notebook],
                place_of(kept.source(waiting.notebook), waiting.question) or 0,
                -len(waiting.owners),
                waiting.students,
            ),
        )
    )


def grouped(kept: Kept, grades: Sequence[AnswerGrade]) -> dict[str, list[AnswerGrade]]:
    """The answers that wait among `grades`, by key; the same answers have the same key."""
    groups: defaultdict[str, list[AnswerGrade]] = defaultdict(list)
    for grade in grades:
        if grade.waits:
            digest = sha256(identity(kept, grade).encode()).hexdigest()
            groups[f"{grade.question}-{digest[:KEY]}"].append(grade)
    return dict(groups)


def _waiting(
    kept: Kept, key: str, group: Sequence[AnswerGrade], grades: Sequence[AnswerGrade]
) -> Waiting:
    first = group[0]
    seen = shown(kept, first)
    return Waiting(
        key,
        first.question,
        first.notebook,
        first.points,
        tuple(_owner(kept, grade, grades) for grade in group),
        seen.prompt,
        seen.pairs,
        seen.answer,
        seen.reference,
        seen.tried,
    )


def _owner(kept: Kept, grade: AnswerGrade, grades: Sequence[AnswerGrade]) -> Owner:
    own = {
        other.question: Result(other.question, None if other.waits else other.score, other.points)
        for other in grades
        if (other.student, other.notebook) == (grade.student, grade.notebook)
    }
    names = automatic(kept.source(grade.notebook))
    results = tuple(own[name] for name in names if name in own and name != grade.question)
    return Owner(grade.student, results, before(kept, grade))


def before(kept: Kept, grade: AnswerGrade) -> str:
    """What a person decided already, with the comment; '' if nobody did."""
    if grade.manual is None:
        return ""
    cell = answer_cell(kept.source(grade.notebook), grade.question)
    comment = grade.comments.get(cell or "", "")
    return f"{grade.manual:g} of {grade.points:g} points{comment and ': '}{comment}"
