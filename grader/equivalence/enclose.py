"""What is the value of an expression at a point? A ball that rigorously contains it, or why not.

Three answers, never a guess: a value (an exact rational or an `arb` ball), `UNDEFINED` (rigorously
no real value there), or `UNKNOWN` (more bits are needed to tell).

>>> from fractions import Fraction
>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> evaluate(apply("sin", x) ** 2 + apply("cos", x) ** 2, {"x": Fraction(1, 3)}, 64).contains(1)
True
>>> evaluate(apply("log", x), {"x": Fraction(-1)}, 64)
<NoValue.UNDEFINED: 'rigorously undefined'>
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flint import arb, ctx, fmpq

from grader.equivalence.balls import (
    FUNCTIONS,
    UNDEFINED,
    UNKNOWN,
    NoValue,
    Number,
    Value,
    excludes_zero,
    fixed_power,
    general_power,
    is_zero,
    settled,
)
from grader.equivalence.cartesian import ZERO, cartesian
from grader.equivalence.steps import GaveUp
from grader.expression import Expression, number, postorder


def evaluate(expression: Expression, point: Mapping[str, Fraction], bits: int) -> arb | NoValue:
    """Enclose the real value of `expression` at `point`, computing with `bits` bits.

    A value with a non-zero imaginary part is `UNDEFINED`; what no rule covers is `UNKNOWN`.
    """
    try:
        parts = cartesian(expression)
    except GaveUp:
        return UNKNOWN
    values = {name: fmpq(value.numerator, value.denominator) for name, value in point.items()}
    real, imaginary = Tape((parts.re, parts.im)).run(values, bits)
    if isinstance(real, NoValue) or isinstance(imaginary, NoValue):
        return UNDEFINED if UNDEFINED in (real, imaginary) else UNKNOWN
    if parts.im is not ZERO and not is_zero(imaginary):
        return UNDEFINED if excludes_zero(imaginary) else UNKNOWN
    with ctx.workprec(bits):
        return arb(real)


class Tape:
    """Real expressions, unrolled into one list of instructions that can be run at many points."""

    def __init__(self, roots: Sequence[Expression]) -> None:
        order = list(postorder(*roots))
        index = {expression: i for i, expression in enumerate(order)}
        self._code = [(e, [index[a] for a in e.arguments]) for e in order]
        self._roots = [index[root] for root in roots]

    def __len__(self) -> int:
        return len(self._code)

    def run(self, values: Mapping[str, Number], bits: int) -> list[Value]:
        """The value of every root where the variables have these `values`."""
        results: list[Value] = []
        with ctx.workprec(bits):
            for expression, places in self._code:
                results.append(_instruction(expression, [results[p] for p in places], values))
        return [results[root] for root in self._roots]


def _instruction(
    expression: Expression, arguments: list[Value], values: Mapping[str, Number]
) -> Value:
    if not arguments:
        return _atom(expression, values)
    operands: list[Number] = []
    unknown = False
    for argument in arguments:
        if argument is UNDEFINED:
            return UNDEFINED
        if isinstance(argument, NoValue):
            unknown = True
        else:
            operands.append(argument)
    if unknown:
        return UNKNOWN
    if expression.operation == "pow":
        fixed = number(expression.arguments[1])
        result = general_power(*operands) if fixed is None else fixed_power(operands[0], fixed)
    else:
        result = FUNCTIONS[expression.operation](*operands)
    return settled(result)


def _atom(expression: Expression, values: Mapping[str, Number]) -> Value:
    if expression.operation == "symbol":
        return values[str(expression.value)]
    exact = number(expression)
    return arb.pi() if exact is None else settled(fmpq(exact.numerator, exact.denominator))
