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

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from flint import arb, ctx, fmpq

from grader.equivalence.cartesian import ZERO, cartesian
from grader.equivalence.proof.elementary import is_whole
from grader.equivalence.search.balls import (
    EXACT_BITS,
    FUNCTIONS,
    UNDEFINED,
    UNKNOWN,
    NoValue,
    Number,
    Value,
    constant_power,
    excludes_zero,
    general_power,
    integer_power,
    is_zero,
)
from grader.equivalence.steps import GaveUp
from grader.expression import Expression, number, postorder


def evaluate(
    expression: Expression,
    point: Mapping[str, Fraction],
    bits: int,
    integers: frozenset[str] = frozenset(),
) -> arb | NoValue:
    """Enclose the real value of `expression` at `point`, computing with `bits` bits.

    The variables `integers` are integers by nature, so that x**n has a value for negative x too.

    A value with a non-zero imaginary part is `UNDEFINED`; what no rule covers is `UNKNOWN`.
    """
    return AtPoint(point, bits, integers).value(expression)


class AtPoint:
    """The values of many expressions at one point; what they share is worked out once.

    Args:
        point: the variables' values.
        bits: with which is computed.
        integers: see `evaluate`.
    """

    def __init__(
        self, point: Mapping[str, Fraction], bits: int, integers: frozenset[str] = frozenset()
    ) -> None:
        self._point, self._bits, self._integers = exact(point), bits, integers
        self._known: dict[Expression, Value] = {}
        self._values: dict[Expression, arb | NoValue] = {}

    def value(self, expression: Expression) -> arb | NoValue:
        """Enclose the value of `expression`, as `evaluate` does."""
        if expression not in self._values:
            self._values[expression] = self._value(expression)
        return self._values[expression]

    def _value(self, expression: Expression) -> arb | NoValue:
        try:
            parts = cartesian(expression)
        except GaveUp:
            return UNKNOWN
        with ctx.workprec(self._bits):
            real, imaginary = map(self._enclosed, parts)
            if isinstance(real, NoValue) or isinstance(imaginary, NoValue):
                return UNDEFINED if UNDEFINED in (real, imaginary) else UNKNOWN
            if parts.im is not ZERO and not is_zero(imaginary):
                return UNDEFINED if excludes_zero(imaginary) else UNKNOWN
            return arb(real)

    def _enclosed(self, root: Expression) -> Value:
        for expression in postorder(root):
            if expression not in self._known:
                self._known[expression] = self._worked_out(expression)
        return self._known[root]

    def _worked_out(self, expression: Expression) -> Value:
        if expression.operation == "symbol":
            return self._point[str(expression.value)]
        if (constant := number(expression)) is not None:
            return fmpq(constant.numerator, constant.denominator)
        function, needed = _instruction(expression, self._integers)
        operands = [self._known[argument] for argument in expression.arguments[:needed]]
        return _kept(_unless_missing(function, *operands))


def exact(point: Mapping[str, Fraction]) -> dict[str, Number]:
    """The coordinates of `point` as exact numbers that FLINT computes with."""
    return {name: fmpq(value.numerator, value.denominator) for name, value in point.items()}


class Tape:
    """Real expressions, unrolled into one list of instructions that can be run at many points.

    Args:
        roots: the expressions.
        integers: the variables that range over integers; x**n has a value for negative x too.
    """

    def __init__(self, roots: Sequence[Expression], integers: frozenset[str] = frozenset()) -> None:
        self._integers = integers
        index: dict[Expression, int] = {}
        self._start: list[Value] = []
        self._names: list[tuple[int, str]] = []
        self._code: list[tuple[int, Callable[..., Value], tuple[int, ...]]] = []
        for place, expression in enumerate(postorder(*roots)):
            index[expression] = place
            self._start.append(UNKNOWN)
            self._write(place, expression, tuple(index[a] for a in expression.arguments))
        self._roots = [index[root] for root in roots]

    def __len__(self) -> int:
        return len(self._start)

    @property
    def names(self) -> list[str]:
        """The variables, in the order of the alphabet."""
        return sorted(name for _, name in self._names)

    def _write(self, place: int, expression: Expression, arguments: tuple[int, ...]) -> None:
        if expression.operation == "symbol":
            self._names.append((place, str(expression.value)))
        elif (value := number(expression)) is not None:
            self._start[place] = fmpq(value.numerator, value.denominator)
        else:
            function, needed = _instruction(expression, self._integers)
            self._code.append((place, function, arguments[:needed]))

    def run(self, values: Mapping[str, Number], bits: int) -> list[Value]:
        """The value of every root where the variables have these `values`, with so many bits."""
        with ctx.workprec(bits):
            return self.values(values)

    def values(self, values: Mapping[str, Number]) -> list[Value]:
        """The value of every root, with the precision that FLINT is set to."""
        results, complete = self._start.copy(), True
        for place, name in self._names:
            results[place] = values[name]
        result = results.__getitem__
        for place, function, arguments in self._code:
            operands = map(result, arguments)
            value = function(*operands) if complete else _unless_missing(function, *operands)
            if isinstance(value, arb):
                if not value.is_finite():
                    value, complete = UNKNOWN, False
            elif isinstance(value, fmpq):
                if value.height_bits() > EXACT_BITS:
                    value = arb(value)
            else:
                complete = False
            results[place] = value
        return [results[root] for root in self._roots]


def _unless_missing(function: Callable[..., Value], *operands: Value) -> Value:
    """The function's value; without one if an operand has none."""
    found = [operand for operand in operands if isinstance(operand, NoValue)]
    if not found:
        return function(*operands)
    return UNDEFINED if UNDEFINED in found else UNKNOWN


def _kept(value: Value) -> Value:
    """A value as later functions get it: none that is infinite, none that is very long."""
    if isinstance(value, arb):
        return value if value.is_finite() else UNKNOWN
    return arb(value) if isinstance(value, fmpq) and value.height_bits() > EXACT_BITS else value


def _instruction(
    expression: Expression, integers: frozenset[str]
) -> tuple[Callable[..., Value], int]:
    """The function for an operation, and how many of its arguments it takes."""
    if not expression.arguments:
        return arb.pi, 0
    if expression.operation != "pow":
        return FUNCTIONS[expression.operation], len(expression.arguments)
    exponent = number(expression.arguments[1])
    if exponent is None:
        whole = is_whole(expression.arguments[1], integers)
        return (integer_power if whole else general_power), 2
    return constant_power(exponent), 1
