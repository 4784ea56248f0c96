"""How does a SymPy formula become an expression?

>>> import sympy
>>> print(from_sympy(sympy.Abs(sympy.Symbol("x")) / 2))
abs(x)/2
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from grader.domain import Domain
from grader.errors import StudentError
from grader.expression import OPERATIONS, Expression, apply, number, product, rational, total
from grader.expression.limits import NODES, SHORTER, check_exponent, check_size
from grader.expression.real import settle_real_parts
from grader.symbolic.atoms import FORMULA, read_atom
from grader.symbolic.piecewise import formulas_in, read_piecewise
from grader.text.reader import Functions, scope_of


def from_sympy(
    obj: object, names: Collection[str] | None = None, domain: Domain | None = None
) -> Expression:
    """The expression of one SymPy formula; see `SympyReader`.

    Raises:
        StudentError: `obj` is no such formula, or not worked out, infinite, undefined or too large.
    """
    return SympyReader(names, domain).read(obj)


class SympyReader:
    """Reads formulas of SymPy, and numbers of Python or NumPy; what they share is read once.

    A Piecewise becomes a sum that equals it, but for a null set of `domain`.

    Args:
        names: the variables that may occur; None if every name is one.
        domain: what the variables range over; None if all do over the real line.
        functions: further functions of one argument (see `grader.text.parse`).
    """

    def __init__(
        self,
        names: Collection[str] | None = None,
        domain: Domain | None = None,
        functions: Functions = MappingProxyType({}),
    ) -> None:
        self._scope = scope_of(None if names is None else frozenset(names), functions, {})
        self._domain = domain or Domain()
        self._built: dict[int, Expression] = {}
        self._alive: list[Any] = []

    def read(self, obj: object) -> Expression:
        """The expression of `obj`: untrusted, and attributes of a student's class may do anything.

        Raises:
            StudentError: it is no formula, or not worked out, infinite, undefined or too large.
        """
        try:
            expression = settle_real_parts(self._expression(obj))
            check_size(expression)
        except StudentError:
            raise
        except Exception as error:
            message = f"an object was found that can't be read ({type(error).__name__})"
            raise StudentError(message, FORMULA) from error
        return expression

    def _expression(self, root: Any) -> Expression:  # noqa: ANN401 - anything a student gives
        """The expression of `root`, without recursion: formulas may be deep."""
        most = len(self._alive) + 4 * NODES
        stack: list[tuple[Any, tuple[Any, ...] | None]] = [(root, None)]
        while stack:
            node, parts = stack.pop()
            if id(node) in self._built:
                continue
            self._alive.append(node)  # while it lives, no other object has its id
            if len(self._alive) > most:
                message = f"a formula of more than {NODES} parts was found"
                raise StudentError(message, SHORTER)
            if parts is None and (parts := self._parts(node)):
                stack.append((node, parts))
                stack.extend((part, None) for part in reversed(parts))
            else:
                self._built[id(node)] = self._one(node, parts)
        return self._built[id(root)]

    def _parts(self, node: Any) -> tuple[Any, ...]:  # noqa: ANN401 - see read
        """The formulas of which a node of ours is made; nothing for any other."""
        operation = _operation(node)
        if operation == "piecewise":
            return formulas_in(node)
        parts = tuple(node.args) if operation or self._offered(node) else ()
        # SymPy's Heaviside says as a second argument what it is at 0
        return parts[:1] if operation == "heaviside" else parts

    def _one(self, node: Any, parts: tuple[Any, ...]) -> Expression:  # noqa: ANN401 - see read
        if not parts:
            return read_atom(node, self._scope)
        operation = _operation(node)
        if operation == "piecewise":
            return read_piecewise(node, lambda part: self._built[id(part)], self._domain)
        arguments = [self._built[id(part)] for part in parts]
        if not operation:
            return self._scope.functions[type(node).__name__](*arguments)
        return _applied(operation, arguments)

    def _offered(self, node: Any) -> bool:  # noqa: ANN401 - see read
        """Whether the node applies a function that the question offers."""
        if type(node).__name__ not in self._scope.functions:
            return False
        return isinstance(node, sys.modules["sympy"].Function) and len(node.args) == 1


@cache
def _operations() -> Mapping[type, str]:
    import sympy  # noqa: PLC0415 - only who reads SymPy formulas pays for it

    named = {getattr(sympy, each.sympy): each.name for each in OPERATIONS.values() if each.sympy}
    return {**named, sympy.UnevaluatedExpr: "unevaluated", sympy.Piecewise: "piecewise"}


def _operation(node: Any) -> str:  # noqa: ANN401 - see SympyReader.read
    table = _operations()
    if found := table.get(type(node)):
        return found
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
