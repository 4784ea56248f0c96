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

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from weakref import WeakValueDictionary

MANY = 512


@dataclass(frozen=True)
class Operation:
    """One way to build an expression from others.

    `spellings` are the names under which the text reader knows a function, the first one being how
    it is printed; `sympy` is the name of SymPy's class, where there is one.
    """

    name: str
    least: int = 1
    most: int = 1
    spellings: tuple[str, ...] = ()
    sympy: str = ""


def _function(name: str, sympy: str, *spellings: str, least: int = 1, most: int = 1) -> Operation:
    return Operation(name, least, most, (name, *spellings), sympy)


OPERATIONS: Mapping[str, Operation] = {
    operation.name: operation
    for operation in (
        Operation("add", 1, MANY, sympy="Add"),
        Operation("mul", 1, MANY, sympy="Mul"),
        Operation("pow", 2, 2, sympy="Pow"),
        _function("exp", "exp"),
        _function("log", "log", "ln"),
        _function("sin", "sin"),
        _function("cos", "cos"),
        _function("tan", "tan"),
        _function("sec", "sec"),
        _function("csc", "csc"),
        _function("cot", "cot"),
        _function("asin", "asin", "arcsin"),
        _function("acos", "acos", "arccos"),
        _function("atan", "atan", "arctan"),
        _function("asec", "asec", "arcsec"),
        _function("acsc", "acsc", "arccsc"),
        _function("acot", "acot", "arccot"),
        _function("sinh", "sinh"),
        _function("cosh", "cosh"),
        _function("tanh", "tanh"),
        _function("sech", "sech"),
        _function("csch", "csch"),
        _function("coth", "coth"),
        _function("asinh", "asinh", "arcsinh"),
        _function("acosh", "acosh", "arccosh"),
        _function("atanh", "atanh", "arctanh"),
        _function("abs", "Abs", "Abs"),
        _function("sign", "sign"),
        _function("heaviside", "Heaviside", "Heaviside"),
        _function("max", "Max", "Max", "maximum", most=MANY),
        _function("min", "Min", "Min", "minimum", most=MANY),
        _function("atan2", "atan2", "arctan2", least=2, most=2),
        _function("re", "re"),
        _function("im", "im"),
        _function("conjugate", "conjugate"),
    )
}
CONSTANTS = ("pi", "i")
"""The named constants: the circle's, and the imaginary unit. Euler's number is exp(1)."""

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
        return f"<Expression {self}>"

    def __str__(self) -> str:
        return _written(self)

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


def rational(numerator: int | Fraction, denominator: int = 1) -> Expression:
    """The exact number numerator/denominator."""
    return _intern("rational", (), Fraction(numerator, denominator))


def decimal(text: str) -> Expression:
    """The decimal number that `text` writes, such as '0.1' or '1.5e-3', read exactly.

    Raises:
        ValueError: `text` is not a finite decimal number.
    """
    Fraction(text)
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


def number(expression: Expression) -> Fraction | None:
    """The exact value of a `rational` or `decimal` atom; None for anything else."""
    if expression.operation == "rational" and isinstance(expression.value, Fraction):
        return expression.value
    if expression.operation == "decimal" and isinstance(expression.value, str):
        return Fraction(expression.value)
    return None


def postorder(*roots: Expression) -> Iterator[Expression]:
    """Every distinct expression below `roots` once, arguments before what is built from them."""
    seen: set[Expression] = set()
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        expression, expanded = stack.pop()
        if expression in seen:
            continue
        if expanded or not expression.arguments:
            seen.add(expression)
            yield expression
        else:
            stack.append((expression, True))
            stack.extend((argument, False) for argument in reversed(expression.arguments))


def symbols(*roots: Expression) -> frozenset[str]:
    """The names of the variables that occur below `roots`."""
    return frozenset(str(e.value) for e in postorder(*roots) if e.operation == "symbol")


def substitute(root: Expression, replacements: Mapping[Expression, Expression]) -> Expression:
    """`root` with every occurrence of the keys replaced; replaced parts are not searched again.

    >>> x, y = symbol("x"), symbol("y")
    >>> str(substitute(x * y, {x: y, y: x}))
    'y*x'
    """
    built: dict[Expression, Expression] = {}
    for old in postorder(root):
        if old in replacements:
            built[old] = replacements[old]
        elif old.arguments:
            built[old] = apply(old.operation, *(built[argument] for argument in old.arguments))
        else:
            built[old] = old
    return built[root]


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


_STRENGTH = {"add": 1, "mul": 2, "pow": 3}
_ATOM = 4


def _written(root: Expression) -> str:
    texts: dict[Expression, tuple[str, int]] = {}
    for expression in postorder(root):
        parts = [texts[argument] for argument in expression.arguments]
        texts[expression] = _write_one(expression, parts)
    return texts[root][0]


def _write_one(expression: Expression, parts: list[tuple[str, int]]) -> tuple[str, int]:
    operation = expression.operation
    if operation in ("rational", "decimal"):
        value = number(expression)
        simple = value is not None and value >= 0 and value.denominator == 1
        return str(value), _ATOM if simple else 1
    if operation in ("symbol", "constant"):
        return str(expression.value), _ATOM
    strength = _STRENGTH.get(operation)
    if strength is None:
        return f"{operation}({', '.join(text for text, _ in parts)})", _ATOM
    joiner = {"add": " + ", "mul": "*", "pow": "**"}[operation]
    least = strength if operation == "add" else strength + 1
    return joiner.join(t if s >= least else f"({t})" for t, s in parts), strength
