"""Are two formulas equal? An independent judgement from values at many points.

>>> from grader.text import parse
>>> label(parse("sin(x)**2"), parse("1 - cos(x)**2"), {"x": "real"})
'equal'
>>> label(parse("x*(1 + 1e-30)"), parse("x"), {"x": "real"})
'different'
>>> label(parse("2*log(x)"), parse("log(x**2)"), {"x": "real"})  # undefined for negative x
'different'
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from fractions import Fraction
from random import Random

from mpmath import mp, mpf

from benchmarks.values import BeyondReachError, value
from grader.domain import Domain
from grader.expression import Expression, symbols

DIGITS = 120
MORE_DIGITS = 360
AGREE = 100
"""Equal values agree to more digits than these."""
DIFFER = 60
"""Different values differ within so many digits."""
POINTS = 14
SEVERAL = 4
SCALES = (2, 2, 2, 8, 8, 40)
DENOMINATOR = 1009


class Sight(Enum):
    """What one point shows of two formulas."""

    AGREE = "the values agree"
    DIFFER = "the values differ, or the student's form has none"
    NOTHING = "the reference has no value, or none can be found"
    UNCLEAR = "the values differ by too little for either"


def label(student: Expression, reference: Expression, domain: Mapping[str, str]) -> str:
    """'equal', 'different', or '' where it is not clear.

    Equal formulas agree at every point of the domain at which the reference has a value; different
    ones differ at several.
    """
    seen: list[Sight] = []
    for point in points(sorted(symbols(student, reference)), domain):
        seen.append(sight(student, reference, point))
        if seen.count(Sight.DIFFER) >= SEVERAL:
            return "different"
    clear = {Sight.DIFFER, Sight.UNCLEAR}.isdisjoint(seen)
    return "equal" if clear and seen.count(Sight.AGREE) >= SEVERAL else ""


def points(names: list[str], domain: Mapping[str, str]) -> Iterator[dict[str, Fraction]]:
    """Random points of the domain, small and large ones, the same ones each time."""
    source = Random("points")
    ranges = Domain.of(domain)
    for place in range(POINTS):
        scale = SCALES[place % len(SCALES)]
        point = {name: _number(source, scale) for name in names}
        yield {
            name: number if ranges[name].contains(number) else -number
            for name, number in point.items()
        }


def _number(source: Random, scale: int) -> Fraction:
    most = scale * DENOMINATOR
    return Fraction(source.randint(-most, most) * 2 + 1, 2 * DENOMINATOR)


def sight(student: Expression, reference: Expression, point: Mapping[str, Fraction]) -> Sight:
    """Compare the values at one point, with more digits where the first ones do not settle it."""
    try:
        ours, theirs = (value(each, point, DIGITS) for each in (reference, student))
        if ours is None:
            return Sight.NOTHING
        if theirs is None:
            return Sight.DIFFER
        with mp.workdps(MORE_DIGITS):
            gap, size = abs(ours - theirs), max(abs(ours), abs(theirs))
            if gap <= size * mpf(10) ** -AGREE:
                return Sight.AGREE
            return _closer_sight(student, reference, point, gap)
    except BeyondReachError:
        return Sight.NOTHING


def _closer_sight(
    student: Expression, reference: Expression, point: Mapping[str, Fraction], gap: mpf
) -> Sight:
    """A difference counts if it stays the same with more digits: rounding does not."""
    ours, theirs = (value(each, point, MORE_DIGITS) for each in (reference, student))
    closer, size = abs(ours - theirs), max(abs(ours), abs(theirs))
    if closer > size * mpf(10) ** -DIFFER and abs(closer - gap) < closer / 100:
        return Sight.DIFFER
    floor = mpf(10) ** (AGREE - MORE_DIGITS)  # what cancelled terms of a common size leave
    return Sight.AGREE if closer <= max(size * mpf(10) ** -AGREE, floor) else Sight.UNCLEAR
