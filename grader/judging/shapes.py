"""Does an answer have the shape that was asked for?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from grader.answer import ArrayAnswer
from grader.errors import StudentError

Shape = tuple[int, ...]


class Fit(StrEnum):
    """How the shape of an answer relates to the one that was asked for."""

    RIGHT = "right"
    TRANSPOSED = "transposed"
    WRONG = "wrong"


@dataclass(frozen=True)
class Fitted:
    """An answer in the asked shape, if it fits; `note` says how its shape was read."""

    fit: Fit
    answer: ArrayAnswer
    note: str = ""


def fit(answer: ArrayAnswer, shape: Shape) -> Fitted:
    """Read `answer` as an array of `shape`.

    A flat list is taken for a single row or a single column, and a single row or column for a
    vector; one entry is one entry in whatever brackets.

    Raises:
        StudentError: a flat list of as many entries as the asked matrix has, which does not say
            where a row ends.
    """
    if answer.shape == shape:
        return Fitted(Fit.RIGHT, answer)
    rows_and_columns = 2
    if len(shape) == rows_and_columns and answer.shape == shape[::-1]:
        return Fitted(Fit.TRANSPOSED, answer)
    if math.prod(answer.shape) != math.prod(shape):
        return Fitted(Fit.WRONG, answer)
    if _is_line(shape) and _is_line(answer.shape):
        note = f"your answer was read as {described(shape)}"
        return Fitted(Fit.RIGHT, ArrayAnswer(shape, answer.entries), note)
    if len(answer.shape) == 1:
        raise _flat(answer, shape)
    return Fitted(Fit.WRONG, answer)


def transposed(answer: ArrayAnswer) -> ArrayAnswer:
    """The transposed matrix."""
    rows, columns = answer.shape
    entries = tuple(answer.entries[i * columns + j] for j in range(columns) for i in range(rows))
    return ArrayAnswer((columns, rows), entries)


def described(shape: Shape) -> str:
    """A shape in words.

    >>> described(()), described((3,)), described((2, 3))
    ('a single value', 'a list of 3', 'a 2×3 matrix')
    """
    if not shape:
        return "a single value"
    if len(shape) == 1:
        return f"a list of {shape[0]}"
    return f"a {'×'.join(map(str, shape))} matrix"


def _is_line(shape: Shape) -> bool:
    return sum(size != 1 for size in shape) <= 1


def _flat(answer: ArrayAnswer, shape: Shape) -> StudentError:
    rows, columns = shape
    row = "[" + ", ".join("." * columns) + "]"
    form = "[" + ", ".join([row] * rows) + "]"
    return StudentError(
        f"a flat list of {answer.shape[0]} entries does not say where a row ends",
        f"write {described(shape)} as a list of rows, {form}",
    )
