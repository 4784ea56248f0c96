"""Where does an expression change its sign while one of its variables moves?

Roots of a rational function are isolated rigorously; of others only those are found that a coarse
grid shows. That is enough to know where to look: nothing is concluded from a root that is missed.

>>> from grader.domain import Domain
>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> line = Line({"x": Fraction(1)}, "x", Domain(), Steps(10_000))
>>> [round(float(low), 6) for low, high in roots(x * x - 2, line)]
[-1.414214, 1.414214]
>>> [round(float(low), 3) for low, _ in roots(apply("exp", x) - 9, line)]
[2.197]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from flint import arb, fmpq, fmpq_poly

from grader.domain import Domain, Range
from grader.equivalence.search.balls import NoValue, Value, excludes_zero, is_zero
from grader.equivalence.search.enclose import Tape, exact
from grader.equivalence.steps import Steps
from grader.expression import Expression, number, postorder, symbols

Piece = tuple[Fraction, Fraction]
"""An interval that contains a root, its lower end first."""

HIGHEST_DEGREE = 40
HALVINGS = 24
BITS = 64
_WHOLE = (1, 2, 3, 5, 8, 20, 60, 200, 1000, 10**4, 10**6, 10**9, 10**30, 10**60)
_SIZES = (
    Fraction(0),
    *(Fraction(n) for n in _WHOLE),
    *(Fraction(1, q) for q in (2, 10, 100, 10**4, 10**6)),
)
_GRID = sorted({Fraction(sign * size) for size in _SIZES for sign in (1, -1)})


@dataclass(frozen=True)
class Line:
    """The points of `base` with any value that `domain` allows for `name`, and a budget."""

    base: Mapping[str, Fraction]
    name: str
    domain: Domain
    steps: Steps


def roots(expression: Expression, line: Line) -> list[Piece]:
    """Intervals around zeros of `expression` on the line, those of every factor.

    Raises:
        GaveUp: the line's budget is used up.
    """
    found: list[Piece] = []
    for factor in _factors(expression):
        if line.name in symbols(factor):
            numerator = _numerator(factor, line)
            found += (
                _grid_roots(factor, line)
                if numerator is None
                else _exact_roots(numerator, line.steps)
            )
    return found


def _factors(expression: Expression) -> list[Expression]:
    factors: list[Expression] = []
    stack = [expression]
    while stack:
        top = stack.pop()
        if top.operation == "mul":
            stack.extend(top.arguments)
        elif top.operation == "pow" and number(top.arguments[1]) is not None:
            stack.append(top.arguments[0])
        else:
            factors.append(top)
    return list(dict.fromkeys(factors))


def _numerator(expression: Expression, line: Line) -> fmpq_poly | None:
    """The numerator of a rational function of the line's variable; None if it is none."""
    parts: dict[Expression, tuple[fmpq_poly, fmpq_poly]] = {}
    for step in postorder(expression):
        line.steps.spend(1)
        part = _step(step, [parts[argument] for argument in step.arguments], line)
        if part is None or max(part[0].degree(), part[1].degree()) > HIGHEST_DEGREE:
            return None
        parts[step] = part
    return parts[expression][0]


def _step(
    step: Expression, arguments: list[tuple[fmpq_poly, fmpq_poly]], line: Line
) -> tuple[fmpq_poly, fmpq_poly] | None:
    one = fmpq_poly([1])
    if step.operation == "symbol":
        name = str(step.value)
        return (fmpq_poly([0, 1] if name == line.name else [_fmpq(line.base[name])])), one
    value = number(step)
    if value is not None:
        return fmpq_poly([_fmpq(value)]), one
    if step.operation == "add":
        return _sum(arguments)
    if step.operation == "mul":
        top, bottom = one, one
        for above, below in arguments:
            top, bottom = top * above, bottom * below
        return top, bottom
    return _power(step, arguments[0]) if step.operation == "pow" else None


def _sum(terms: list[tuple[fmpq_poly, fmpq_poly]]) -> tuple[fmpq_poly, fmpq_poly]:
    top, bottom = terms[0]
    for above, below in terms[1:]:
        if below == bottom:
            top = top + above
        else:
            top, bottom = top * below + above * bottom, bottom * below
    return top, bottom


def _power(
    step: Expression, base: tuple[fmpq_poly, fmpq_poly]
) -> tuple[fmpq_poly, fmpq_poly] | None:
    exponent = number(step.arguments[1])
    if exponent is None or exponent.denominator != 1 or abs(exponent) > HIGHEST_DEGREE:
        return None
    top, bottom = base if exponent > 0 else base[::-1]
    size = abs(exponent.numerator)
    return None if bottom.is_zero() else (top**size, bottom**size)


def _exact_roots(polynomial: fmpq_poly, steps: Steps) -> list[Piece]:
    if polynomial.degree() < 1:
        return []
    steps.spend(int(polynomial.degree()) ** 2)
    with_multiplicities: Any = polynomial.complex_roots()
    real = [root.real for root, _ in with_multiplicities if root.imag == 0]
    return [(_fraction(root.lower()), _fraction(root.upper())) for root in real]


def _grid_roots(expression: Expression, line: Line) -> list[Piece]:
    tape = Tape([expression], line.domain.integers)
    grid = _grid(line.domain[line.name])
    signs = [_sign(tape, line, value) for value in grid]
    found = [(value, value) for value, sign in zip(grid, signs, strict=True) if sign == 0]
    for (left, before), (right, after) in pairwise(zip(grid, signs, strict=True)):
        if before and after and before != after:
            found.append(_halved(tape, line, left, right))
    return found


def _grid(among: Range) -> Sequence[Fraction]:
    if among.lower is not None and among.upper is not None:
        width = among.upper - among.lower
        return [among.lower + width * Fraction(k, 16) for k in range(1, 16)]
    return [value for value in _GRID if among.contains(value)]


def _halved(tape: Tape, line: Line, left: Fraction, right: Fraction) -> Piece:
    before = _sign(tape, line, left)
    for _ in range(HALVINGS):
        middle = (left + right) / 2
        sign = _sign(tape, line, middle)
        if not sign:
            return (middle, middle) if sign == 0 else (left, right)
        left, right = (middle, right) if sign == before else (left, middle)
    return left, right


def _sign(tape: Tape, line: Line, value: Fraction) -> int | None:
    """The sign at one point of the line; None where it is not known or not defined."""
    line.steps.spend(len(tape))
    result: Value = tape.run(exact({**line.base, line.name: value}), BITS)[0]
    if isinstance(result, NoValue):
        return None
    if is_zero(result):
        return 0
    return (1 if result > 0 else -1) if excludes_zero(result) else None


def _fmpq(value: Fraction) -> fmpq:
    return fmpq(value.numerator, value.denominator)


def _fraction(value: arb) -> Fraction:
    mantissa, exponent = value.man_exp()
    return int(mantissa) * Fraction(2) ** int(exponent)
