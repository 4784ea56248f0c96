"""How large may an answer be? Large enough for any honest one, too small to do harm.

>>> from grader.expression.graph import symbol
>>> check_size(symbol("x") ** 10_001)
Traceback (most recent call last):
    ...
grader.errors.StudentError: an exponent beyond 10000 was found; write the formula in a shorter form
"""

from __future__ import annotations

from fractions import Fraction

from grader.errors import StudentError
from grader.expression.graph import DIGITS, Expression, number, postorder

NODES = 4000
"""Distinct parts of all formulas of an answer together."""

_TOO_LARGE = 10**DIGITS

DEPTH = 120
"""Operations inside operations."""

EXPONENT = 10_000
"""The absolute value of a number that stands as an exponent."""

ENTRIES = 400
"""Entries of a matrix."""

SHORTER = "write the formula in a shorter form"


def check_size(*roots: Expression) -> None:
    """Make sure that the formulas `roots` keep to the limits.

    Raises:
        StudentError: they are larger than any limit allows.
    """
    depths: dict[Expression, int] = {}
    for expression in postorder(*roots):
        arguments = expression.arguments
        depth = 1 + max([depths[argument] for argument in arguments]) if arguments else 0
        depths[expression] = depth
        if depth > DEPTH or len(depths) > NODES:
            message = f"a formula of more than {NODES} parts or {DEPTH} levels was found"
            raise StudentError(message, SHORTER)
        if expression.operation == "rational":
            check_number(expression)
        elif expression.operation == "pow":
            check_exponent(arguments[1])


def check_number(expression: Expression) -> None:
    """Make sure that a number has not too many digits.

    Raises:
        StudentError: it has.
    """
    if expression.operation == "rational":
        value = number(expression) or Fraction(0)
        if max(abs(value.numerator), value.denominator) >= _TOO_LARGE:
            message = f"a number of more than {DIGITS} digits was found"
            raise StudentError(message, SHORTER)


def check_exponent(exponent: Expression) -> None:
    """Make sure that an exponent, if it is a number, is not too large.

    Raises:
        StudentError: it is.
    """
    value = number(exponent)
    if value is not None and abs(value.numerator) > EXPONENT * value.denominator:
        message = f"an exponent beyond {EXPONENT} was found"
        raise StudentError(message, SHORTER)
