from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StudentError
from grader.wire.strict import BYTES, array, fields, integer, loads, printable, string

MODEST = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(max_size=5)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)  # fmt: skip


@given(MODEST)
def test_modest_json_is_read_as_the_standard_library_reads_it(value: object):
    text = json.dumps(value)
    assert loads(text) == loads(text.encode()) == json.loads(text)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"\xef\xbb\xbf{}",
        "{}".encode("utf-16"),
        "\ud800",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b"[" * 9 + b"]" * 9,
        b"1" * 1_000_000,
        b"-" * 1_000_000,
        b"1e999",
        b"-1e999",
        b"NaN",
        b"[Infinity]",
        b"-Infinity",
        b'{"a": 1, "a": 1}',
        b'[{"a": {"b": 1, "b": 2}}]',
        b'"' + b"a" * BYTES + b'"',
        b'"' * 999_999,
        b'"\\' * 499_999,
        b'{"a": 1,}',
        b"{'a': 1}",
        b"[1] 2",
        b"\x00",
    ],
)
def test_anything_else_is_refused(data: bytes | str):
    with pytest.raises(StudentError, match=r"run the check cell again|write it in a shorter form"):
        loads(data)


@given(st.binary(max_size=300) | st.text(max_size=300) | st.text('[]{}",:\\eE.-+0123', max_size=60))
def test_nothing_but_a_student_error_is_ever_raised(data: bytes | str):
    with suppress(StudentError):
        json.dumps(loads(data))


def test_brackets_and_digits_inside_a_text_do_not_count():
    text = "[" * 500 + "1" * 500 + '"\\'
    assert loads(json.dumps([text])) == [text]


def test_the_members_of_an_object_are_exactly_those_expected():
    assert fields({"b": 1, "a": 2}, "a", "b") == [2, 1]
    for value in ({"a": 1}, {"a": 1, "b": 2, "c": 3}, [], None, "ab"):
        with pytest.raises(StudentError, match="should have a, b and nothing else"):
            fields(value, "a", "b")


def test_an_array_has_at_most_so_many_elements():
    assert array([1, 2], 2) == [1, 2]
    for value in ([1, 2, 3], (1,), {}, "ab", None):
        with pytest.raises(StudentError, match="a list of at most 2"):
            array(value, 2)


def test_an_integer_is_no_truth_value_and_no_float():
    assert integer(1, 0, 1) == 1
    for value in (True, 1.0, "1", None, 2, -1):
        with pytest.raises(StudentError, match="an integer from 0 to 1"):
            integer(value, 0, 1)


def test_a_text_is_printable_and_short():
    assert string("x\ny", 3) == "x\ny"
    for value in ("long", "\ud800", "\x00", "\u202e", "\r", 1, None, ["a"]):
        with pytest.raises(StudentError, match="a printable text of at most 3"):
            string(value, 3)


@given(st.text(st.characters()))
def test_what_was_made_printable_is_accepted(text: str):
    shown = printable(text, 20)
    assert string(shown, 20) == shown
    shown.encode()
