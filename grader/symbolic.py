"""How does a SymPy formula become an expression, and an expression a SymPy formula?

The student's process reads SymPy objects here, ours shows formulas. Symbols count by name alone:
Symbol("x") and Symbol("x", real=True) are the same variable.

>>> import sympy
>>> x = sympy.Symbol("x")
>>> print(from_sympy(sympy.sqrt(x) * sympy.exp(-x) / 3, ["x"]))
sqrt(x)*exp(-x)/3
>>> from grader.text import parse
>>> to_sympy(parse("9**9**9**9"))
9**(9**(9**9))
"""

from __future__ import annotations

import numbers
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from grader.errors import StudentError
from grader.expression import (
    OPERATIONS,
    Expression,
    apply,
    constant,
    decimal,
    number,
    postorder,
    product,
    rational,
    symbol,
    total,
)
from grader.expression.latex import latex
from grader.expression.limits import NODES, SHORTER, check_exponent, check_size
from grader.expression.real import settle_real_parts
from grader.text.scope import Scope
from grader.wire.strict import printable

if TYPE_CHECKING:
    import sympy

__all__ = ["from_sympy", "latex", "to_sympy"]

DOUBLE = 53
"""The bits of a Python float's precision."""

_FORMULA = "write one formula for each entry"


def from_sympy(obj: object, names: Collection[str] | None = None) -> Expression:
    """The expression of a SymPy formula, or of a number of Python or NumPy.

    Args:
        obj: untrusted; attributes of a student's own class may do anything.
        names: the variables that may occur; None if every name is one.

    Raises:
        StudentError: `obj` is no such formula, or not worked out, infinite, undefined or too large.
    """
    scope = Scope(None if names is None else frozenset(names))
    try:
        expression = settle_real_parts(_converted(obj, scope))
        check_size(expression)
    except StudentError:
        raise
    except Exception as error:
        message = f"an object was found that can't be read ({type(error).__name__})"
        raise StudentError(message, _FORMULA) from error
    return expression


def _converted(root: Any, scope: Scope) -> Expression:  # noqa: ANN401 - anything a student gives
    """The expression of `root`, without recursion: formulas may be deep."""
    built: dict[int, Expression] = {}
    alive: list[Any] = []
    stack: list[tuple[Any, tuple[Any, ...] | None]] = [(root, None)]
    while stack:
        node, parts = stack.pop()
        if id(node) in built:
            continue
        alive.append(node)
        if len(alive) > 4 * NODES:
            message = f"a formula of more than {NODES} parts was found"
            raise StudentError(message, SHORTER)
        if parts is None and (parts := _parts(node)):
            stack.append((node, parts))
            stack.extend((part, None) for part in reversed(parts))
        elif parts:
            built[id(node)] = _applied(_operation(node), [built[id(part)] for part in parts])
        else:
            built[id(node)] = _atom(node, scope)
    return built[id(root)]


def _parts(node: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see _converted
    """The arguments of a node that is an operation of ours; nothing for any other."""
    operation = _operation(node)
    if not operation:
        return ()
    parts = tuple(node.args)
    # SymPy's Heaviside says as a second argument what it is at 0
    return parts[:1] if operation == "heaviside" else parts


@cache
def _operations() -> Mapping[type, str]:
    import sympy  # noqa: PLC0415 - only who reads SymPy formulas pays for it

    named = {getattr(sympy, each.sympy): each.name for each in OPERATIONS.values() if each.sympy}
    return {**named, sympy.UnevaluatedExpr: "unevaluated"}


def _operation(node: Any) -> str:  # noqa: ANN401 - see _converted
    table = _operations()
    return next((table[each] for each in type(node).__mro__ if each in table), "")


def _applied(operation: str, arguments: list[Expression]) -> Expression:
    if operation == "unevaluated":
        return arguments[0]
    if operation == "add":
        return total(sorted(arguments, key=lambda term: number(term) is not None))
    if operation == "mul":
        return product(sorted(arguments, key=_place_in_product))
    if operation == "pow":
        check_exponent(arguments[1])
        if arguments[0] is apply("exp", rational(1)):
            return apply("exp", arguments[1])
    return apply(operation, *arguments)


def _place_in_product(factor: Expression) -> tuple[int, str]:
    """Numbers, constants, powers of variables by name, the rest; SymPy puts y before x**2."""
    if number(factor) is not None:
        return 0, ""
    if factor.operation == "constant":
        return 1, ""
    base = factor.arguments[0] if factor.operation == "pow" else factor
    return (2, str(base.value)) if base.operation == "symbol" else (3, "")


def _atom(node: Any, scope: Scope) -> Expression:  # noqa: ANN401 - see _converted
    import sympy  # noqa: PLC0415 - see _operations

    if isinstance(node, sympy.Symbol):
        name = str(node.name)
        known = name.isidentifier() if scope.names is None else name in scope.names
        return symbol(name) if known else scope.refuse(name[:40])
    if isinstance(node, sympy.Basic):
        return _constant(node)
    if isinstance(node, (numbers.Number, Decimal)) and not isinstance(node, bool):
        return _number(node)
    message = f"an object of type {_type_name(node)} was found where a formula is expected"
    raise StudentError(message, _FORMULA)


def _constant(node: Any) -> Expression:  # noqa: ANN401 - see _converted
    import sympy  # noqa: PLC0415 - see _operations

    if isinstance(node, sympy.Rational) and node.is_finite:
        return rational(int(node.p), int(node.q))
    if isinstance(node, sympy.Float) and node.is_finite:
        return _decimal(_shortest(node))
    if node is sympy.pi or node is sympy.I:
        return constant("pi" if node is sympy.pi else "i")
    if node is sympy.E:
        return apply("exp", rational(1))
    return _refuse(node)


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


def _refuse(node: Any) -> NoReturn:  # noqa: ANN401 - see _converted
    """Say why a SymPy object is no formula that can be judged."""
    import sympy  # noqa: PLC0415 - see _operations
    from sympy.core.function import AppliedUndef  # noqa: PLC0415 - see _operations
    from sympy.logic.boolalg import Boolean  # noqa: PLC0415 - see _operations

    name = _type_name(node)
    if isinstance(node, (sympy.Derivative, sympy.Subs, sympy.Integral, sympy.Limit)):
        message = f"{name} was found, which is not worked out"
        raise StudentError(message, "finish the differentiation, for instance by .doit()")
    if node in (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan):
        message = f"{node} was found: the entry is infinite or undefined at this point"
        raise StudentError(message, "check the denominators, roots and logarithms")
    if isinstance(node, AppliedUndef):
        message = f"the function {name} has no formula"
        raise StudentError(message, f"write the formula of {name} instead")
    if isinstance(node, (Boolean, sympy.core.relational.Relational)):
        message = "a comparison or a truth value was found where a formula is expected"
        raise StudentError(message, _FORMULA)
    message = f"{name} was found, which is not read here"
    raise StudentError(message, "write the formula with functions such as exp, sqrt or Abs")


def _type_name(node: Any) -> str:  # noqa: ANN401 - see _converted
    return printable(type(node).__name__, 40)


def to_sympy(expression: Expression) -> sympy.Expr:
    """The SymPy formula of `expression`, with real symbols, not evaluated.

    Decimal numbers become exact fractions.
    """
    import sympy  # noqa: PLC0415 - see _operations

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
