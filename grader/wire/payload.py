"""How does an answer travel? As JSON from the student's process, believed in nothing else.

`read` is the one reader of what a student's process says: it checks everything and raises nothing
but StudentError.

>>> import json
>>> payload = read(json.dumps(write("ex1_singular", LabelsAnswer(("B", "D")))))
>>> payload.question, payload.answer
('ex1_singular', LabelsAnswer(labels=('B', 'D')))
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader import __version__
from grader.answer import (
    Answer,
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    Output,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.errors import StudentError
from grader.expression.limits import ENTRIES, SHORTER, check_size
from grader.wire.formulas import expressions, rows
from grader.wire.strict import BYTES, array, fields, integer, loads, printable, reject, string

MIME = "application/vnd.jacobian.answer+json"
"""The MIME type under which a notebook's output carries an answer."""

FORMAT = 1
LABELS = 100
LABEL = 200
MESSAGE = 4000
OUTPUTS = 1000
NUMBERS = 100_000
AXES = 8


@dataclass(frozen=True)
class Payload:
    """An answer as it arrived.

    `question` and `grader` (a version) are what the sender says: fit for a message, never for a
    decision.
    """

    question: str
    answer: Answer
    grader: str


def write(question: str, answer: Answer) -> dict[str, Any]:
    """`answer` as JSON-compatible data, which `read` accepts.

    Raises:
        StudentError: the answer is too large.
    """
    data = {
        "format": FORMAT,
        "grader": __version__,
        "question": question,
        "answer": _written(answer),
    }
    if len(json.dumps(data)) > BYTES:
        message = f"the answer would take more than {BYTES} bytes"
        raise StudentError(message, SHORTER)
    return data


def _written(answer: Answer) -> dict[str, Any]:
    match answer:
        case ArrayAnswer():
            return _written_array(answer)
        case LabelsAnswer(labels):
            return {"kind": "labels", "labels": [printable(label, LABEL) for label in labels]}
        case OutputsAnswer(outputs):
            return {"kind": "outputs", "outputs": [_written_output(each) for each in outputs]}
        case RefusedAnswer(rationale, help_):
            texts = printable(rationale, MESSAGE), printable(help_, MESSAGE)
            return {"kind": "refused", "rationale": texts[0], "help": texts[1]}
        case NotAttempted():
            return {"kind": "none"}


def _written_array(answer: ArrayAnswer) -> dict[str, Any]:
    if len(answer.entries) > ENTRIES:
        message = f"{len(answer.entries)} entries were found where at most {ENTRIES} are read"
        raise StudentError(message, "check the size of the answer")
    check_size(*answer.entries)
    written, places = rows(answer.entries)
    return {"kind": "array", "shape": list(answer.shape), "rows": written, "entries": places}


def _written_output(output: Output) -> dict[str, Any]:
    numbers = [each if math.isfinite(each) else str(each) for each in output.numbers]
    error = printable(output.error, LABEL)
    return {"shape": list(output.shape), "numbers": numbers, "error": error}


def read(data: bytes | str) -> Payload:
    """The payload that the JSON text `data` holds.

    Raises:
        StudentError: it is anything but what `write` gives.
    """
    version, sender, question, answer = fields(
        loads(data), "format", "grader", "question", "answer"
    )
    integer(version, FORMAT, FORMAT)
    kind = answer.get("kind") if isinstance(answer, dict) else None
    reader = _READERS.get(kind) if isinstance(kind, str) else None
    if reader is None:
        reject("has an unknown kind of answer")
    return Payload(string(question, LABEL), reader(answer), string(sender, LABEL))


def _read_none(data: object) -> NotAttempted:
    fields(data, "kind")
    return NotAttempted()


def _read_array(data: object) -> ArrayAnswer:
    _, shape, table, places = fields(data, "kind", "shape", "rows", "entries")
    sizes = tuple(integer(size, 1, ENTRIES) for size in array(shape, 2))
    built = expressions(table)
    entries = [built[integer(place, 0, len(built) - 1)] for place in array(places, ENTRIES)]
    if math.prod(sizes) != len(entries):
        reject("has a shape that does not fit its entries")
    return ArrayAnswer(sizes, tuple(entries))


def _read_labels(data: object) -> LabelsAnswer:
    _, labels = fields(data, "kind", "labels")
    return LabelsAnswer(tuple(string(label, LABEL) for label in array(labels, LABELS)))


def _read_outputs(data: object) -> OutputsAnswer:
    _, outputs = fields(data, "kind", "outputs")
    return OutputsAnswer(tuple(_read_output(each) for each in array(outputs, OUTPUTS)))


def _read_output(data: object) -> Output:
    shape, values, error = fields(data, "shape", "numbers", "error")
    sizes = tuple(integer(size, 0, NUMBERS) for size in array(shape, AXES))
    numbers = tuple(_read_number(value) for value in array(values, NUMBERS))
    message = string(error, LABEL)
    if (numbers or not message) and math.prod(sizes) != len(numbers):
        reject("has a shape that does not fit its numbers")
    return Output(sizes, numbers, message)


def _read_number(value: object) -> float:
    if value not in ("nan", "inf", "-inf") and type(value) not in (int, float):
        reject("has a number that is none")
    return float(value)  # type: ignore[arg-type] # one of these types, as just tested


def _read_refused(data: object) -> RefusedAnswer:
    _, rationale, help_ = fields(data, "kind", "rationale", "help")
    return RefusedAnswer(string(rationale, MESSAGE), string(help_, MESSAGE))


_READERS: Mapping[str, Callable[[object], Answer]] = {
    "none": _read_none,
    "array": _read_array,
    "labels": _read_labels,
    "outputs": _read_outputs,
    "refused": _read_refused,
}
