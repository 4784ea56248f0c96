"""How does a question travel to the process that judges it? As plain data, and back.

>>> question = kinds.ExpressionQuestion(name="area", points=2, prompt="The area?", variables="a b")
>>> from_dict(to_dict(question)) == question
True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from grader.questions import derivation, kinds

KIND = "kind"


def to_dict(question: kinds.Question) -> dict[str, Any]:
    """The question as JSON-compatible data; sets of labels become sorted lists."""
    data = _plain(question)
    assert isinstance(data, dict)  # noqa: S101 - a dataclass gives a dictionary
    return data


def from_dict(data: Mapping[str, Any]) -> kinds.Question:
    """The question that `to_dict` gave, also after a round trip through JSON."""
    question = _rebuilt(data)
    assert isinstance(question, kinds.Question)  # noqa: S101 - only `to_dict` writes such data
    return question


def _plain(value: object) -> object:
    if is_dataclass(value):
        content = {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        return {KIND: type(value).__name__, **content}
    if isinstance(value, Mapping):
        return {str(key): _plain(content) for key, content in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, (StrEnum, Fraction)) else value


def _rebuilt(value: object) -> object:
    if isinstance(value, Mapping) and KIND in value:
        arguments = {key: _rebuilt(content) for key, content in value.items() if key != KIND}
        return _type(value[KIND])(**arguments)
    if isinstance(value, Mapping):
        return {key: _rebuilt(content) for key, content in value.items()}
    if isinstance(value, (tuple, list)):
        return tuple(_rebuilt(each) for each in value)
    return value


def _type(name: str) -> Any:  # noqa: ANN401 - one of the dataclasses of two modules
    return getattr(kinds, name, None) or getattr(derivation, name)
