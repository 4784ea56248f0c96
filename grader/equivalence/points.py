"""At which points is a difference looked for? Simple ones first, the same ones every time.

>>> from grader.domain import Domain
>>> first = next(points(["x", "y"], Domain.of({"y": "negative"}), seed=b"any"))
>>> {name: str(value) for name, value in first.items()}
{'x': '1', 'y': '-2'}
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import cycle, islice

from grader.domain import Domain, Range
from grader.expression import Expression, postorder

Point = dict[str, Fraction]
ROUNDS = 6
_FEW = (1, 2, 3)
_MANY = (1, -1, 2)
"""Of both signs: among many variables sums of products stay small, and σ away from its limits."""


def seed(student: Expression, reference: Expression, domain: Domain) -> bytes:
    """A hash of what is compared, linear in the size of the two graphs."""
    digest = hashlib.sha256(repr(domain.ranges).encode())
    for root in (student, reference):
        index: dict[Expression, int] = {}
        for expression in postorder(root):
            index[expression] = len(index)
            places = [index[argument] for argument in expression.arguments]
            digest.update(f"{expression.operation} {expression.value} {places};".encode())
    return digest.digest()


def points(names: Sequence[str], domain: Domain, seed: bytes) -> Iterator[Point]:
    """Rational points of `domain`: small integers, then fractions, small and large numbers."""
    random_numbers = random.Random(seed)  # noqa: S311 - repeatable on purpose, guards no secret
    seen: set[tuple[Fraction, ...]] = set()
    for numbers in _tuples(len(names), random_numbers):
        placed = [_place(domain[n], number) for n, number in zip(names, numbers, strict=True)]
        values = tuple(value for value in placed if value is not None)
        if len(values) == len(names) and values not in seen:
            seen.add(values)
            yield dict(zip(names, values, strict=True))


def _tuples(count: int, source: random.Random) -> Iterator[list[Fraction]]:
    ladder = [
        Fraction(number) for number in islice(cycle(_FEW if count <= len(_FEW) else _MANY), count)
    ]
    yield ladder
    yield [value * (-1) ** (i + 1) for i, value in enumerate(ladder)]
    yield [value * (-1) ** i for i, value in enumerate(reversed(ladder))]
    for _ in range(ROUNDS):
        for kind in _KINDS:
            yield [kind(source) for _ in range(count)]


def _small_integer(source: random.Random) -> Fraction:
    return Fraction(source.choice((-3, -2, -1, 1, 2, 3, 4)))


def _simple_fraction(source: random.Random) -> Fraction:
    return Fraction(source.choice((-5, -3, -1, 1, 2, 3, 5, 7)), source.choice((2, 3, 4, 5)))


def _near_zero(source: random.Random) -> Fraction:
    return Fraction(source.choice((-3, -2, -1, 1, 2, 3)), source.choice((7, 11, 16, 32)))


def _large(source: random.Random) -> Fraction:
    return Fraction(source.choice((-1, 1)) * source.choice((9, 20, 50, 101, 400)))


def _any_size(source: random.Random) -> Fraction:
    return source.choice((_small_integer, _simple_fraction, _near_zero, _large))(source)


_KINDS: tuple[Callable[[random.Random], Fraction], ...] = (
    _small_integer,
    _simple_fraction,
    _small_integer,
    _near_zero,
    _any_size,
    _large,
)


def _place(among: Range, number: Fraction) -> Fraction | None:
    """A number of the range that is about as simple as `number`; None if there is none close by."""
    value = _inside(among, number)
    if among.integer:
        value = Fraction(round(value))
    for candidate in (value, value + 1, value - 1):
        if among.contains(candidate):
            return candidate
    return None


def _inside(among: Range, number: Fraction) -> Fraction:
    size = abs(number)
    if among.lower is not None and among.upper is not None:
        return among.lower + (among.upper - among.lower) * size / (1 + size)
    if among.lower is not None:
        return among.lower + size
    return number if among.upper is None else among.upper - size
