"""What is the simplest point at which two expressions still differ, once one such point is found?

A point is as simple as its numbers. The height of p/q in lowest terms is |p| + q, that of a point
the sum over its variables; of two numbers of one height a positive one is simpler, then the one
with the smaller denominator. So 0, 1, -1, 2, 1/2, -2, -1/2, 3 come in this order.

As many variables as possible are set to 0. Then, variable by variable, simpler numbers are tried in
order, and the first that refutes is taken; of integers beyond 10^8 a power of ten. A difference
that shows in the first digits is never given up for one that does not, and among equally high
numbers one that shows is preferred, so that a reader can check it by hand.

>>> [str(number) for number in simple_numbers(3)]
['0', '1', '-1', '2', '1/2', '-2', '-1/2']
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from functools import cache
from math import gcd
from typing import TypeGuard

from grader.domain import Domain, Range
from grader.equivalence.search.points import Point
from grader.equivalence.search.refute import Finding, Search
from grader.equivalence.steps import GaveUp, Steps

STEPS = 4_000
STEPS_FROM_AFAR = 20_000
PASSES = 2
HIGHEST = 9
LARGE = 10**8
BEYOND = tuple(Fraction(1, q) for q in (11, 13, 17, 19))
"""For what vanishes at all simpler fractions, as sin(2520*pi*x) does."""
DENOMINATORS = (1, 2, 3, 4, 5, 6, 7)
_ZERO = Fraction(0)
Order = tuple[int, bool, int]


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


def order(number: Fraction) -> Order:
    """The key by which numbers are sorted, the simplest first."""
    return height(number), number < 0, number.denominator


def height(number: Fraction) -> int:
    """|p| + q for p/q in lowest terms."""
    return abs(number.numerator) + number.denominator


@cache
def _table() -> tuple[tuple[Order, Fraction], ...]:
    return tuple((order(number), number) for number in (*simple_numbers(HIGHEST), *BEYOND))


class _Shrinking:
    """The best point so far, and what may still be spent on a better one."""

    def __init__(self, finding: Finding, domain: Domain, search: Search) -> None:
        self.best = finding
        self._search = search
        far = any(height(number) > HIGHEST for number in finding.point.values())
        self._steps = Steps(STEPS_FROM_AFAR if far else STEPS)
        self._rounded: set[str] = set()
        self._tried = {_key(finding.point)}
        try:
            self._clear([name for name in finding.point if domain[name].contains(_ZERO)])
            for _ in range(min(PASSES, len(finding.point))):  # one number is done in one pass
                if not self._passed(domain):
                    break
        except GaveUp:
            pass

    def _clear(self, names: list[str]) -> None:
        """Set many variables to 0 at once; where that hides the difference, each half of them."""
        if len(names) <= 1:
            return
        found = self._at(dict.fromkeys(names, _ZERO))
        if self._is_acceptable(found):
            self.best = found
            return
        middle = len(names) // 2
        self._clear(names[:middle])
        self._clear(names[middle:])

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
            found = self._at({name: number})
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
        if height(number) <= HIGHEST or name in self._rounded:
            return
        self._rounded.add(name)
        for q in DENOMINATORS:
            rounded = Fraction(round(number * q), q)
            if height(rounded) < height(number) and among.contains(rounded):
                found = self._at({name: rounded})
                if self._is_acceptable(found):
                    self.best = found
                    break
        number = self.best.point[name]
        if number.denominator == 1 and abs(number) > LARGE:
            self._bisect(name, among, 6, len(str(abs(number))) + 1, lambda k: 10**k)
        number = self.best.point[name]
        if number.denominator == 1 and HIGHEST < abs(number) <= LARGE:
            self._bisect(name, among, HIGHEST - 1, abs(number.numerator), lambda k: k)

    def _bisect(
        self, name: str, among: Range, low: int, high: int, size: Callable[[int], int]
    ) -> None:
        """Take the least size in a range that refutes, if from there on all do; keep the sign."""
        sign = 1 if self.best.point[name] > 0 else -1
        while high - low > 1:
            middle = (low + high) // 2
            number = Fraction(sign * size(middle))
            found = self._at({name: number}) if among.contains(number) else None
            if self._is_acceptable(found):
                self.best, high = found, middle
            else:
                low = middle

    def _is_acceptable(self, found: Finding | None) -> TypeGuard[Finding]:
        return found is not None and (found.visible or not self.best.visible)

    def _at(self, numbers: Mapping[str, Fraction]) -> Finding | None:
        """What is seen there for the first time, if it is what was seen at the start."""
        point = {**self.best.point, **numbers}
        key = _key(point)
        if key in self._tried:
            return None
        self._tried.add(key)
        found = self._search.again(point, self.best.bits, self._steps)
        return found if found and found.sight is self.best.sight else None


def _key(point: Point) -> tuple[int, ...]:
    """The numbers of a point; hashing fractions takes longer than looking at them."""
    return tuple([part for value in point.values() for part in value.as_integer_ratio()])


def _candidates(among: Range, number: Fraction) -> Iterator[Fraction]:
    limit = order(number)
    for place, candidate in _table():
        if place >= limit:
            break
        if among.contains(candidate):
            yield candidate
