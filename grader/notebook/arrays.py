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
from functools import cached_property
from typing import TYPE_CHECKING, Any

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.errors import StudentError
from grader.expression import Expression
from grader.expression.limits import ENTRIES

if TYPE_CHECKING:
    from grader.symbolic import SympyReader

FORMS = "give a matrix such as Matrix([[a, b], [c, d]]), a list of rows, an array or a text"

SINGLE_POINTS = "what a Piecewise says of single points, as by Eq(x, 1), is not looked at"


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
    reading = _Entries(known)
    entries = (reading.entry(leaf, _place(shape, k)) for k, leaf in enumerate(leaves))
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


def remarks_on(found: object) -> tuple[str, ...]:
    """What to tell the author of `found`, which was read, about how it was read."""
    sympy = sys.modules.get("sympy")
    if not sympy or isinstance(found, str):
        return ()
    from grader.symbolic import names_single_points  # noqa: PLC0415 - texts need no SymPy

    try:
        formulas = [leaf for leaf in _table(found)[1] if isinstance(leaf, sympy.Basic)]
    except StudentError:
        return ()
    return (SINGLE_POINTS,) if any(map(names_single_points, formulas)) else ()


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


@dataclass
class _Entries:
    """How the entries of one array are read: what SymPy formulas share is read once."""

    known: Names

    def entry(self, leaf: object, place: str) -> Expression:
        try:
            return self._formula(leaf)
        except StudentError as error:
            message = f"{place}{error.rationale}"
            raise StudentError(message, error.help) from error

    def _formula(self, leaf: object) -> Expression:
        if isinstance(leaf, str):
            from grader.text import parse  # noqa: PLC0415 - only texts need the text reader

            return parse(leaf, self.known.names, self.known.functions)
        sympy = sys.modules.get("sympy")
        is_formula = sympy and isinstance(leaf, sympy.Basic)
        is_number = isinstance(leaf, (Decimal, numbers.Number)) and not isinstance(leaf, bool)
        if not is_formula and not is_number:
            message = f"{described(leaf)} was found where a formula was expected"
            raise StudentError(message, FORMS)
        return self._sympy.read(leaf)

    @cached_property
    def _sympy(self) -> SympyReader:
        from grader.symbolic import SympyReader  # noqa: PLC0415 - texts need no SymPy

        domain = Domain.of(self.known.domain)
        return SympyReader(self.known.names, domain, self.known.functions)
