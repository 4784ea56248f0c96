"""All figures of a class, counted once: the page and the tables say the same.

>>> from grader.feedback.class_report.data import ClassData
>>> summarise(ClassData("tiny", (), ()), lambda question, a, b: False).items
()
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from grader.feedback.class_report import counting
from grader.feedback.class_report.counting import Entries
from grader.feedback.class_report.data import ClassData
from grader.feedback.class_report.items import Item, items
from grader.feedback.class_report.misconceptions import (
    Same,
    Shown,
    misconceptions,
    unexplained,
)

NOT_RUN = "nothing was run"


@dataclass(frozen=True)
class Summary:
    """What a report says about a class.

    Attributes:
        data: the class.
        anonymous: whether it is made for showing in class: no names, no group below five.
        distribution: how many totals lie in each tenth of the points.
        items: the questions with their statistics.
        outcomes: for each question, how many answers came to each of `counting.OUTCOMES`.
        entries: how often each entry was wrong, for questions with several.
        misconceptions: what is named, the most frequent first.
        unexplained: wrong entries that nothing explains, by question.
        waiting: (student, question) where a person has to decide or read.
        isolation: how many notebooks were walled off in which way.
    """

    data: ClassData
    anonymous: bool
    distribution: tuple[int, ...]
    items: tuple[Item, ...]
    outcomes: tuple[tuple[int, ...], ...]
    entries: tuple[Entries, ...]
    misconceptions: tuple[Shown, ...]
    unexplained: tuple[Shown, ...]
    waiting: tuple[tuple[str, str], ...]
    isolation: Mapping[str, int]


def summarise(data: ClassData, same: Same, *, anonymous: bool = False) -> Summary:
    """Count all that the report shows.

    Args:
        data: the class.
        same: decides which answers are shown as one.
        anonymous: whether the report is made for showing in class.
    """
    found = (counting.entries(data, asked) for asked in data.asked)
    return Summary(
        data,
        anonymous,
        counting.distribution((each.total for each in data.submissions), data.points),
        items(data),
        tuple(counting.outcomes(data, asked) for asked in data.asked),
        tuple(entries for entries in found if entries),
        misconceptions(data, same),
        unexplained(data, same),
        _waiting(data),
        Counter(how or NOT_RUN for each in data.submissions for how in each.isolation.values()),
    )


def _waiting(data: ClassData) -> tuple[tuple[str, str], ...]:
    return tuple(
        (submission.student, asked.name)
        for submission in data.submissions
        for asked in data.asked
        if asked.name in submission.scores and submission.scores[asked.name] is None
    )
