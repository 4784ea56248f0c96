"""How difficult is a question, and does it tell strong from weak students?

Difficulty is the mean share of the points that was earned: high is easy. Discrimination is the
corrected item-total correlation: Pearson's correlation of that share with the share that the same
students earned in all other questions. The question itself is left out of the total, which would
else correlate with itself (J. P. Guilford, "The correlation of an item with a composite of the
remaining items in a test", Educational and Psychological Measurement 13, 1953, 87-93).

What a person has still to decide counts in neither. Where that is much of it, there is no figure:
an empty part earns 0 at once, and only the others wait.

>>> from grader.feedback.class_report.data import Asked, ClassData, Submission
>>> asked = Asked("q", "n", 2.0), Asked("r", "n", 4.0)
>>> scores = ({"q": 2.0, "r": 4.0}, {"q": 1.0, "r": 2.0}, {"q": 0.0, "r": 0.0})
>>> data = ClassData("a", asked, tuple(Submission(str(n), s) for n, s in enumerate(scores)))
>>> [(item.difficulty, round(item.discrimination, 9)) for item in items(data)]
[(0.5, 1.0), (0.5, 1.0)]
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.feedback.class_report.data import Asked, ClassData

FEWEST = 5
"""Students without whom a correlation is not worth a look."""
WEAK = 0.2
"""A discrimination below this is worth a look at the question (R. L. Ebel, D. A. Frisbie,
Essentials of Educational Measurement, 5th edition, 1991, ask for at least that much)."""
MOST_WAITING = 0.1
"""The share of the answers that may wait before there are no figures."""
EASY = 0.95
HARD = 0.2


@dataclass(frozen=True)
class Item:
    """What the scores say about a question.

    Attributes:
        asked: the question.
        decided: how many students have a score for it.
        waiting: how many answers a person has to decide.
        difficulty: the mean share of the points earned; None if too few have a score.
        discrimination: the corrected item-total correlation; None if it has no value, as where
            all have the same score.
    """

    asked: Asked
    decided: int
    waiting: int
    difficulty: float | None
    discrimination: float | None

    @property
    def remark(self) -> str:
        """What an instructor should look at; '' if nothing."""
        if self.difficulty is None:
            return "not graded yet" if self.waiting else ""
        if self.discrimination is not None and self.decided >= FEWEST:
            if self.discrimination < 0:
                return "weaker students do better here"
            if self.discrimination < WEAK:
                return "hardly tells strong from weak"
        if self.difficulty >= EASY:
            return "nearly everybody is right"
        return "hard" if self.difficulty <= HARD else ""


def items(data: ClassData) -> tuple[Item, ...]:
    """Each question with its statistics, in order."""
    points = {asked.name: asked.points for asked in data.asked if asked.points > 0}
    classmates = [
        {name: score for name, score in submission.scores.items() if score is not None}
        for submission in data.submissions
    ]
    sums = [_earned(scores, points) for scores in classmates]
    return tuple(_item(asked, data, classmates, sums) for asked in data.asked)


def _earned(scores: Mapping[str, float], points: Mapping[str, float]) -> tuple[float, float]:
    counted = [name for name in scores if name in points]
    return sum(scores[name] for name in counted), sum(points[name] for name in counted)


def _item(
    asked: Asked,
    data: ClassData,
    classmates: Sequence[Mapping[str, float]],
    sums: Sequence[tuple[float, float]],
) -> Item:
    name, points = asked.name, asked.points
    waiting = sum(name in s.scores and s.scores[name] is None for s in data.submissions)
    shares, pairs = [], []
    for scores, (earned, attainable) in zip(classmates, sums, strict=True):
        if name in scores and points > 0:
            shares.append(scores[name] / points)
            if attainable > points:
                pairs.append((shares[-1], (earned - scores[name]) / (attainable - points)))
    if not shares or waiting > MOST_WAITING * (waiting + len(shares)):
        return Item(asked, len(shares), waiting, None, None)
    difficulty = math.fsum(shares) / len(shares)
    return Item(asked, len(shares), waiting, difficulty, correlation(pairs))


def correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Pearson's correlation; None if one of the two does not vary.

    >>> correlation([(0, 3), (1, 1), (2, 2)]), correlation([(0, 1), (1, 1)])
    (-0.5, None)
    """
    if not pairs:
        return None
    first, second = (_centred(values) for values in zip(*pairs, strict=True))
    product, *squares = (_product(*both) for both in ((first, second), (first,) * 2, (second,) * 2))
    if min(squares) < _ROUNDING:
        return None
    return max(-1.0, min(1.0, product / math.sqrt(squares[0] * squares[1])))


_ROUNDING = 1e-18
"""The square of what shares of points leave where they are all the same."""


def _product(first: Sequence[float], second: Sequence[float]) -> float:
    return math.fsum(a * b for a, b in zip(first, second, strict=True))


def _centred(values: Sequence[float]) -> list[float]:
    mean = math.fsum(values) / len(values)
    return [value - mean for value in values]
