"""Does an expression have a value at every point, as its operations alone show?

>>> from grader.expression import apply, symbol
>>> x = symbol("x")
>>> is_total(apply("exp", x) ** 2 + 1), is_total(1 / x)
(True, False)
"""

from __future__ import annotations

from grader.expression import Expression, number, postorder

_EVERYWHERE = frozenset(
    (
        *("add", "mul", "exp", "sin", "cos", "atan", "acot", "sinh", "cosh", "tanh", "sech"),
        *("asinh", "abs", "sign", "heaviside", "max", "min", "re", "im", "conjugate"),
    )
)


def is_total(root: Expression) -> bool:
    """Whether `root` is made of operations that are defined for all real numbers."""
    return all(_is_total_step(expression) for expression in postorder(root))


def _is_total_step(expression: Expression) -> bool:
    if not expression.arguments:
        return expression.operation != "constant" or expression.value != "i"
    if expression.operation != "pow":
        return expression.operation in _EVERYWHERE
    exponent = number(expression.arguments[1])
    return exponent is not None and exponent >= 0 and exponent.denominator % 2 == 1
