"""How many points does what is known about an answer fix?

A rule that hangs on an undecided entry earns a range of points. If the ends of the range round to
the same score, no human is needed.

>>> Credit.where(Status.UNDECIDED, Fraction(3)).score
>>> best(Credit.where(Status.UNDECIDED, Fraction(3)), Credit.of(Fraction(3))).score
3.0
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from grader.verdict import Status


@dataclass(frozen=True)
class Credit:
    """Between `least` and `most` points."""

    least: Fraction
    most: Fraction

    @classmethod
    def of(cls, points: Fraction) -> Credit:
        """Exactly so many points."""
        return cls(points, points)

    @classmethod
    def where(cls, status: Status, points: Fraction) -> Credit:
        """So many points if something holds, of which `status` is all that is known."""
        return cls(
            points if status is Status.PROVED else Fraction(0),
            Fraction(0) if status is Status.REFUTED else points,
        )

    @property
    def score(self) -> float | None:
        """The points, rounded to hundredths (a half upwards); None if they are not fixed."""
        least, most = _hundredths(self.least), _hundredths(self.most)
        return least / 100 if least == most else None


NOTHING = Credit.of(Fraction(0))


def best(*credits_: Credit) -> Credit:
    """The largest of what several rules earn; nothing if there is no rule."""
    known = (NOTHING, *credits_)
    return Credit(max(c.least for c in known), max(c.most for c in known))


def exact_points(points: float) -> Fraction:
    """The points of a question, as the decimal number that its author wrote."""
    return Fraction(repr(points))


def every(statuses: Iterable[Status]) -> Status:
    """Whether all hold: PROVED if each is, REFUTED if one is."""
    known = set(statuses)
    if Status.REFUTED in known:
        return Status.REFUTED
    return Status.UNDECIDED if Status.UNDECIDED in known else Status.PROVED


def negated(status: Status) -> Status:
    """Whether something does not hold."""
    opposite = {Status.PROVED: Status.REFUTED, Status.REFUTED: Status.PROVED}
    return opposite.get(status, status)


def _hundredths(points: Fraction) -> int:
    return math.floor(points * 100 + Fraction(1, 2))
