"""Which points lie in a domain? A fixed sequence of exact ones, none that a formula singles out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.domain import Domain, Range

_STEPS = tuple(
    Fraction(p, q)
    for p, q in ((17, 13), (-5, 7), (29, 11), (-19, 17), (3, 19), (-71, 23), (131, 29), (-7, 31))
)


def inner_points(names: Sequence[str], domain: Domain, count: int) -> Iterator[dict[str, Fraction]]:
    """`count` points in the interior of the domain; the values drift, so that no two agree.

    >>> next(inner_points(["x", "y"], Domain.of({"y": "positive"}), 1))
    {'x': Fraction(17, 13), 'y': Fraction(5, 7)}
    """
    for turn in range(count):
        yield {name: _inside(domain[name], _step(turn, i)) for i, name in enumerate(names)}


def _step(turn: int, place: int) -> Fraction:
    """A number for variable `place`: each turn pairs the steps of the variables anew."""
    round_, start = divmod(turn, len(_STEPS))
    step = _STEPS[(start + place * (1 + 2 * round_)) % len(_STEPS)]
    return step * (1 + Fraction(round_ * 5 + place // len(_STEPS), 7))


def _inside(interval: Range, step: Fraction) -> Fraction:
    size = abs(step)
    if interval.integer:
        return Fraction(round(step * 3))
    if interval.lower is not None and interval.upper is not None:
        return interval.lower + (interval.upper - interval.lower) * size / (size + 1)
    if interval.lower is not None:
        return interval.lower + size
    if interval.upper is not None:
        return interval.upper - size
    return step if step != interval.excluded else step + 1
