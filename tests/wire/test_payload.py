from __future__ import annotations

import json
import math
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import grader
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
from grader.expression import rational, symbol
from grader.expression.limits import ENTRIES
from grader.wire import Payload, read, write
from grader.wire.payload import LABELS
from tests.formulas import formulas

x = symbol("x")
_words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), max_size=20)
_arrays = st.one_of(
    formulas.map(lambda entry: ArrayAnswer((), (entry,))),
    st.lists(formulas, min_size=1, max_size=3).map(lambda e: ArrayAnswer((len(e),), tuple(e))),
    st.lists(formulas, min_size=2, max_size=2).map(lambda e: ArrayAnswer((2, 1), tuple(e))),
)
_outputs = st.one_of(
    st.floats(allow_nan=False).map(lambda number: Output((), (number,))),
    st.lists(st.floats(allow_nan=False)).map(lambda n: Output((len(n),), tuple(n))),
    _words.filter(bool).map(lambda error: Output(error=error)),
)
answers = st.one_of(
    st.just(NotAttempted()),
    _arrays,
    st.lists(_words).map(lambda labels: LabelsAnswer(tuple(labels))),
    st.lists(_outputs).map(lambda outputs: OutputsAnswer(tuple(outputs))),
    st.builds(RefusedAnswer, _words, _words),
)


def sent(answer: Answer) -> dict[str, Any]:
    return json.loads(json.dumps(write("q", answer)))


@given(answers)
def test_an_answer_arrives_as_it_was_sent(answer: Answer):
    assert read(json.dumps(write("q", answer))) == Payload("q", answer, grader.__version__)


def test_numbers_that_are_not_finite_travel_as_words():
    answer = OutputsAnswer((Output((3,), (math.nan, math.inf, -math.inf)),))
    text = json.dumps(write("q", answer), allow_nan=False)
    received = read(text).answer
    assert isinstance(received, OutputsAnswer)
    first, *rest = received.outputs[0].numbers
    assert math.isnan(first)
    assert rest == [math.inf, -math.inf]


def test_whole_numbers_are_outputs_too():
    data = sent(OutputsAnswer((Output((1,), (2.0,)),)))
    data["answer"]["outputs"][0]["numbers"] = [2]
    assert read(json.dumps(data)).answer == OutputsAnswer((Output((1,), (2.0,)),))


def test_unprintable_signs_of_a_message_are_replaced():
    answer = RefusedAnswer("\ud800 found\n  ^", "\u202emend it\x00")
    assert read(json.dumps(write("q", answer))).answer == RefusedAnswer("? found\n  ^", "?mend it?")


def test_too_many_entries_are_refused_where_they_are_written():
    with pytest.raises(StudentError, match="entries were found"):
        write("q", ArrayAnswer((ENTRIES + 1,), (x,) * (ENTRIES + 1)))


def test_too_large_a_formula_is_refused_where_it_is_written():
    with pytest.raises(StudentError, match="digits"):
        write("q", ArrayAnswer((), (rational(10**500),)))


def test_too_many_numbers_are_refused_where_they_are_written():
    with pytest.raises(StudentError, match="bytes"):
        write("q", OutputsAnswer((Output((80_000,), (1 / 3,) * 80_000),)))


MATRIX = ArrayAnswer((2, 1), (x**2, rational(1, 3)))


def _answer(**changes: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["answer"].update(changes)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.update(format=2),
        lambda data: data.update(format=True),
        lambda data: data.update(format="1"),
        lambda data: data.update(extra=1),
        lambda data: data.pop("grader"),
        lambda data: data.update(question=None),
        lambda data: data.update(question="q" * 201),
        lambda data: data.update(grader="\ud800"),
        lambda data: data.update(answer=None),
        lambda data: data.update(answer=[]),
        _answer(kind="score"),
        _answer(kind=["array"]),
        _answer(kind="none"),
        _answer(score=25),
        _answer(shape=[2, 1, 1]),
        _answer(shape=[2, 2]),
        _answer(shape=[]),
        _answer(shape=[True, 2]),
        _answer(shape=[2.0, 1]),
        _answer(shape=[-2, -1]),
        _answer(shape=[0], entries=[]),
        _answer(shape=[10**30, 1]),
        _answer(entries=[0, 99]),
        _answer(entries=[0, -1]),
        _answer(entries=[0, True]),
        _answer(entries="01"),
        _answer(shape=[ENTRIES + 1], entries=[0] * (ENTRIES + 1)),
        _answer(rows=[]),
        _answer(rows=[["sym", "x"]] * 5000),
    ],
)
def test_a_damaged_matrix_is_refused(damage: Callable[[dict[str, Any]], None]):
    data = sent(MATRIX)
    damage(data)
    with pytest.raises(StudentError, match="run the check cell again"):
        read(json.dumps(data))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "labels", "labels": "AB"},
        {"kind": "labels", "labels": [1]},
        {"kind": "labels", "labels": ["A"] * (LABELS + 1)},
        {"kind": "labels"},
        {"kind": "refused", "rationale": "r"},
        {"kind": "refused", "rationale": "r" * 5000, "help": ""},
        {"kind": "outputs", "outputs": {}},
        {"kind": "outputs", "outputs": [1]},
        {"kind": "outputs", "outputs": [{"shape": [2], "numbers": [1], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [1], "numbers": ["1"], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [1], "numbers": ["NaN"], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [1], "numbers": [True], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [1], "numbers": [[1]], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [], "numbers": [], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [-1], "numbers": [], "error": ""}]},
        {"kind": "outputs", "outputs": [{"shape": [1], "numbers": [1], "error": None}]},
    ],
)
def test_damaged_answers_of_other_kinds_are_refused(changes: dict[str, Any]):
    data = {**sent(NotAttempted()), "answer": changes}
    with pytest.raises(StudentError, match="run the check cell again"):
        read(json.dumps(data))


_junk = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 10**20), st.floats(), st.text(max_size=4),
    st.just([]), st.just({}), st.sampled_from(["sin", "pow", "rat", "sym", "none", "outputs"]),
)  # fmt: skip


def _containers(value: object) -> list[Any]:
    """Every list and object inside `value` that is not empty, and itself."""
    if not isinstance(value, dict | list) or not value:
        return []
    inner = value.values() if isinstance(value, dict) else value
    return [value, *(each for part in inner for each in _containers(part))]


@given(answers, st.data())
def test_a_mutated_payload_is_read_or_refused(answer: Answer, data: st.DataObject):
    payload = sent(answer)
    for _ in range(data.draw(st.integers(1, 3))):
        part = data.draw(st.sampled_from(_containers(payload)))
        keys = list(part) if isinstance(part, dict) else range(len(part))
        part[data.draw(st.sampled_from(keys))] = data.draw(_junk)
    _reads_or_refuses(json.dumps(payload))


@given(answers, st.data())
def test_a_payload_with_changed_bytes_is_read_or_refused(answer: Answer, data: st.DataObject):
    text = bytearray(json.dumps(write("q", answer)).encode())
    for _ in range(data.draw(st.integers(1, 4))):
        text[data.draw(st.integers(0, len(text) - 1))] = data.draw(st.integers(0, 255))
    _reads_or_refuses(bytes(text))


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes):
    _reads_or_refuses(data)


def _reads_or_refuses(data: bytes | str) -> None:
    """What is read can be written again; every error but StudentError fails the test."""
    with suppress(StudentError):
        payload = read(data)
        json.dumps(write(payload.question, payload.answer)).encode()
