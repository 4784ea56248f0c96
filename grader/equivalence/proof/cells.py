"""On which parts of a domain are signs known together? Between the zeros of linear conditions.

The signs of x and of x - 1 depend on each other: of four combinations only three occur. On each of
the three intervals that 0 and 1 leave, both are constants, and so are signs of what is built from
them. A proof that succeeds on every interval holds everywhere but at their ends, a null set.

>>> from grader.expression import apply, rational, symbol
>>> x = symbol("x")
>>> clipped = apply("min", apply("max", x, rational(0)), rational(1)) - apply("abs", x - 1)
>>> [str(part["x"].lower) + " to " + str(part["x"].upper) for part in cells([clipped], Domain())]
['None to 0', '0 to 1', '1 to None']
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from grader.domain import Domain, Range
from grader.equivalence.proof.definedness import NowhereDefinedError
from grader.equivalence.proof.elementary import elementary
from grader.equivalence.proof.prove import ALMOST, EVERYWHERE, prove
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression, number, postorder
from grader.verdict import Certificate

FEWEST, MOST = 2, 12
"""Zeros on one line; a single sign depends on nothing."""
_MINUS_ONE = Fraction(-1)


class _Line(NamedTuple):
    """slope*name + height."""

    name: str
    slope: Fraction
    height: Fraction


def prove_on_cells(
    student: Expression,
    reference: Expression,
    domain: Domain,
    steps: Steps,
    where: Sequence[Expression] = (),
) -> Certificate | None:
    """The proof that both are equal on each cell, or None if there is none; as `prove`."""
    parts = cells((student, reference, *where), domain)
    scopes = {ALMOST: None}
    try:
        for part in parts:
            proof = prove(student, reference, part, steps, where)
            if proof is None:
                return None
            scopes[proof.scope] = None
    except (GaveUp, NowhereDefinedError):
        return None
    named = [scope for scope in scopes if scope not in (ALMOST, EVERYWHERE)]
    method = f"normal form on each of {len(parts)} intervals"
    return Certificate(method, "; ".join(named) or ALMOST) if parts else None


def cells(expressions: Sequence[Expression], domain: Domain) -> list[Domain]:
    """Parts of `domain` between the zeros of conditions on one variable; none if they are few.

    Args:
        expressions: what is compared, real and without i.
        domain: what the variables range over.
    """
    zeros = _zeros(elementary(each, domain.integers) for each in expressions)
    inside = {
        name: sorted(value for value in values if _parts(domain[name], value))
        for name, values in zeros.items()
        if not domain[name].integer
    }
    name, cuts = max(inside.items(), key=lambda item: len(item[1]), default=("", []))
    if not FEWEST <= len(cuts) <= MOST:
        return []
    return [_with(domain, name, low, high) for low, high in pairwise([None, *cuts, None])]


def _zeros(expressions: Iterable[Expression]) -> dict[str, set[Fraction]]:
    """Where the arguments of abs and sign are zero that are linear in one variable."""
    found: dict[str, set[Fraction]] = {}
    lines: dict[Expression, _Line | None] = {}
    for expression in postorder(*expressions):
        lines[expression] = _line(expression, [lines[each] for each in expression.arguments])
        if expression.operation in ("abs", "sign"):
            line = lines[expression.arguments[0]]
            if line is not None and line.slope:
                found.setdefault(line.name, set()).add(-line.height / line.slope)
    return found


def _line(expression: Expression, arguments: Sequence[_Line | None]) -> _Line | None:
    """The expression as a linear function of one variable, if it is made of such ones."""
    exact = number(expression)
    if exact is not None:
        return _Line("", Fraction(0), exact)
    if expression.operation == "symbol":
        return _Line(str(expression.value), Fraction(1), Fraction(0))
    if expression.operation == "pow":
        return _reciprocal(*arguments)
    if expression.operation not in ("add", "mul"):
        return None
    combine = _sum if expression.operation == "add" else _product
    total: _Line | None = arguments[0]
    for line in arguments[1:]:
        total = combine(total, line) if total is not None and line is not None else None
    return total


def _sum(left: _Line, right: _Line) -> _Line | None:
    if left.slope and right.slope and left.name != right.name:
        return None
    name = left.name if left.slope else right.name
    return _Line(name, left.slope + right.slope, left.height + right.height)


def _product(left: _Line, right: _Line) -> _Line | None:
    if left.slope and right.slope:
        return None
    line, factor = (left, right.height) if left.slope else (right, left.height)
    return _Line(line.name, line.slope * factor, line.height * factor)


def _reciprocal(base: _Line | None, exponent: _Line | None) -> _Line | None:
    """1/base for a number, as in x/2."""
    if (
        base is None
        or base.slope
        or not base.height
        or exponent != _Line("", Fraction(0), _MINUS_ONE)
    ):
        return None
    return _Line("", Fraction(0), 1 / base.height)


def _parts(among: Range, value: Fraction) -> bool:
    above = among.lower is None or among.lower < value
    return above and (among.upper is None or value < among.upper)


def _with(domain: Domain, name: str, low: Fraction | None, high: Fraction | None) -> Domain:
    among = domain[name]
    if low is not None:
        among = among.narrowed(low, above=True)
    if high is not None:
        among = among.narrowed(high, above=False)
    others = [(other, domain[other]) for other in domain if other != name]
    return replace(domain, ranges=tuple(sorted([*others, (name, among)])))
