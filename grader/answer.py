"""What did the student answer? One sum type, filled on the student's side and read as data by ours.

An answer is `NotAttempted`, an `ArrayAnswer` of formulas, a `LabelsAnswer` of ticked labels, an
`OutputsAnswer` of the numbers that a function returned, or a `RefusedAnswer` that was not readable.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.expression import Expression


@dataclass(frozen=True)
class NotAttempted:
    """The dots are still in place."""


@dataclass(frozen=True)
class ArrayAnswer:
    """Formulas or numbers.

    `shape` is () for a scalar, (n,) for a flat list or tuple, (rows, columns) for a matrix;
    `entries` are in row-major order.
    """

    shape: tuple[int, ...]
    entries: tuple[Expression, ...]


@dataclass(frozen=True)
class LabelsAnswer:
    """Labels of options, in the order given; a single choice has one."""

    labels: tuple[str, ...]


@dataclass(frozen=True)
class Output:
    """What a function gave for one challenge input: an array of floats, or the name of an error.

    `numbers` are in row-major order; nan and infinities are kept as they came.
    """

    shape: tuple[int, ...] = ()
    numbers: tuple[float, ...] = ()
    error: str = ""


@dataclass(frozen=True)
class OutputsAnswer:
    """A function's outputs, one for each challenge input in order."""

    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class RefusedAnswer:
    """An answer that could not be read, with the message its author saw."""

    rationale: str
    help: str = ""


Answer = NotAttempted | ArrayAnswer | LabelsAnswer | OutputsAnswer | RefusedAnswer
