"""How is a formula's text read? As Python reads it, with ^ for powers, and nothing is evaluated.

Where people read a notation differently, as 1/2x, it is refused and the readings are shown.

>>> str(parse("-x**2*cos(x*y)/3", names=["x", "y"]))
'-x**2*cos(x*y)/3'
>>> parse("1/2x", names=["x"])
Traceback (most recent call last):
    ...
grader.errors.StudentError: no sign stands between 2 and x; write 1/(2*x) or (1/2)*x
  1/2x
     ^
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression, substitute, symbol
from grader.expression.limits import check_size
from grader.expression.real import settle_real_parts
from grader.text.grammar import Calls, Reader
from grader.text.matrices import Value, stacked
from grader.text.scope import Scope

Functions = Mapping[str, tuple[str, str]]
Matrices = Mapping[str, Sequence[Sequence[str]]]
_NONE: Mapping[str, Any] = MappingProxyType({})


def parse(
    text: str,
    names: Collection[str] | None = None,
    functions: Functions = _NONE,
    calls: Calls[Value] | None = None,
) -> Expression:
    """The formula that `text` writes.

    Args:
        text: such as "2*x*cos(x*y)".
        names: the variables that may occur; None if every name is one.
        functions: further functions of one argument, as {"s": ("z", "1/(1 + exp(-z))")}; each may
            use those before it.
        calls: shared where formulas with the same names and functions have parts in common.

    Raises:
        StudentError: it is no formula; the help shows where.
    """
    answer = parse_array(text, names, functions, calls=calls)
    if answer.shape:
        message = "a list or a matrix was found where one formula is expected"
        raise StudentError(message, "write one formula, and decimals with a point: 0.5")
    return answer.entries[0]


def parse_array(
    text: str,
    names: Collection[str] | None = None,
    functions: Functions = _NONE,
    matrices: Matrices = _NONE,
    calls: Calls[Value] | None = None,
) -> ArrayAnswer:
    """The formula, list or matrix that `text` writes.

    Args:
        text: a formula, "[a, b]", "[[a, b], [c, d]]", "Matrix([...])", or a matrix expression such
            as "diag(s*(1 - s))*W".
        names: see `parse`.
        functions: see `parse`.
        matrices: the names of matrices, each with its entries as rows of texts.
        calls: see `parse`.

    Raises:
        StudentError: it is none of these; the help shows where.
    """
    allowed = None if names is None else frozenset(names)
    arrays = {
        name: partial(_named_array, rows, allowed, functions) for name, rows in matrices.items()
    }
    value = Reader(text, scope_of(allowed, functions, arrays), calls).read()
    answer = ArrayAnswer((), (value,)) if isinstance(value, Expression) else value
    entries = tuple(settle_real_parts(entry) for entry in answer.entries)
    check_size(*entries)
    return ArrayAnswer(answer.shape, entries)


def scope_of(
    names: frozenset[str] | None,
    functions: Functions,
    arrays: Mapping[str, Callable[[], ArrayAnswer]],
    sizes: Mapping[str, int] = _NONE,
) -> Scope:
    """The scope of these names and functions (see `parse` and `Scope`)."""
    offered: dict[str, Callable[[Expression], Expression]] = {}
    for name, (parameter, body) in functions.items():
        earlier = tuple(list(functions.items())[: len(offered)])
        offered[name] = partial(_expanded, parameter, body, names, earlier)
    return Scope(names, offered, arrays, sizes)


def _expanded(
    parameter: str,
    body: str,
    names: frozenset[str] | None,
    earlier: tuple[tuple[str, tuple[str, str]], ...],
    argument: Expression,
) -> Expression:
    return substitute(_body(parameter, body, names, earlier), {symbol(parameter): argument})


@lru_cache(maxsize=128)
def _body(
    parameter: str,
    body: str,
    names: frozenset[str] | None,
    earlier: tuple[tuple[str, tuple[str, str]], ...],
) -> Expression:
    return parse(body, None if names is None else names | {parameter}, dict(earlier))


def _named_array(
    rows: Sequence[Sequence[str]], names: frozenset[str] | None, functions: Functions
) -> ArrayAnswer:
    return stacked([stacked([parse(text, names, functions) for text in row]) for row in rows])
