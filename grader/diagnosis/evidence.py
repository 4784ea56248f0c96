"""Is this the student's entry? A look at one point first, then a proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from flint import arb

from grader.domain import Domain
from grader.equivalence import NoValue, compare
from grader.equivalence.search.enclose import AtPoint
from grader.equivalence.search.points import Point, points
from grader.expression import Expression
from grader.verdict import Status

BITS = 64
ACCURATE = 24
"""How many of the bits of a value must be known, or nothing is concluded from it."""
TRIES = 40
"""At how many points a value of all expressions is looked for."""


class Evidence:
    """Decides equality of many candidates with a few expressions.

    An answer that is too complicated to decide is not diagnosed: after the first candidate that
    can be neither proved nor refuted, no other one is tried.

    Args:
        names: every name that an entry or a candidate may hold.
        domain: what they range over.
        where: expressions that have a value where equality is asked.
        entries: the expressions that candidates are compared with.
    """

    def __init__(
        self,
        names: Iterable[str],
        domain: Domain,
        where: Sequence[Expression],
        entries: Sequence[Expression],
    ) -> None:
        self._domain, self._where = domain, tuple(where)
        self._same: dict[tuple[Expression, Expression], bool] = {}
        self._gave_up = False
        self._values = self._where_all_are_defined(sorted(names), (*self._where, *entries))

    def same(self, entry: Expression, candidate: Expression) -> bool:
        """Whether the two are proved to be equal."""
        if entry is candidate:
            return True
        pair = (entry, candidate)
        if pair not in self._same:
            self._same[pair] = self._may_agree(entry, candidate) and self._proved(entry, candidate)
        return self._same[pair]

    def ratio(self, entry: Expression, other: Expression) -> arb | None:
        """entry/other at the point that is looked at; None if there is none."""
        one, two = self._values.value(entry), self._values.value(other)
        if isinstance(one, NoValue) or isinstance(two, NoValue):
            return None
        return arb(one) / two

    def _may_agree(self, entry: Expression, candidate: Expression) -> bool:
        one, two = self._values.value(entry), self._values.value(candidate)
        if self._gave_up or isinstance(one, NoValue) or isinstance(two, NoValue):
            return False
        return one.rel_accuracy_bits() >= ACCURATE and bool(one.overlaps(two))

    def _proved(self, entry: Expression, candidate: Expression) -> bool:
        verdict = compare(entry, candidate, self._domain, self._where, simple_witness=False)
        self._gave_up = verdict.status is Status.UNDECIDED
        return verdict.status is Status.PROVED

    def _where_all_are_defined(
        self, names: Sequence[str], expressions: Sequence[Expression]
    ) -> AtPoint:
        """A point at which all have a value, away from the integers; else any point."""
        for point in chain(self._points(names, whole=False), self._points(names, whole=True)):
            there = AtPoint(point, BITS, self._domain.integers)
            if not any(isinstance(there.value(each), NoValue) for each in expressions):
                return there
        return there

    def _points(self, names: Sequence[str], *, whole: bool) -> Iterator[Point]:
        """The points with an integer among their numbers, or those without one."""
        for point in islice(points(names, self._domain, b"a diagnosis"), TRIES):
            if whole == any(value.denominator == 1 for value in point.values()):
                yield point
