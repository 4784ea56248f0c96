"""How is a pair of formulas read? From one line of JSON, which may hold anything at all.

>>> read(b'{"id": 7, "student": "x+x", "reference": "2*x"}')
Row(id=7, student='x+x', reference='2*x', domain={})
>>> read(b'{"id": 7, "student": "x+x"}')
Traceback (most recent call last):
    ...
grader.comparison.rows.RowError: the row has no "reference"
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.errors import GraderError
from grader.wire.strict import BYTES, MalformedError, loads

__all__ = ["BYTES", "TOO_LONG", "Id", "Row", "RowError", "identity", "read"]

TOO_LONG = f"the row takes more than {BYTES} bytes"

Id = str | int | None

LONGEST_ID = 200
"""Characters of a row's id."""

LONGEST_RANGE = 100
"""Characters of the text that says what a variable ranges over."""

_IDENTITY = re.compile(
    rb'\s{0,9}\{\s{0,9}"id"\s{0,9}:\s{0,9}("(?:[^"\\]|\\.){0,999}"|-?[0-9]{1,40})\s{0,9}[,}]'
)


class RowError(GraderError):
    """A row that cannot be read; its text says why.

    Attributes:
        id: the row's id, None if there is none to be read.
    """

    def __init__(self, reason: str, identity: Id = None) -> None:
        super().__init__(reason)
        self.id = identity


@dataclass(frozen=True)
class Row:
    """Two formulas as they were typed, and what each variable ranges over, as text."""

    id: Id
    student: str
    reference: str
    domain: Mapping[str, str] = field(default_factory=dict)


def read(line: bytes) -> Row:
    """The row that `line` writes; keys that mean nothing here are left alone.

    Raises:
        RowError: it is no row.
    """
    if len(line) > BYTES:
        raise RowError(TOO_LONG, identity(line))
    try:
        data = loads(line)
    except MalformedError as error:
        message = f"the row {error.what}"
        raise RowError(message, identity(line)) from None
    if not isinstance(data, dict):
        message = "the row is no JSON object"
        raise RowError(message)
    name = _id(data)
    return Row(
        name,
        _text(data, "student", name),
        _text(data, "reference", name),
        _domain(data.get("domain", {}), name),
    )


def identity(line: bytes) -> Id:
    """The id with which the text of a row begins, also if the rest is broken; None if with none.

    >>> identity(b'{"id": "r7", "student": "x +')
    'r7'
    """
    found = _IDENTITY.match(line)
    try:
        return _checked(json.loads(found[1])) if found else None
    except ValueError:
        return None


def _checked(value: object) -> Id:
    if type(value) is int or (isinstance(value, str) and len(value) <= LONGEST_ID):
        return value
    message = f'the row\'s "id" is no integer and no text of at most {LONGEST_ID} characters'
    raise ValueError(message)


def _id(data: Mapping[str, Any]) -> Id:
    if "id" not in data:
        message = 'the row has no "id"'
        raise RowError(message)
    try:
        return _checked(data["id"])
    except ValueError as error:
        raise RowError(str(error)) from None


def _text(data: Mapping[str, Any], key: str, name: Id) -> str:
    value = data.get(key)
    if isinstance(value, str):
        return value
    message = f'the row\'s "{key}" is no text' if key in data else f'the row has no "{key}"'
    raise RowError(message, name)


def _domain(value: object, name: Id) -> dict[str, str]:
    if not isinstance(value, dict):
        message = 'the row\'s "domain" is no JSON object, such as {"x": "positive"}'
        raise RowError(message, name)
    if all(isinstance(text, str) and len(text) <= LONGEST_RANGE for text in value.values()):
        return value
    message = (
        f'the row\'s "domain" has a value that is no text of at most {LONGEST_RANGE} characters'
    )
    raise RowError(message, name)
