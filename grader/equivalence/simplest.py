"""What is the simplest point at which two expressions still differ, once one such point is found?

A point is as simple as its numbers. The height of p/q in lowest terms is |p| + q, that of a point
the sum over its variables; of two numbers of one height a positive one is simpler, then the one
with the smaller denominator. So 0, 1, -1, 2, 1/2, -2, -1/2, 3 come in this order.

Variable by variable, simpler numbers are tried in order, and the first that refutes is taken. A
difference that shows in the first digits is never given up for one that does not, and among equally
high numbers one that shows is preferred, so that a reader can check it by hand.

>>> [str(number) for number in simple_numbers(3)]
['0', '1', '-1', '2', '1/2', '-2', '-1/2']
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from math import gcd

from grader.domain import Domain, Range
from grader.equivalence.refute import Finding, Search
from grader.equivalence.steps import GaveUp, Steps

STEPS = 4_000
PASSES = 2
HIGHEST = 9
BEYOND = tuple(Fraction(1, q) for q in (11, 13, 17, 19))
"""For what vanishes at all simpler fractions, as sin(2520*pi*x) does."""
DENOMINATORS = (1, 2, 3, 4, 5, 6, 7)


def simplest(finding: Finding, domain: Domain, search: Search) -> Finding:
    """The simplest point near the axes of `finding` at which `search` sees the same."""
    return _Shrinking(finding, domain, search).best


def simple_numbers(highest: int) -> list[Fraction]:
    """All rational numbers up to a height, the simplest first."""
    numbers = {
        Fraction(sign * p, height - p)
        for height in range(1, highest + 1)
        for p in range(height)
        for sign in (1, -1)
        if gcd(p, height - p) == 1
    }
    return sorted(numbers, key=order)


def order(number: Fraction) -> tuple[int, bool, int]:
    """The key by which numbers are sorted, the simplest first."""
    return height(number), number < 0, number.denominator


def height(number: Fraction) -> int:
    """|p| + q for p/q in lowest terms."""
    return abs(number.numerator) + number.denominator


@cache
def _table() -> tuple[Fraction, ...]:
    return (*simple_numbers(HIGHEST), *BEYOND)


class _Shrinking:
    """The best point so far, and what may still be spent on a better one."""

    def __init__(self, finding: Finding, domain: Domain, search: Search) -> None:
        self.best = finding
        self._search = search
        self._steps = Steps(STEPS)
        self._tried = {tuple(finding.point.values())}
        try:
            for _ in range(PASSES):
                if not self._passed(domain):
                    break
        except GaveUp:
            pass

    def _passed(self, domain: Domain) -> bool:
        """Whether one pass over the variables, the worst number first, found a simpler point."""
        before = self.best.point
        for name in sorted(before, key=lambda name: height(before[name]), reverse=True):
            self._shrink(name, domain[name])
        return self.best.point != before

    def _shrink(self, name: str, among: Range) -> None:
        invisible: Finding | None = None
        for number in _candidates(among, self.best.point[name]):
            if invisible and height(number) > height(invisible.point[name]):
                break
            found = self._at(name, number)
            if found and found.visible:
                self.best = found
                break
            if not self.best.visible:
                invisible = invisible or found
        else:
            self._round(name, among)
        if invisible and not self.best.visible:
            self.best = invisible

    def _round(self, name: str, among: Range) -> None:
        """Round a number that is far from the simple ones; then look for the smallest integer."""
        number = self.best.point[name]
        if height(number) <= HIGHEST:
            return
        for q in DENOMINATORS:
            rounded = Fraction(round(number * q), q)
            if height(rounded) < height(number) and among.contains(rounded):
                found = self._acceptable(name, rounded)
                if found:
                    self.best = found
                    break
        if self.best.point[name].denominator == 1:
            self._bisect(name, among)

    def _bisect(self, name: str, among: Range) -> None:
        number = self.best.point[name].numerator
        sign, low, high = (1 if number > 0 else -1), HIGHEST - 1, abs(number)
        while high - low > 1:
            middle = Fraction(sign * ((low + high) // 2))
            found = self._acceptable(name, middle) if among.contains(middle) else None
            if found:
                self.best, high = found, abs(middle.numerator)
            else:
                low = abs(middle.numerator)

    def _acceptable(self, name: str, number: Fraction) -> Finding | None:
        found = self._at(name, number)
        return found if found and (found.visible or not self.best.visible) else None

    def _at(self, name: str, number: Fraction) -> Finding | None:
        """What is seen there for the first time, if it is what was seen at the start."""
        point = {**self.best.point, name: number}
        values = tuple(point.values())
        if values in self._tried:
            return None
        self._tried.add(values)
        found = self._search.again(point, self.best.bits, self._steps)
        return found if found and found.sight is self.best.sight else None


def _candidates(among: Range, number: Fraction) -> Iterator[Fraction]:
    limit = order(number)
    for candidate in _table():
        if order(candidate) >= limit:
            break
        if among.contains(candidate):
            yield candidate
