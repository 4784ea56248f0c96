"""At which points is a difference looked for? Simple ones first, the same ones every time.

>>> from grader.domain import Domain
>>> first = next(points(["x", "y"], Domain.of({"y": "negative"}), seed=b"any"))
>>> {name: str(value) for name, value in first.items()}
{'x': '1', 'y': '-2'}
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache, lru_cache
from itertools import chain

from grader.domain import REAL, Domain, Range
from grader.expression import Expression, postorder

Point = dict[str, Fraction]
ROUNDS = 6
_FEW = (1, 2, 3)
_MANY = (1, -1, 2)
"""Of both signs: among many variables sums of products stay small, and σ away from its limits."""
_FIXED = (
    ("1/2", "2/3", "5/4"),
    ("-5/3", "3/2", "-1/4"),
    ("1/7", "-3/11", "2/97"),
    ("20", "-9", "50"),
    ("-101/7", "355/113", "-41/29"),
)
"""Between the integers, near zero, large, and with denominators that no period divides."""
_ROWS = tuple(tuple(Fraction(text) for text in row) for row in _FIXED)


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
    """Rational points of `domain`: the fixed ones, then random ones of all sizes."""
    count, ranges = len(names), [domain[name] for name in names]
    numbers = _placed(ranges, chain(_ladders(count), _random_tuples(count, seed)))
    return (dict(zip(names, values, strict=True)) for values in numbers)


def fixed_points(names: Sequence[str], domain: Domain) -> Iterator[Point]:
    """Eight points or fewer that depend on the domain alone, small integers first."""
    numbers = _fixed_numbers(tuple(domain[name] for name in names))
    return (dict(zip(names, values, strict=True)) for values in numbers)


def random_points(names: Sequence[str], domain: Domain, seed: bytes) -> Iterator[Point]:
    """Points from a seed: small integers, fractions, numbers without structure, and large ones."""
    ranges = [domain[name] for name in names]
    numbers = _placed(ranges, _random_tuples(len(names), seed))
    return (dict(zip(names, values, strict=True)) for values in numbers)


@lru_cache(maxsize=256)
def _fixed_numbers(ranges: tuple[Range, ...]) -> list[tuple[Fraction, ...]]:
    return list(_placed(ranges, _ladders(len(ranges))))


def _placed(
    ranges: Sequence[Range], tuples: Iterable[Sequence[Fraction]]
) -> Iterator[tuple[Fraction, ...]]:
    """The tuples, each number moved into its range; none of them twice."""
    seen: set[tuple[Fraction, ...]] = set()
    for numbers in tuples:
        placed = [_place(among, number) for among, number in zip(ranges, numbers, strict=True)]
        values = tuple(value for value in placed if value is not None)
        if len(values) == len(ranges) and values not in seen:
            seen.add(values)
            yield values


@cache
def _ladders(count: int) -> list[list[Fraction]]:
    steps = _FEW if count <= len(_FEW) else _MANY
    ladder = [Fraction(steps[i % len(steps)]) for i in range(count)]
    return [
        ladder,
        [value * (-1) ** (i + 1) for i, value in enumerate(ladder)],
        [value * (-1) ** i for i, value in enumerate(reversed(ladder))],
        *(_spread(row, count) for row in _ROWS),
    ]


def _spread(row: Sequence[Fraction], count: int) -> list[Fraction]:
    """The numbers of a row for so many variables; for many without a period.

    With a period the entries of several matrices would be equal, and a commutator always 0.
    """
    if count <= len(row):
        return list(row[:count])
    source = random.Random(count)  # noqa: S311 - repeatable on purpose, guards no secret
    return [source.choice(row) * source.choice((1, -1)) for _ in range(count)]


def _random_tuples(count: int, seed: bytes) -> Iterator[list[Fraction]]:
    source = random.Random(seed)  # noqa: S311 - repeatable on purpose, guards no secret
    for _ in range(ROUNDS):
        for kind in _KINDS:
            yield [kind(source) for _ in range(count)]


def _small_integer(source: random.Random) -> Fraction:
    return Fraction(source.choice((-3, -2, -1, 1, 2, 3, 4)))


def _simple_fraction(source: random.Random) -> Fraction:
    return Fraction(source.choice((-5, -3, -1, 1, 2, 3, 5, 7)), source.choice((2, 3, 4, 5)))


def _near_zero(source: random.Random) -> Fraction:
    return Fraction(source.choice((-3, -2, -1, 1, 2, 3)), source.choice((7, 11, 16, 97, 1000)))


def _large(source: random.Random) -> Fraction:
    return Fraction(source.choice((-1, 1)) * source.choice((9, 20, 50, 101, 400)))


def _unstructured(source: random.Random) -> Fraction:
    return Fraction(source.randint(-4000, 4000), source.choice((97, 101, 991, 997)))


def _huge(source: random.Random) -> Fraction:
    size: int = source.choice((-1, 1)) * 10 ** source.randint(3, 20)
    return Fraction(size * source.randint(2, 99), 7)


def _any_size(source: random.Random) -> Fraction:
    kinds = (_small_integer, _simple_fraction, _near_zero, _large, _unstructured)
    return source.choice(kinds)(source)


_KINDS: tuple[Callable[[random.Random], Fraction], ...] = (
    _small_integer,
    _simple_fraction,
    _unstructured,
    _small_integer,
    _near_zero,
    _any_size,
    _large,
    _huge,
)


def _place(among: Range, number: Fraction) -> Fraction | None:
    """A number of the range that is about as simple as `number`; None if there is none close by."""
    if among is REAL:
        return number
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
