"""How many scored how much, what became of their answers, and which entries were wrong?

>>> distribution([0.0, 4.9, 5.0, 50.0], 50.0)
(2, 1, 0, 0, 0, 0, 0, 0, 0, 1)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from grader.feedback.class_report.data import Answered, Asked, ClassData
from grader.verdict import Outcome, Status

BINS = 10
OUTCOMES = (
    Outcome.RIGHT,
    Outcome.PARTLY_RIGHT,
    Outcome.WRONG,
    Outcome.NOT_ATTEMPTED,
    Outcome.UNREADABLE,
    Outcome.NEEDS_HUMAN,
)
"""The columns of the heat map of questions."""


@dataclass(frozen=True)
class Entries:
    """How often each entry of a question was wrong.

    Attributes:
        asked: the question.
        shape: rows and columns.
        students: how many answers were judged entry by entry.
        wrong: how many of these are wrong at each entry, row by row.
        undecided: how many wait there for a person.
    """

    asked: Asked
    shape: tuple[int, int]
    students: int
    wrong: tuple[int, ...]
    undecided: tuple[int, ...]


def distribution(totals: Iterable[float], points: float) -> tuple[int, ...]:
    """How many totals lie in each tenth of the points; all points belong to the last tenth."""
    counts = [0] * BINS
    for total in totals:
        share = total / points if points > 0 else 0.0
        # A sum of floats may lie just below the bound that it is meant to reach.
        counts[min(max(int(BINS * share + 1e-9), 0), BINS - 1)] += 1
    return tuple(counts)


def outcomes(data: ClassData, asked: Asked) -> tuple[int, ...]:
    """How many answers to a question came to each of `OUTCOMES`."""
    found = Counter(
        submission.answers[asked.name].outcome
        for submission in data.submissions
        if asked.name in submission.answers
    )
    return tuple(found[outcome] for outcome in OUTCOMES)


def entries(data: ClassData, asked: Asked) -> Entries | None:
    """How often each entry was wrong; None if the question has no entries, or only one."""
    judged = [
        answer
        for submission in data.submissions
        if (answer := submission.answers.get(asked.name)) and _is_judged_by_entry(answer)
    ]
    if not judged:
        return None
    shape = _shape(asked, judged)
    alike = [answer for answer in judged if _rows_and_columns(answer) == shape]
    columns = list(zip(*(answer.statuses for answer in alike), strict=True))
    wrong, undecided = (
        tuple(column.count(status) for column in columns)
        for status in (Status.REFUTED, Status.UNDECIDED)
    )
    return Entries(asked, shape, len(alike), wrong, undecided)


def _is_judged_by_entry(answer: Answered) -> bool:
    rows, columns = _rows_and_columns(answer)
    return rows * columns == len(answer.statuses) > 1


def _rows_and_columns(answer: Answered) -> tuple[int, int]:
    return (answer.shape[0] if answer.shape else 1, answer.columns)


def _shape(asked: Asked, judged: Iterable[Answered]) -> tuple[int, int]:
    """The declared shape if somebody has it, else the most frequent one."""
    found = Counter(_rows_and_columns(answer) for answer in judged)
    declared = (len(asked.rows), len(asked.columns))
    return declared if declared in found else min(found, key=lambda shape: (-found[shape], shape))
