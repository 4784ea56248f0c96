"""How does a graph of formulas become rows of JSON, and back?

A row is ["rat", "1", "2"], ["dec", "0.1"], ["sym", "x"], ["const", "pi"] or an operation with the
numbers of the rows it is applied to; these come earlier, so that no reader needs recursion.

>>> from grader.expression import symbol
>>> x = symbol("x")
>>> rows([x ** 2, x])
([['sym', 'x'], ['rat', '2', '1'], ['pow', 0, 1]], [2, 0])
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from grader.expression import (
    CONSTANTS,
    DIGITS,
    Expression,
    apply,
    constant,
    decimal,
    postorder,
    rational,
    symbol,
)
from grader.expression.limits import DEPTH, NODES, check_exponent
from grader.wire.strict import array, reject

NAME = 100
"""How many characters a variable's name may have."""

_NUMERATOR = re.compile(rf"-?[0-9]{{1,{DIGITS}}}")
_DENOMINATOR = re.compile(rf"[1-9][0-9]{{0,{DIGITS - 1}}}")


def rows(roots: Iterable[Expression]) -> tuple[list[list[Any]], list[int]]:
    """The rows of all expressions below `roots`, and the number of each root's row."""
    roots = tuple(roots)
    places: dict[Expression, int] = {}
    for expression in postorder(*roots):
        places[expression] = len(places)
    return [_row(expression, places) for expression in places], [places[root] for root in roots]


def _row(expression: Expression, places: Mapping[Expression, int]) -> list[Any]:
    value = expression.value
    if isinstance(value, Fraction):
        return ["rat", str(value.numerator), str(value.denominator)]
    if isinstance(value, str):
        return [_SHORT[expression.operation], value]
    return [expression.operation, *(places[argument] for argument in expression.arguments)]


_SHORT = {"decimal": "dec", "symbol": "sym", "constant": "const"}


def expressions(data: object) -> Sequence[Expression]:
    """The expression of every row, in order.

    Raises:
        StudentError: something in `data` is not such a row, or a limit is exceeded.
    """
    built: list[Expression] = []
    depths: list[int] = []
    for row in array(data, NODES):
        if type(row) is not list or not 0 < len(row) <= NODES or type(row[0]) is not str:
            reject("has a row that is none")
        name, *rest = row
        kinds = {*map(type, rest)}
        if name in _ATOMS:
            if kinds - {str}:
                reject("has a row that is none")
            built.append(_atom(name, *rest))
            depths.append(0)
        elif kinds != {int} or min(rest) < 0 or max(rest) >= len(built):
            reject("has a row that is none, or names no earlier one")
        else:
            built.append(_applied(name, *map(built.__getitem__, rest)))
            depths.append(1 + max(map(depths.__getitem__, rest)))
            if depths[-1] > DEPTH:
                reject(f"has a formula of more than {DEPTH} levels")
    return built


def _applied(name: str, *arguments: Expression) -> Expression:
    try:
        found = apply(name, *arguments)
    except ValueError:
        reject("has an unknown operation, or one of too many or too few arguments")
    if name == "pow":
        check_exponent(arguments[1])
    return found


@lru_cache(maxsize=4096)
def _atom(kind: str, *texts: str) -> Expression:
    atom = _ATOMS[kind]
    if len(texts) != atom.length:
        reject("has a row that is none")
    return atom.reader(*texts)


def _rational(numerator: str, denominator: str) -> Expression:
    if not _NUMERATOR.fullmatch(numerator) or not _DENOMINATOR.fullmatch(denominator):
        reject(f"has a number that is none, or of more than {DIGITS} digits")
    return rational(int(numerator), int(denominator))


def _decimal(text: str) -> Expression:
    try:
        return decimal(text)
    except ValueError:
        reject(f"has a number that is none, or of more than {DIGITS} digits")


def _symbol(name: str) -> Expression:
    if len(name) > NAME or not name.isidentifier():
        reject("has a name that is none")
    return symbol(name)


def _constant(name: str) -> Expression:
    if name not in CONSTANTS:
        reject("has a constant that is unknown")
    return constant(name)


@dataclass(frozen=True)
class _Atom:
    length: int
    reader: Callable[..., Expression]


_ATOMS: Mapping[str, _Atom] = {
    "rat": _Atom(2, _rational),
    "dec": _Atom(1, _decimal),
    "sym": _Atom(1, _symbol),
    "const": _Atom(1, _constant),
}
