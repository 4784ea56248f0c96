"""What is the value of an expression at a point, by a second and independent way of computing?

No line is shared with the ball arithmetic and the rewriting by which verdicts are found.

>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> enclosed(apply("exp", x) - 1, {"x": Fraction(0)}, 100)
Value(re=Fraction(0, 1), im=Fraction(0, 1))
>>> enclosed(apply("log", x), {"x": Fraction(-1)}, 100)
<Absent.UNDEFINED: 'rigorously undefined'>
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.equivalence.replay.interval_functions import (
    COMPLEX,
    REAL,
    Value,
    complex_power,
    exponential,
    product,
)
from grader.equivalence.replay.intervals import Absent, Intervals, NoValueError, Real
from grader.expression import Expression, number, postorder

HIGHEST_COMPLEX_POWER = 64


def enclosed(
    expression: Expression,
    point: Mapping[str, Fraction],
    bits: int,
    integers: frozenset[str] = frozenset(),
) -> Value | Absent:
    """Enclose the value of `expression` at `point`, computing with `bits` bits.

    Undefined is what has an undefined part, even if other parts are unknown. The variables
    `integers` are integers by nature, so that x**n has a value for negative x too.
    """
    return _Evaluation(point, bits, integers).value(expression)


class _Evaluation:
    def __init__(self, point: Mapping[str, Fraction], bits: int, integers: frozenset[str]) -> None:
        self._at = Intervals(bits)
        self._point = point
        self._integers = integers

    def value(self, expression: Expression) -> Value | Absent:
        values: dict[Expression, Value | Absent] = {}
        for part in postorder(expression):
            values[part] = self._step(part, [values[argument] for argument in part.arguments])
        return values[expression]

    def _step(self, part: Expression, arguments: list[Value | Absent]) -> Value | Absent:
        missing = [argument for argument in arguments if isinstance(argument, Absent)]
        if missing:
            return Absent.UNDEFINED if Absent.UNDEFINED in missing else Absent.UNKNOWN
        known = [argument for argument in arguments if isinstance(argument, Value)]
        try:
            return self._applied(part, known) if known else self._atom(part)
        except NoValueError as error:
            return error.absent

    def _atom(self, part: Expression) -> Value:
        exact = number(part)
        if exact is not None:
            return Value(exact)
        if part.operation == "symbol":
            return Value(self._point[str(part.value)])
        return Value(self._at.pi()) if part.value == "pi" else Value(Fraction(0), Fraction(1))

    def _applied(self, part: Expression, arguments: list[Value]) -> Value:
        if part.operation == "pow":
            return self._power(part.arguments[1], *arguments)
        if part.operation in COMPLEX:
            return COMPLEX[part.operation](self._at, *arguments)
        return Value(REAL[part.operation](self._at, *(_real(value) for value in arguments)))

    def _power(self, written: Expression, base: Value, exponent: Value) -> Value:
        if isinstance(exponent.re, Fraction) and self._is_read_exactly(written):
            if base.im == 0:
                return Value(self._at.fixed_power(base.re, exponent.re))
            if exponent.re.denominator == 1 and abs(exponent.re) <= HIGHEST_COMPLEX_POWER:
                return complex_power(self._at, base, exponent.re.numerator)
        size = self._at.log(_real(base))
        return exponential(self._at, product(self._at, exponent, Value(size)))

    def _is_read_exactly(self, exponent: Expression) -> bool:
        """Whether an exponent is a rational number by arithmetic alone, or whole by nature."""
        parts = list(postorder(exponent))
        return all(_is_arithmetic(part) for part in parts) or all(
            self._is_integral(part) for part in parts
        )

    def _is_integral(self, part: Expression) -> bool:
        exact = number(part)
        if exact is not None:
            return exact.denominator == 1
        if part.operation == "pow":
            return (number(part.arguments[1]) or -1) >= 0
        return part.value in self._integers or part.operation in ("add", "mul")


def _is_arithmetic(part: Expression) -> bool:
    if part.operation == "pow":
        exponent = number(part.arguments[1])
        return exponent is not None and exponent.denominator == 1
    return number(part) is not None or part.operation in ("add", "mul")


def _real(value: Value) -> Real:
    if value.im != 0:
        raise NoValueError(Absent.UNKNOWN)
    return value.re
