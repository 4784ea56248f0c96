"""At which points may a difference hide that few other points show?

Where an argument of abs, sign, max, a root or a logarithm changes its sign, the form of an
expression changes. Between the roots of all such arguments, and between the numbers that are
written in the expressions, one point each is tried: max(0, (x - 1000)*(1001 - x)) is not 0.

>>> from grader.domain import Domain
>>> from grader.expression import apply, rational, symbol
>>> x = symbol("x")
>>> bump = apply("max", rational(0), (x - 1000) * (1001 - x))
>>> [str(point["x"]) for point in critical_points([bump], ["x"], Domain())]
['-2', '-1/2', '250', '2001/2', '1003']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, pairwise
from math import ceil, floor

from grader.domain import Domain, Range
from grader.equivalence.search.points import Point, fixed_points
from grader.equivalence.search.roots_on_a_line import Line, Piece, roots
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression, number, postorder, rational, symbols

MOST_NUMBERS = 24
MOST_ARGUMENTS = 24
MOST_CUTS = 48
MOST_POINTS, LEAST_POINTS = 96, 2
BASES = 2
STEPS = 150_000
_ONE = rational(1)
_OF_ITSELF = frozenset(("abs", "sign", "heaviside", "log", "acot"))
_OF_THE_SQUARE = frozenset(("asin", "acos", "atanh", "asec", "acsc", "acosh"))


def critical_points(
    expressions: Sequence[Expression], names: Sequence[str], domain: Domain
) -> Iterator[Point]:
    """One point of `domain` in every gap between critical values, on a few lines.

    The work is bounded: of large expressions not every root is looked for.

    Args:
        expressions: what is compared, real and without i.
        names: the variables of a point.
        domain: what they range over.
    """
    numbers = _numbers(expressions)
    arguments = _bearing(_arguments(expressions))
    bases = list(islice(fixed_points(names, domain), BASES if len(names) > 1 else 1))
    most = max(LEAST_POINTS, MOST_POINTS // max(1, len(names) * len(bases)))
    steps = Steps(STEPS)
    for base in bases:
        for name in names:
            line = Line(base, name, domain, steps)
            values = list(_between(_cuts(numbers, arguments, line), domain[name]))
            for value in values[:: ceil(len(values) / most) or 1]:
                yield {**base, name: value}


def _bearing(arguments: Iterable[Expression]) -> list[tuple[Expression, frozenset[str]]]:
    """Expressions with the variables that they depend on; those without any are left out."""
    distinct = islice(dict.fromkeys(arguments), MOST_ARGUMENTS)
    pairs = ((argument, symbols(argument)) for argument in distinct)
    return [(argument, names) for argument, names in pairs if names]


def _cuts(
    numbers: list[Fraction], arguments: list[tuple[Expression, frozenset[str]]], line: Line
) -> list[Piece]:
    cuts = [(value, value) for value in numbers]
    try:
        for argument, names in arguments:
            if line.name in names:
                cuts += roots(argument, line)
    except GaveUp:
        pass
    return cuts[:MOST_CUTS]


def _numbers(expressions: Sequence[Expression]) -> list[Fraction]:
    values = (number(e) for e in postorder(*expressions) if not e.arguments)
    return list(dict.fromkeys(value for value in values if value is not None))[:MOST_NUMBERS]


def _arguments(expressions: Sequence[Expression]) -> Iterator[Expression]:
    """The sub-expressions at whose zeros the form of an expression may change."""
    for expression in postorder(*expressions):
        operation, arguments = expression.operation, expression.arguments
        if operation in _OF_ITSELF:
            yield arguments[0]
        elif operation in _OF_THE_SQUARE:
            yield from (arguments[0] + _ONE, arguments[0] - _ONE)
        elif operation in ("max", "min"):
            yield from (_difference(a, b) for a, b in pairwise(arguments))
        elif operation == "atan2":
            yield from arguments
        elif operation == "pow" and _has_an_edge(arguments[1]):
            yield arguments[0]


def _has_an_edge(exponent: Expression) -> bool:
    """Whether a power is undefined at or beyond the zeros of its base."""
    value = number(exponent)
    return value is None or value < 0 or value.denominator % 2 == 0


def _difference(a: Expression, b: Expression) -> Expression:
    """The difference up to its sign; as it is written where one of the two is 0."""
    if number(a) == 0 or number(b) == 0:
        return b if number(a) == 0 else a
    return a - b


def _between(cuts: list[Piece], among: Range) -> Iterator[Fraction]:
    """Simple numbers in the gaps between the cuts; integers at the cuts as well."""
    if among.lower is not None:
        cuts.append((among.lower, among.lower))
    if among.upper is not None:
        cuts.append((among.upper, among.upper))
    if not cuts:
        return
    found = _integers_at(cuts) if among.integer else _gaps(sorted(cuts))
    yield from (value for value in dict.fromkeys(found) if among.contains(value))


def _gaps(cuts: Sequence[Piece]) -> list[Fraction]:
    """A number in each gap between cuts in their order, and beyond the first and the last."""
    found = [Fraction(floor(cuts[0][0]) - 1)]
    found += [_middle(left, right) for (_, left), (right, _) in pairwise(cuts) if left < right]
    return [*found, _above(max(right for _, right in cuts))]


def _integers_at(cuts: Iterable[Piece]) -> list[Fraction]:
    """The integers at and beside both ends of each cut: what is there at one alone counts."""
    return [
        Fraction(end + step)
        for left, right in sorted(cuts)
        for end, step in ((floor(left), 0), (floor(left), 1), (ceil(right), -1), (ceil(right), 0))
    ]


def _middle(left: Fraction, right: Fraction) -> Fraction:
    """A number with a small denominator in the inner half of an interval."""
    quarter = (right - left) / 4
    return simplest_between(left + quarter, right - quarter)


def _above(value: Fraction) -> Fraction:
    return Fraction(ceil(value) + 2)


def simplest_between(left: Fraction, right: Fraction) -> Fraction:
    """The fraction with the smallest denominator in the closed interval from left to right.

    >>> str(simplest_between(Fraction(1000, 3), Fraction(1001, 3))), str(
    ...     simplest_between(Fraction(5, 12), Fraction(6, 13))
    ... )
    ('667/2', '3/7')
    """
    whole = ceil(left)
    if whole <= right:
        return Fraction(whole)
    below = whole - 1
    return below + 1 / simplest_between(1 / (right - below), 1 / (left - below))
