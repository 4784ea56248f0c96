"""What is a formula worth at a point? In real arithmetic, by mpmath, with as many digits as asked.

This shares no code with `grader.equivalence`, whose verdicts are judged by it.

>>> from grader.text import parse
>>> value(parse("x**(1/3)"), {"x": Fraction(-8)}, 30)
mpf('-2.0')
>>> value(parse("log(x)"), {"x": Fraction(-8)}, 30) is None
True
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import mpmath
from mpmath import mp, mpc, mpf

from grader.expression import Expression, number, postorder

Value = mpf | mpc | None
LARGEST_ARGUMENT = 10**6
"""Of exp and its relatives: what they give beyond it has an exponent of millions of bits."""
LARGEST_ANGLE = 10**60
LARGEST_EXPONENT = 10**4


class BeyondReachError(Exception):
    """The value exists, perhaps, but it is too large or on a branch cut."""


def value(expression: Expression, point: Mapping[str, Fraction], digits: int) -> Value:
    """The value of `expression` at `point`; None where it has none.

    Raises:
        BeyondReachError: it can't be said at this point.
    """
    values: dict[Expression, Value] = {}
    with mp.workdps(digits):
        for part in postorder(expression):
            arguments = [values[argument] for argument in part.arguments]
            values[part] = None if None in arguments else _one(part, arguments, point)
        return values[expression]


def _one(part: Expression, arguments: list[Any], point: Mapping[str, Fraction]) -> Value:
    exact = number(part)
    if exact is not None:
        return _real(exact)
    if part.operation == "symbol":
        return _real(point[str(part.value)])
    if part.operation == "constant":
        return mpc(0, 1) if part.value == "i" else +mp.pi
    try:
        if part.operation == "pow":
            return _power(*arguments, exponent(part.arguments[1]))
        return _applied(part.operation, arguments)
    except ZeroDivisionError:
        return None


def _real(exact: Fraction) -> mpf:
    return mpf(exact.numerator) / exact.denominator


def exponent(expression: Expression) -> Fraction | None:
    """The exact value of an exponent that is made of numbers by +, * and whole powers."""
    exact = number(expression)
    if exact is not None or not expression.arguments:
        return exact
    parts = [exponent(argument) for argument in expression.arguments]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    match expression.operation:
        case "add":
            return sum(known, Fraction(0))
        case "mul":
            result = Fraction(1)
            for factor in known:
                result *= factor
            return result
        case "pow" if known[1].denominator == 1 and (known[0] or known[1] >= 0):
            return Fraction(known[0] ** int(known[1]))
        case _:
            return None


def _power(base: Any, power: Any, exact: Fraction | None) -> Value:  # noqa: ANN401 - mpf or mpc
    if abs(power) > LARGEST_EXPONENT:
        raise BeyondReachError
    if exact is not None and exact.denominator == 1:
        return base ** int(exact)
    if isinstance(base, mpc):
        raise BeyondReachError
    if exact is None:
        return mpmath.exp(power * mpmath.log(base)) if base > 0 else None
    if base < 0 and exact.denominator % 2 == 0:
        return None
    size = abs(base) ** _real(exact)
    return -size if base < 0 and exact.numerator % 2 else size


def _applied(operation: str, arguments: list[Any]) -> Value:
    if operation in _REAL_ONLY and any(isinstance(each, mpc) for each in arguments):
        raise BeyondReachError
    if operation in _GROWING and abs(arguments[0]) > LARGEST_ARGUMENT:
        raise BeyondReachError
    if operation in _CIRCULAR and abs(arguments[0]) > LARGEST_ANGLE:
        raise BeyondReachError
    if operation in _INTERVALS:
        least, most = _INTERVALS[operation]
        if not least <= arguments[0] <= most:
            return None
    return _FUNCTIONS[operation](*arguments)


def _reciprocal_of(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda u: 1 / function(u)


_CIRCULAR = {"sin", "cos", "tan", "sec", "csc", "cot"}
_GROWING = {"exp", "sinh", "cosh", "tanh", "sech", "csch", "coth"}
_INTERVALS = {"asin": (-1, 1), "acos": (-1, 1), "acosh": (1, mpmath.inf)}
_FUNCTIONS: dict[str, Callable[..., Value]] = {
    "add": lambda *terms: sum(terms),
    "mul": lambda *factors: mpmath.fprod(factors),
    "exp": mpmath.exp,
    "log": lambda u: mpmath.log(u) if u > 0 else None,
    **{name: getattr(mpmath, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "sec": _reciprocal_of(mpmath.cos),
    "csc": _reciprocal_of(mpmath.sin),
    "cot": lambda u: mpmath.cos(u) / mpmath.sin(u),
    "sech": _reciprocal_of(mpmath.cosh),
    "csch": _reciprocal_of(mpmath.sinh),
    "coth": _reciprocal_of(mpmath.tanh),
    **{name: getattr(mpmath, name) for name in ("asin", "acos", "atan", "asinh", "acosh")},
    "atanh": lambda u: mpmath.atanh(u) if -1 < u < 1 else None,
    "abs": abs,
    "sign": mpmath.sign,
    "heaviside": lambda u: (mpmath.sign(u) + 1) / 2,
    "max": max,
    "min": min,
    "atan2": lambda v, u: mpmath.atan2(v, u) if u or v else None,
}
_REAL_ONLY = set(_FUNCTIONS) - {"add", "mul", "exp", *_CIRCULAR, *_GROWING}
