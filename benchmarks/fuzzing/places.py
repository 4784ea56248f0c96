"""At which points is a verdict looked at? Ordinary ones, special ones, those a formula names."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from random import Random

from grader.domain import Domain, Range
from grader.expression import Expression, number, postorder

Point = dict[str, Fraction]
SPECIAL = tuple(
    Fraction(value)
    for value in (0, 1, -1, 2, -2, "1/2", "-1/2", 10, -7, 1000, -1000, 10**8, -(10**8))
)
WHOLE = tuple(Fraction(value) for value in (0, 1, -1, 2, -2, 3, -3, 4, 9, -20))
ORDINARY, FROM_SPECIAL, FROM_NAMED = 6, 4, 12
"""How many points of each kind are drawn."""
CLOSE = Fraction(1, 10**6)


def places(
    student: Expression, reference: Expression, domain: Domain, names: Sequence[str], source: Random
) -> list[Point]:
    """Points of the domain; without variables the only one."""
    named = _named(student, reference)
    rows = [[_ordinary(domain[name], source) for name in names] for _ in range(ORDINARY)]
    for values, count in ((SPECIAL, FROM_SPECIAL), (named, FROM_NAMED)):
        columns = [_drawn(domain[name], values, count, source) for name in names]
        rows += [list(row) for row in zip(*columns, strict=False)]
    points = [dict(zip(names, row, strict=True)) for row in rows]
    return [p for p in points if all(domain[n].contains(p[n]) for n in names)][
        : None if names else 1
    ]


def _named(*roots: Expression) -> tuple[Fraction, ...]:
    """The numbers that the formulas name, what is close to them, and what lies beyond them all."""
    values = {abs(value) for part in postorder(*roots) if (value := number(part)) is not None}
    values -= {abs(value) for value in SPECIAL[:7]}
    around = {sign * value + step for value in values for sign in (1, -1) for step in _STEPS}
    return tuple(sorted({*around, 3 * max(values), -3 * max(values)})) if values else ()


_STEPS = (Fraction(0), CLOSE, -CLOSE, Fraction(1), Fraction(-1))


def _drawn(among: Range, values: Sequence[Fraction], count: int, source: Random) -> list[Fraction]:
    """Some of `values`, each at most once; if they do not suffice, ordinary numbers."""
    candidates = [value for value in values if among.contains(value)]
    if among.integer:
        candidates = list(WHOLE[:count]) if values is SPECIAL else candidates
    drawn = source.sample(candidates, min(count, len(candidates)))
    if values is SPECIAL and among.contains(Fraction(0)) and Fraction(0) not in drawn:
        drawn[source.randrange(len(drawn))] = Fraction(0)
    return drawn + [_ordinary(among, source) for _ in range(len(drawn), count if values else 0)]


def _ordinary(among: Range, source: Random) -> Fraction:
    number = Fraction(2 * source.randint(-400, 400) + 1, 97)
    if among.integer:
        return source.choice(WHOLE)
    if among.lower is not None and among.upper is not None:
        return among.lower + (among.upper - among.lower) * Fraction(source.randint(1, 996), 997)
    if among.lower is not None:
        return among.lower + abs(number)
    return number if among.upper is None else among.upper - abs(number)


def nearby(
    point: Point, domain: Domain, radius: Fraction, source: Random, count: int = 4
) -> list[Point]:
    """Points of the domain around `point`; integers stay where they are."""
    found: list[Point] = []
    for _ in range(4 * count):
        shifts = {name: Fraction(2 * source.randint(-499, 499) + 1, 1000) for name in point}
        moved = {
            name: value
            if domain[name].integer
            else value + radius * max(abs(value), 1) * shifts[name]
            for name, value in point.items()
        }
        if len(found) < count and all(domain[name].contains(v) for name, v in moved.items()):
            found.append(moved)
    return found
