r"""How is JSON read that somebody hostile may have written?

Size, nesting and the length of numbers are checked on the text, before anything is built. Whatever
is not plain JSON of modest size is a StudentError, and so is what does not have the expected type.

>>> loads(b'{"format": 1}')
{'format': 1}
>>> loads('{"format": 1, "format": 2}')
Traceback (most recent call last):
    ...
grader.wire.strict.MalformedError: the answer's data says "format" twice; run the check cell again
"""

from __future__ import annotations

import json
import math
import re
from itertools import accumulate
from typing import Any, NoReturn

from grader.errors import StudentError

BYTES = 1_000_000
NESTING = 8
NUMERAL = 40

_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)
_LONG_NUMERAL = re.compile(rf"[-+.0-9eE]{{{NUMERAL + 1}}}")
_BRACKET = re.compile(r"[\[\]{}]")
_DEEPER = {"[": 1, "{": 1, "]": -1, "}": -1}


class MalformedError(StudentError):
    """Data that no check cell writes.

    Attributes:
        what: what is wrong with it, to complete "the answer's data ..." or "the row ...".
    """

    def __init__(self, what: str) -> None:
        super().__init__(f"the answer's data {what}", "run the check cell again")
        self.what = what


def reject(what: str) -> NoReturn:
    """Refuse data that no check cell writes; `what` completes "the answer's data ...".

    Raises:
        MalformedError: always.
    """
    raise MalformedError(what) from None


def loads(data: bytes | str) -> Any:  # noqa: ANN401 - any JSON value
    """The value that the JSON text `data` denotes.

    Raises:
        StudentError: it is too large, too deep, no JSON, or repeats a key.
    """
    text = _decoded(data)
    _scan(text)
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_constant=_constant, parse_float=_float
        )
    except ValueError:
        reject("is not JSON")


def _decoded(data: bytes | str) -> str:
    try:
        raw = data.encode() if isinstance(data, str) else data
        if len(raw) > BYTES:
            message = f"the answer takes {len(raw)} bytes where at most {BYTES} are read"
            raise StudentError(message, "write it in a shorter form")
        return raw.decode()
    except UnicodeError:
        reject("is not UTF-8 text")


def _scan(text: str) -> None:
    outside_texts = _TEXT.sub('""', text)
    if _LONG_NUMERAL.search(outside_texts):
        reject(f"has a number of more than {NUMERAL} characters")
    steps = map(_DEEPER.__getitem__, _BRACKET.findall(outside_texts))
    if max(accumulate(steps), default=0) > NESTING:
        reject(f"is nested more than {NESTING} deep")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            reject(f'says "{printable(key, 40)}" twice')
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    reject(f"has the number {name}")


def _float(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        reject("has a number that is too large")
    return value


def fields(value: object, *keys: str) -> list[Any]:
    """The members of the JSON object `value` in the order of `keys`; it has no others.

    Raises:
        StudentError: `value` is no object, or has other keys.
    """
    if not isinstance(value, dict) or value.keys() != set(keys):
        reject(f"should have {', '.join(keys)} and nothing else")
    return [value[key] for key in keys]


def array(value: object, most: int) -> list[Any]:
    """`value`, a JSON array of at most `most` elements.

    Raises:
        StudentError: it is not.
    """
    if not isinstance(value, list) or len(value) > most:
        reject(f"should have a list of at most {most} elements")
    return value


def integer(value: object, least: int, most: int) -> int:
    """`value`, an integer (and no truth value) from `least` to `most`.

    Raises:
        StudentError: it is not.
    """
    if type(value) is not int or not least <= value <= most:
        reject(f"should have an integer from {least} to {most}")
    return value


def string(value: object, most: int) -> str:
    """`value`, a text of at most `most` characters that can be printed.

    Raises:
        StudentError: it is not.
    """
    if (
        isinstance(value, str)
        and len(value) <= most
        and (value.isprintable() or value == printable(value, most))
    ):
        return value
    reject(f"should have a printable text of at most {most} characters")


def printable(text: str, most: int) -> str:
    """The first `most` characters of `text`, a question mark for each that can't be printed.

    Lone surrogates, control characters and marks that turn the direction of text are replaced; line
    breaks stay.
    """
    return "".join(each if each.isprintable() or each == "\n" else "?" for each in text[:most])
