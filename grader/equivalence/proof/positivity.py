"""Which sign does an expression have, as its form alone shows? 1 + u**2 is positive whatever u is.

Written out, such a sum is a polynomial whose sign may be hard to find again.

>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> Positivity(Domain()).sign(1 + (x**2 - 3 * x) ** 2)
(1, True)
>>> Positivity(Domain.of({"x": "negative"})).sign(x * apply("exp", x))
(-1, True)
"""

from __future__ import annotations

from fractions import Fraction
from math import prod

from grader.domain import Domain
from grader.expression import Expression, number

Sign = tuple[int, bool]
UNKNOWN: Sign = (0, False)


class Positivity:
    """Signs of expressions on a domain, each found once."""

    def __init__(self, domain: Domain) -> None:
        self._domain = domain
        self._signs: dict[Expression, Sign] = {}

    def sign(self, root: Expression) -> Sign:
        """1 or -1 where the sign is known, else 0; and whether it is certainly not zero.

        It holds wherever `root` has a value.
        """
        stack = [] if root in self._signs else [root]
        while stack:
            missing = [a for a in stack[-1].arguments if a not in self._signs]
            if missing:
                stack += missing
            else:
                expression = stack.pop()
                self._signs[expression] = self._one(expression)
        return self._signs[root]

    def _one(self, expression: Expression) -> Sign:
        exact = number(expression)
        if exact is not None:
            return _of_number(exact)
        if expression.operation == "symbol":
            return self._variable(str(expression.value))
        inside = [self._signs[argument] for argument in expression.arguments]
        if expression.operation == "pow":
            return _power(inside[0], number(expression.arguments[1]))
        if expression.operation == "add":
            return _total(inside)
        if expression.operation == "mul":
            return prod(sign for sign, _ in inside), all(strict for _, strict in inside)
        return _KNOWN.get(expression.operation, UNKNOWN)

    def _variable(self, name: str) -> Sign:
        among = self._domain[name]
        zero = among.contains(Fraction(0))
        if among.lower is not None and among.lower >= 0:
            return 1, not zero
        if among.upper is not None and among.upper <= 0:
            return -1, not zero
        return UNKNOWN


_KNOWN: dict[str, Sign] = {"exp": (1, True), "abs": (1, False), "constant": (1, True)}


def _of_number(value: Fraction) -> Sign:
    return (-1 if value.numerator < 0 else 1), value.numerator != 0


def _power(base: Sign, exponent: Fraction | None) -> Sign:
    if exponent is None:
        return UNKNOWN
    sign, strict = base
    strict = strict or exponent.numerator <= 0
    if exponent.denominator % 2 == 0 or exponent.numerator % 2 == 0:
        return 1, strict
    return sign, strict and sign != 0


def _total(terms: list[Sign]) -> Sign:
    signs = {sign for sign, _ in terms}
    if len(signs) > 1 or signs == {0}:
        return UNKNOWN
    return signs.pop(), any(strict for _, strict in terms)
