"""What does a name in a formula's text mean, and what could an unknown one have meant?

>>> scope = Scope(frozenset({"x", "y"}))
>>> str(scope.call("sqrt", [scope.variable("x")]))
'sqrt(x)'
>>> scope.variable("xy")
Traceback (most recent call last):
    ...
grader.errors.StudentError: the name xy is unknown here; write x*y, or use x and y
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NoReturn

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import (
    OPERATIONS,
    Expression,
    Operation,
    apply,
    constant,
    rational,
    symbol,
)
from grader.expression.limits import check_exponent, check_size
from grader.text import matrices
from grader.text.builders import BUILDERS, FILLED
from grader.text.matrices import Value

_FUNCTIONS = {
    spelling: operation for operation in OPERATIONS.values() for spelling in operation.spellings
}
_DERIVATIVES = {"Derivative", "diff", "Subs"}
_UNFINISHED = {
    *_DERIVATIVES,
    *("Integral", "integrate", "Limit", "limit", "Sum", "summation"),
    *("Product", "Determinant", "det", "Trace", "trace"),
}
_UNDEFINED = {"oo", "zoo", "nan", "NaN", "inf", "infinity"}
_LONGEST_SPLIT = 12


@dataclass(frozen=True)
class Scope:
    """The names that one question allows.

    Attributes:
        names: variables and parameters; None if every name is a variable.
        functions: the offered functions.
        arrays: the vectors and matrices that have a name, made when they are asked for.
        sizes: the names that stand for a number of rows or columns, as n in ones(n, 1).
    """

    names: frozenset[str] | None
    functions: Mapping[str, Callable[[Expression], Expression]] = field(default_factory=dict)
    arrays: Mapping[str, Callable[[], ArrayAnswer]] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)

    def number(self, value: Expression) -> Value:
        """What the number `value` means."""
        return value

    def combine(self, sign: str, *values: Value) -> Value:
        """What `sign` makes of the values: -u, u + v, u*v, A.T, or the list [u, v].

        Raises:
            StudentError: they don't go together.
        """
        if sign in ("**", "^") and isinstance(values[1], Expression):
            check_exponent(values[1])
        return _sized(_SIGNS[sign](*values))

    def variable(self, name: str) -> Value:
        """What `name` means where no parenthesis follows.

        Raises:
            StudentError: it means nothing.
        """
        if name in self.arrays:
            return self.arrays[name]()
        if name in self.sizes or (self.names is not None and name in self.names):
            return symbol(name)
        if name in _CONSTANTS:
            return _CONSTANTS[name]
        if name in _UNDEFINED:
            message = f"{name} was found: the entry is infinite or undefined at this point"
            raise StudentError(message, "write a finite formula")
        if self._is_function(name):
            message = f"the name {name} was found without parentheses behind it"
            raise StudentError(message, f"write its argument in parentheses: {name}(...)")
        if self.names is None:
            return symbol(name)
        if name == "e":
            return apply("exp", rational(1))
        return self.refuse(name)

    def refuse(self, name: str) -> NoReturn:
        """Say that `name` is unknown, and what it could have meant.

        Raises:
            StudentError: always.
        """
        message = f"the name {name} is unknown here"
        raise StudentError(message, self._suggestion(name) or "only numbers are asked for")

    def call(self, name: str, arguments: Sequence[Value]) -> Value:
        """The function `name` of `arguments`.

        Raises:
            StudentError: there is no such function, or it does not take such arguments.
        """
        if name in self.functions:
            _check_count(name, arguments, 1, 1)
            return _sized(matrices.applied(self.functions[name], name, arguments[0]))
        if name in BUILDERS:
            least, most, build = BUILDERS[name]
            _check_count(name, arguments, least, most)
            return _sized(build(*arguments))
        if name in FILLED:
            least, most, fill = FILLED[name]
            _check_count(name, arguments, least, most)
            return fill(arguments, self.sizes)
        if name in _FUNCTIONS:
            return _applied(name, _FUNCTIONS[name], arguments)
        return self._refuse_call(name)

    def _refuse_call(self, name: str) -> Value:
        if name in _UNFINISHED:
            message = f"{name} was found, which is not worked out"
            is_derivative = name in _DERIVATIVES
            todo = "finish the differentiation" if is_derivative else "work it out"
            raise StudentError(message, todo)
        if name in self.arrays or name in self.sizes or name in (self.names or ()):
            message = f"{name} is a variable, but parentheses follow it as if it were a function"
            raise StudentError(message, f"write {name}*(...)")
        message = f"the function {name} is unknown here"
        raise StudentError(message, self._suggestion(name) or "write it in functions such as exp")

    def _is_function(self, name: str) -> bool:
        if name in _CONSTANTS:
            return False
        return any(name in names for names in (self.functions, _FUNCTIONS, BUILDERS, FILLED))

    def _suggestion(self, name: str) -> str:
        known = sorted({*(self.names or ()), *self.arrays, *self.functions})
        advice = f"use {_listed(known)}" if known else ""
        meant = ""
        if name in ("i", "j"):
            meant = "write I for the imaginary unit"
        elif words := self._words(name) if len(name) <= _LONGEST_SPLIT else []:
            meant = f"write {_joined(words, self._is_function)}"
        return ", or ".join(filter(None, (meant, advice)))

    def _words(self, name: str) -> list[str]:
        """Known words that make up `name`, or nothing; the longest first word is preferred."""
        for end in range(len(name), 0, -1):
            first = name[:end]
            if first.isdigit() or first in (self.names or ()) or self._is_function(first):
                rest = self._words(name[end:])
                if rest or end == len(name):
                    return [first, *rest]
        return []


def _sized(value: Value) -> Value:
    if isinstance(value, ArrayAnswer):
        check_size(*value.entries)
    return value


def _joined(words: Sequence[str], is_function: Callable[[str], bool]) -> str:
    """The words as a product, functions with parentheses: x, sin, y gives x*sin(y)."""
    text = ""
    for place, word in enumerate(words):
        inside = place > 0 and is_function(words[place - 1])
        text += f"({word})" if inside else f"*{word}" if text else word
    return f"{text}(...)" if is_function(words[-1]) else text


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _applied(name: str, operation: Operation, arguments: Sequence[Value]) -> Value:
    if operation.name == "log" and len(arguments) == 2:  # noqa: PLR2004 - log(x, base)
        logarithms = [_applied(name, operation, [argument]) for argument in arguments]
        return matrices.divided(*logarithms)
    _check_count(name, arguments, operation.least, operation.most)
    if len(arguments) == 1:
        return matrices.applied(lambda entry: apply(operation.name, entry), name, arguments[0])
    formulas = [argument for argument in arguments if isinstance(argument, Expression)]
    if len(formulas) < len(arguments):
        message = f"{name} of a vector or a matrix was found"
        raise StudentError(message, "write the vector entry by entry")
    return apply(operation.name, *formulas)


def _check_count(name: str, arguments: Sequence[Value], least: int, most: int) -> None:
    if not least <= len(arguments) <= most:
        expected = str(least) if least == most else f"{least} to {most}"
        message = f"{name} with {len(arguments)} arguments was found; it takes {expected}"
        raise StudentError(message, "check the commas and parentheses")


_SIGNS: Mapping[str, Callable[..., Value]] = {
    "+": matrices.added,
    "-": matrices.negated,
    "*": matrices.multiplied,
    "⊙": matrices.hadamard,
    "@": matrices.matrix_product,
    "/": matrices.divided,
    "**": matrices.raised,
    "^": matrices.raised,
    ".T": matrices.transposed,
    "[]": lambda *values: matrices.stacked(values),
}
_CONSTANTS = {
    "pi": constant("pi"),
    "π": constant("pi"),
    "I": constant("i"),
    "E": apply("exp", rational(1)),
}
