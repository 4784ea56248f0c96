"""Which formulas does an object hold, and in which shape?

SymPy's matrices of any flavour, NumPy's arrays, nested lists and tuples, texts and single numbers
or formulas all become one `ArrayAnswer`; symbols are known by their names alone.

>>> print(read_array([["2*x", 1], [0.5, "y"]], Names(("x", "y"))).entries)
(<Expression 2*x>, <Expression 1>, <Expression 0.5>, <Expression y>)
"""

from __future__ import annotations

import math
import numbers
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.errors import StudentError
from grader.expression import Expression
from grader.expression.limits import ENTRIES

FORMS = "give a matrix such as Matrix([[a, b], [c, d]]), a list of rows, an array or a text"


@dataclass(frozen=True)
class Names:
    """What the formulas of an answer may use (see `grader.questions.SymbolicQuestion`)."""

    names: tuple[str, ...] = ()
    functions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    matrices: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    domain: Mapping[str, str] = field(default_factory=dict)


def read_array(found: object, known: Names) -> ArrayAnswer:
    """The formulas in `found`, row by row.

    Raises:
        StudentError: it is no array of formulas, or one of its formulas cannot be read.
    """
    if isinstance(found, str):
        from grader.text import parse_array  # noqa: PLC0415 - only texts need the text reader

        return parse_array(found, known.names, known.functions, known.matrices)
    shape, leaves = _table(found)
    entries = (_entry(leaf, known, _place(shape, k)) for k, leaf in enumerate(leaves))
    return ArrayAnswer(shape, tuple(entries))


def items(found: object) -> list[Any] | None:
    """The parts of a list, tuple, array or matrix (of a matrix its rows); None for anything else.

    Raises:
        StudentError: there are more parts than any answer has.
    """
    sympy, numpy = sys.modules.get("sympy"), sys.modules.get("numpy")
    if sympy and isinstance(found, sympy.MatrixExpr):
        found = _explicit(found)
    size = getattr(found, "shape", ())
    if isinstance(size, tuple) and all(isinstance(n, int) for n in size):
        _refuse_large(math.prod(size))
    if sympy and isinstance(found, (sympy.MatrixBase, sympy.NDimArray)):
        found = found.tolist()
    if numpy and isinstance(found, numpy.ndarray):
        return list(numpy.asarray(found)) if found.ndim else None  # a matrix has matrices as rows
    if isinstance(found, (list, tuple)) or (sympy and isinstance(found, sympy.Tuple)):
        _refuse_large(len(found))
        return list(found)
    return None


def described(found: object) -> str:
    """What `found` is, as a noun phrase: 'a list', 'the function f', 'an object of type bytes'.

    >>> described({1}), described(abs)
    ('a set', 'the function abs')
    """
    if isinstance(found, bool):
        return str(found)
    if callable(found) and not isinstance(found, numbers.Number):
        return f"the function {getattr(found, '__name__', 'given')}"
    if isinstance(found, (dict, set, list, tuple, str)):
        return {"dict": "a dictionary", "str": "a text"}.get(
            type(found).__name__, f"a {type(found).__name__}"
        )
    return f"an object of type {type(found).__name__}"


def _explicit(found: Any) -> object:  # noqa: ANN401 - a SymPy matrix expression, untyped
    try:
        return found.as_explicit()
    except (TypeError, ValueError) as error:
        message = "a matrix expression of unknown size was found"
        raise StudentError(message, "write the entries out, for example with Matrix") from error


def _refuse_large(size: int) -> None:
    if size > ENTRIES:
        message = f"{size} entries were found where at most {ENTRIES} are read"
        raise StudentError(message, "check the size of the answer")


def _table(found: object) -> tuple[tuple[int, ...], list[Any]]:
    parts = items(found)
    if parts is None:
        return (), [_unwrapped(found)]
    if not parts:
        message = "an empty list was found"
        raise StudentError(message, FORMS)
    rows = [_row(part) for part in parts]
    full = [row for row in rows if row is not None]
    if not full:
        return (len(parts),), parts
    if len(full) < len(rows):
        message = "some parts of the list are rows and some are single entries"
        raise StudentError(message, "put each row into brackets: [[a, b], [c, d]]")
    return (len(full), _width(full)), [leaf for row in full for leaf in row]


def _unwrapped(found: object) -> object:
    """What an array without axes holds; anything else as it is."""
    numpy = sys.modules.get("numpy")
    return found[()] if numpy and isinstance(found, numpy.ndarray) else found


def _row(part: object) -> list[Any] | None:
    row = items(part)
    if row is not None and len(row) == 1 and (inner := items(row[0])) is not None:
        return inner  # a 1×n matrix as a row of a list
    return row


def _width(rows: list[list[Any]]) -> int:
    width = len(rows[0])
    for number, row in enumerate(rows, 1):
        if len(row) != width:
            entries = "1 entry" if len(row) == 1 else f"{len(row)} entries"
            message = f"row {number} has {entries} and row 1 has {width}"
            raise StudentError(message, "give every row the same number of entries")
    if width == 0:
        message = "empty rows were found"
        raise StudentError(message, FORMS)
    _refuse_large(width * len(rows))
    return width


def _place(shape: tuple[int, ...], position: int) -> str:
    if not shape:
        return ""
    if len(shape) == 1:
        return f"entry {position + 1}: "
    row, column = divmod(position, shape[1])
    return f"entry ({row + 1}, {column + 1}): "


def _entry(leaf: object, known: Names, place: str) -> Expression:
    try:
        return _formula(leaf, known)
    except StudentError as error:
        message = f"{place}{error.rationale}"
        raise StudentError(message, error.help) from error


def _formula(leaf: object, known: Names) -> Expression:
    if isinstance(leaf, str):
        from grader.text import parse  # noqa: PLC0415 - only texts need the text reader

        return parse(leaf, known.names, known.functions)
    sympy = sys.modules.get("sympy")
    if sympy and isinstance(leaf, sympy.Basic):
        leaf = _instantiated(leaf, known)
    elif isinstance(leaf, bool) or not isinstance(leaf, (Decimal, numbers.Number)):
        message = f"{described(leaf)} was found where a formula was expected"
        raise StudentError(message, FORMS)
    from grader.symbolic import from_sympy  # noqa: PLC0415 - texts need no SymPy

    return from_sympy(leaf, known.names, Domain.of(known.domain))


def _instantiated(leaf: Any, known: Names) -> Any:  # noqa: ANN401 - a SymPy formula, untyped
    """`leaf` with each application of an offered function replaced by what it stands for."""
    if not known.functions:
        return leaf
    from grader.symbolic import to_sympy  # noqa: PLC0415 - only where SymPy is in use
    from grader.text import parse  # noqa: PLC0415 - only where functions are offered

    def is_offered(part: Any) -> bool:  # noqa: ANN401 - likewise
        return part.is_Function and part.func.__name__ in known.functions and len(part.args) == 1

    def instance(part: Any) -> Any:  # noqa: ANN401 - likewise
        body = to_sympy(parse(f"{part.func.__name__}(z)", ("z",), known.functions))
        return body.xreplace(dict.fromkeys(body.free_symbols, part.args[0]))

    applied = leaf.atoms(sys.modules["sympy"].Function)
    return leaf.replace(is_offered, instance) if any(map(is_offered, applied)) else leaf
