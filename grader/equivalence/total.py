"""Does an expression have a value at every point, as its operations alone show?

>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> is_total(1 / (apply("exp", x) ** 2 + 1), Domain()), is_total(1 / x, Domain())
(True, False)
"""

from __future__ import annotations

from fractions import Fraction

from grader.domain import Domain
from grader.equivalence.proof.positivity import Positivity
from grader.expression import OPERATIONS, Expression, number, postorder

_LOGARITHM = Fraction(-1, 2)
"""A logarithm has a value where this power has one."""


def is_total(root: Expression, domain: Domain) -> bool:
    """Whether `root` has a value at every point of `domain`, as its form shows."""
    positivity = Positivity(domain)
    return all(_is_total_step(expression, positivity) for expression in postorder(root))


def _is_total_step(expression: Expression, positivity: Positivity) -> bool:
    if not expression.arguments:
        return expression.operation != "constant" or expression.value != "i"
    if expression.operation not in ("pow", "log"):
        return OPERATIONS[expression.operation].total
    exponent = number(expression.arguments[-1]) if expression.operation == "pow" else _LOGARITHM
    if exponent is None:
        return False
    sign, strict = positivity.sign(expression.arguments[0])
    has_root = exponent.denominator % 2 == 1 or sign == 1
    return has_root and (exponent >= 0 or strict)
