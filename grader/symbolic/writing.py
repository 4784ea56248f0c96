"""How does an expression become a SymPy formula?

>>> from grader.text import parse
>>> to_sympy(parse("9**9**9**9"))
9**(9**(9**9))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.expression import OPERATIONS, Expression, apply, number, postorder, rational

if TYPE_CHECKING:
    import sympy


def to_sympy(expression: Expression) -> sympy.Expr:
    """The SymPy formula of `expression`, with real symbols, not evaluated.

    Decimal numbers become exact fractions.
    """
    import sympy  # noqa: PLC0415 - SymPy only when it is needed

    built: dict[Expression, sympy.Expr] = {}
    for node in postorder(expression):
        arguments = [built[argument] for argument in node.arguments]
        value = number(node)
        if value is not None:
            built[node] = sympy.Rational(value.numerator, value.denominator)
        elif node.operation == "symbol":
            built[node] = sympy.Symbol(str(node.value), real=True)
        elif node.operation == "constant":
            built[node] = {"pi": sympy.pi, "i": sympy.I}[str(node.value)]
        elif node is apply("exp", rational(1)):
            built[node] = sympy.E
        else:
            make = getattr(sympy, OPERATIONS[node.operation].sympy)
            built[node] = make(*arguments, evaluate=False)
    return built[expression]
