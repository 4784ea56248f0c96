"""What is a formula, once it is data? An immutable graph in which equal formulas are one object.

Every formula of the package, a student's or a reference's, is an `Expression`: an atom or an
operation of `OPERATIONS` applied to expressions. Construction simplifies nothing; equal structure
gives the same object, so that shared parts cost nothing and `is` answers "the same formula?".

>>> x, y = symbol("x"), symbol("y")
>>> (x + y) * 2 is (x + y) * 2
True
>>> str(apply("sin", x * y) ** 2)
'sin(x*y)**2'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any
from weakref import WeakValueDictionary

from grader.expression.notation import number, written
from grader.expression.operations import CONSTANTS, MANY, OPERATIONS, Operation

__all__ = [
    "CONSTANTS",
    "DIGITS",
    "MANY",
    "OPERATIONS",
    "Expression",
    "Operation",
    "apply",
    "constant",
    "decimal",
    "number",
    "postorder",
    "product",
    "rational",
    "substitute",
    "substituted",
    "symbol",
    "symbols",
    "total",
]

DIGITS = 400
"""How many digits a decimal number may have, and how many places its exponent may move it."""

REMEMBERED = 8192
"""How many formulas are kept for a while when nobody holds them; most are soon made again."""

_DECIMAL = re.compile(r"-?([0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE]([+-]?[0-9]{1,4}))?")

SHOWN = 200
"""How many characters of a formula its representation shows."""

Value = Fraction | str | None


class Expression:
    """An atom (`rational`, `decimal`, `symbol`, `constant`) or an operation applied to arguments.

    Attributes:
        operation: a key of `OPERATIONS`, or the name of an atom's kind.
        arguments: the expressions it is applied to; empty for an atom.
        value: a Fraction for `rational`; for `decimal` the text, which is read exactly by
            `number`; a name for `symbol` and `constant`; None for an operation.
    """

    __slots__ = ("__weakref__", "arguments", "operation", "value")
    operation: str
    arguments: tuple[Expression, ...]
    value: Value

    def __setattr__(self, name: str, value: object) -> None:
        message = f"an Expression cannot be changed ({name!r} was assigned); build a new one"
        raise AttributeError(message)

    def __reduce__(self) -> tuple[Any, ...]:
        return _intern, (self.operation, self.arguments, self.value)

    def __repr__(self) -> str:
        text = str(self)
        return f"<Expression {text if len(text) <= SHOWN else text[:SHOWN] + '…'}>"

    def __str__(self) -> str:
        return written(self)

    def __add__(self, other: Expression | int) -> Expression:
        return apply("add", self, _expression(other))

    def __radd__(self, other: int) -> Expression:
        return apply("add", _expression(other), self)

    def __sub__(self, other: Expression | int) -> Expression:
        return apply("add", self, -_expression(other))

    def __rsub__(self, other: int) -> Expression:
        return apply("add", _expression(other), -self)

    def __mul__(self, other: Expression | int) -> Expression:
        return apply("mul", self, _expression(other))

    def __rmul__(self, other: int) -> Expression:
        return apply("mul", _expression(other), self)

    def __truediv__(self, other: Expression | int) -> Expression:
        return apply("mul", self, apply("pow", _expression(other), rational(-1)))

    def __rtruediv__(self, other: int) -> Expression:
        return apply("mul", _expression(other), apply("pow", self, rational(-1)))

    def __pow__(self, other: Expression | int | Fraction) -> Expression:
        return apply("pow", self, _expression(other))

    def __neg__(self) -> Expression:
        return apply("mul", rational(-1), self)


_INTERNED: WeakValueDictionary[tuple[Any, ...], Expression] = WeakValueDictionary()


@lru_cache(maxsize=1024)
def rational(numerator: int | Fraction, denominator: int = 1) -> Expression:
    """The exact number numerator/denominator."""
    return _intern("rational", (), Fraction(numerator, denominator))


def decimal(text: str) -> Expression:
    """The decimal number that `text` writes, such as '0.1' or '1.5e-3', read exactly.

    Raises:
        ValueError: `text` is not a finite decimal number.
    """
    found = _DECIMAL.fullmatch(text)
    if not found or len(found[1]) > DIGITS or abs(int(found[2] or 0)) > DIGITS:
        message = f"{text[:40]!r} is not a decimal number of at most {DIGITS} digits"
        raise ValueError(message)
    return _intern("decimal", (), text)


def symbol(name: str) -> Expression:
    """The variable or parameter called `name`; assumptions belong to the question, not to it."""
    return _intern("symbol", (), name)


def constant(name: str) -> Expression:
    """A named constant of `CONSTANTS`.

    Raises:
        ValueError: there is no such constant.
    """
    if name not in CONSTANTS:
        message = f"{name!r} is not a constant; the constants are {', '.join(CONSTANTS)}"
        raise ValueError(message)
    return _intern("constant", (), name)


def apply(name: str, *arguments: Expression) -> Expression:
    """The operation `name` applied to `arguments`.

    Raises:
        ValueError: there is no such operation, or it does not take so many arguments.
    """
    operation = OPERATIONS.get(name)
    if operation is None:
        message = f"{name!r} is not an operation"
        raise ValueError(message)
    if not operation.least <= len(arguments) <= operation.most:
        message = (
            f"{name} takes {operation.least} to {operation.most} arguments, not {len(arguments)}"
        )
        raise ValueError(message)
    return _intern(name, arguments, None)


def postorder(*roots: Expression) -> Iterator[Expression]:
    """Every distinct expression below `roots` once, arguments before what is built from them."""
    if len(roots) == 1:
        return iter(_order(roots[0]))
    return iter(dict.fromkeys(chain.from_iterable(map(_order, roots))))


@lru_cache(maxsize=128)
def _order(root: Expression) -> tuple[Expression, ...]:
    """The order below one root, remembered since one decision asks for it again and again."""
    order: dict[Expression, None] = {}
    stack: list[Any] = [root]
    while stack:
        expression = stack.pop()
        if expression is None:  # the one below it comes after its arguments, which are done
            order[stack.pop()] = None
        elif expression not in order:
            if expression.arguments:
                stack += (expression, None, *expression.arguments[::-1])
            else:
                order[expression] = None
    return tuple(order)


@lru_cache(maxsize=256)
def symbols(*roots: Expression) -> frozenset[str]:
    """The names of the variables that occur below `roots`."""
    return frozenset(str(e.value) for e in postorder(*roots) if e.operation == "symbol")


def substitute(root: Expression, replacements: Mapping[Expression, Expression]) -> Expression:
    """`root` with every occurrence of the keys replaced; replaced parts are not searched again.

    >>> x, y = symbol("x"), symbol("y")
    >>> str(substitute(x * y, {x: y, y: x}))
    'y*x'
    """
    return substituted([root], replacements)[0]


def substituted(
    roots: Sequence[Expression], replacements: Mapping[Expression, Expression]
) -> list[Expression]:
    """What `substitute` makes of several roots; what they share is replaced once."""
    built: dict[Expression, Expression] = {}
    for old in postorder(*roots):
        new = replacements.get(old)
        if new is None:
            arguments = tuple([built[argument] for argument in old.arguments])
            changed = arguments != old.arguments
            new = _intern(old.operation, arguments, None) if changed else old
        built[old] = new
    return [built[root] for root in roots]


def total(terms: Iterable[Expression]) -> Expression:
    """The sum of any number of terms; a sum of one term is the term, of none is 0."""
    return _folded("add", list(terms), rational(0))


def product(factors: Iterable[Expression]) -> Expression:
    """The product of any number of factors; of one it is the factor, of none it is 1."""
    return _folded("mul", list(factors), rational(1))


def _folded(name: str, parts: list[Expression], empty: Expression) -> Expression:
    while len(parts) > MANY:
        chunks = (parts[start : start + MANY] for start in range(0, len(parts), MANY))
        parts = [_folded(name, chunk, empty) for chunk in chunks]
    if len(parts) > 1:
        return apply(name, *parts)
    return parts[0] if parts else empty


@lru_cache(maxsize=REMEMBERED)
def _intern(operation: str, arguments: tuple[Expression, ...], value: Value) -> Expression:
    key = (operation, arguments, value)
    found = _INTERNED.get(key)
    if found is None:
        found = object.__new__(Expression)
        for name, content in (("operation", operation), ("arguments", arguments), ("value", value)):
            object.__setattr__(found, name, content)
        _INTERNED[key] = found
    return found


def _expression(value: Expression | int | Fraction) -> Expression:
    return value if isinstance(value, Expression) else rational(value)
