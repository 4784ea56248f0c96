"""Which number, constant or variable is a part of a SymPy formula, and what if it is none?

>>> import sympy
>>> print(read_atom(sympy.Rational(2, 3), Scope(None)))
2/3
"""

from __future__ import annotations

import numbers
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NoReturn

from grader.errors import StudentError
from grader.expression import Expression, apply, constant, decimal, rational, symbol
from grader.text.scope import Scope
from grader.wire.strict import printable

if TYPE_CHECKING:
    import sympy

DOUBLE = 53
"""The bits of a Python float's precision."""

FORMULA = "write one formula for each entry"


def read_atom(node: Any, scope: Scope) -> Expression:  # noqa: ANN401 - anything a student gives
    """The expression of a number, a constant or a variable.

    Raises:
        StudentError: `node` is none of these.
    """
    import sympy  # noqa: PLC0415 - SymPy only when it is needed
    from sympy.matrices.expressions.matexpr import MatrixElement  # noqa: PLC0415 - likewise

    if isinstance(node, sympy.Symbol):
        name = str(node.name)
        known = name.isidentifier() if scope.names is None else name in scope.names
        return symbol(name) if known else scope.refuse(name[:40])
    if scope.names and isinstance(node, (MatrixElement, sympy.MatrixSymbol)):
        return scope.refuse(printable(str(node), 40))
    if isinstance(node, sympy.Basic):
        return _constant(node)
    if isinstance(node, (numbers.Number, Decimal)) and not isinstance(node, bool):
        return _number(node)
    message = f"an object of type {type_name(node)} was found where a formula is expected"
    raise StudentError(message, FORMULA)


def _constant(node: Any) -> Expression:  # noqa: ANN401 - see read_atom
    import sympy  # noqa: PLC0415 - SymPy only when it is needed

    if isinstance(node, sympy.Rational) and node.is_finite:
        return rational(int(node.p), int(node.q))
    if isinstance(node, sympy.Float) and node.is_finite:
        return _decimal(_shortest(node))
    if node is sympy.pi or node is sympy.I:
        return constant("pi" if node is sympy.pi else "i")
    if node is sympy.E:
        return apply("exp", rational(1))
    return refuse(node)


def _shortest(node: sympy.Float) -> str:
    """The shortest text of a SymPy number that has a double's precision; else all its digits."""
    text = repr(float(node)) if node._prec == DOUBLE else ""  # noqa: SLF001 - in no public attribute
    if text and text != "inf":
        return text
    digits, exponent, power = str(node).partition("e")
    if "." in digits:
        digits = digits.rstrip("0")
    return f"{digits}{exponent}{power}"


def _number(value: Any) -> Expression:  # noqa: ANN401 - of Python's tower of numbers, or NumPy's
    if isinstance(value, numbers.Rational):
        return rational(Fraction(int(value.numerator), int(value.denominator)))
    if isinstance(value, (numbers.Real, Decimal)):
        return _decimal(str(value))
    if value.imag == 0:
        return _number(value.real)
    return _number(value.real) + _number(value.imag) * constant("i")


def _decimal(text: str) -> Expression:
    try:
        return decimal(text)
    except ValueError:
        message = f"the number {text[:40]} was found: it is infinite, undefined or too long"
        raise StudentError(message, "check the value at this point") from None


def refuse(node: Any) -> NoReturn:  # noqa: ANN401 - see read_atom
    """Say why a SymPy object is no formula that can be judged.

    Raises:
        StudentError: always.
    """
    import sympy  # noqa: PLC0415 - SymPy only when it is needed
    from sympy.core.function import AppliedUndef  # noqa: PLC0415 - SymPy only when it is needed
    from sympy.logic.boolalg import Boolean  # noqa: PLC0415 - SymPy only when it is needed

    name = type_name(node)
    is_derivative = isinstance(node, (sympy.Derivative, sympy.Subs))
    if is_derivative or isinstance(node, _unfinished()):
        message = f"{name} was found, which is not worked out"
        todo = "finish the differentiation" if is_derivative else "work it out"
        raise StudentError(message, f"{todo}, for instance by .doit()")
    if node in (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan):
        message = f"{node} was found: the entry is infinite or undefined at this point"
        raise StudentError(message, "check the denominators, roots and logarithms")
    if isinstance(node, sympy.DiracDelta):
        message = f"{name} was found: the derivative does not exist at the step"
        raise StudentError(
            message, "write what the derivative is beside the step, without DiracDelta"
        )
    if isinstance(node, AppliedUndef):
        message = f"the function {name} has no formula"
        raise StudentError(message, f"write the formula of {name} instead")
    if isinstance(node, (Boolean, sympy.core.relational.Relational)):
        message = "a comparison or a truth value was found where a formula is expected"
        raise StudentError(message, FORMULA)
    message = f"{name} was found, which is not read here"
    raise StudentError(message, "write the formula with functions such as exp, sqrt or Abs")


def _unfinished() -> tuple[type, ...]:
    """What SymPy leaves standing until it is told to work it out."""
    import sympy  # noqa: PLC0415 - SymPy only when it is needed

    sums = (sympy.Integral, sympy.Limit, sympy.Sum, sympy.Product)
    return (*sums, sympy.Determinant, sympy.Trace)


def type_name(node: Any) -> str:  # noqa: ANN401 - see read_atom
    """The name of a student's class, fit to be shown."""
    return printable(type(node).__name__, 40)
