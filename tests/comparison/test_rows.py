import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.comparison.rows import BYTES, Row, RowError, identity, read

PAIR = {"id": 1, "student": "x", "reference": "y"}


def row(**changed: object) -> bytes:
    return json.dumps({**PAIR, **changed}).encode()


def refusal(line: bytes) -> RowError:
    with pytest.raises(RowError) as refused:
        read(line)
    return refused.value


def test_a_row_is_read():
    line = row(id="r1", domain={"x": "positive", "t": "(0, 1]"})
    assert read(line) == Row("r1", "x", "y", {"x": "positive", "t": "(0, 1]"})


def test_a_row_without_a_domain_declares_nothing():
    assert read(row()).domain == {}


def test_what_a_caller_keeps_in_a_row_is_left_alone():
    assert read(row(expected="equal", names=[1])) == read(row())


@pytest.mark.parametrize("name", ["", "é", 0, -7, 10**30, "\ud800", "x" * 200])
def test_an_id_is_a_text_or_an_integer(name: str | int):
    assert read(row(id=name)).id == name


@pytest.mark.parametrize("name", [None, True, 1.0, [1], {}, "x" * 201])
def test_another_id_is_refused(name: object):
    refused = refusal(row(id=name))
    assert refused.id is None
    assert '"id"' in str(refused)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"", "the row is not JSON"),
        (b"{", "the row is not JSON"),
        (b"\xff", "the row is not UTF-8 text"),
        (b"[1]", "the row is no JSON object"),
        (b"null", "the row is no JSON object"),
        (b"[" * 50_000, "the row is nested more than 8 deep"),
        (b'{"a": NaN}', "the row has the number NaN"),
        (b'{"student": "x", "reference": "x"}', 'the row has no "id"'),
        (b" " * (BYTES + 1), f"the row takes more than {BYTES} bytes"),
    ],
)
def test_what_is_no_row_is_refused_and_has_no_id(line: bytes, reason: str):
    refused = refusal(line)
    assert (str(refused), refused.id) == (reason, None)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"id": 1}', 'the row has no "student"'),
        (b'{"id": 1, "student": "x"}', 'the row has no "reference"'),
        (row(student=5), 'the row\'s "student" is no text'),
        (row(reference=None), 'the row\'s "reference" is no text'),
        (row(domain=None), 'the row\'s "domain" is no JSON object'),
        (row(domain={"x": 1}), 'the row\'s "domain" has a value that is no text'),
        (row(domain={"x": "x" * 101}), "at most 100 characters"),
        (b'{"id": 1, "student": "x", "student": "x"}', 'the row says "student" twice'),
        (b'{"id": 1, "id": 2}', 'the row says "id" twice'),
        (b'{"id": 1, "student": "x', "the row is not JSON"),
        (b'{"id": 1, "student": "\xff"}', "the row is not UTF-8 text"),
    ],
)
def test_a_bad_row_keeps_its_id(line: bytes, reason: str):
    refused = refusal(line)
    assert refused.id == 1
    assert reason in str(refused)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b' { "id" : "a\\"b" , "student": ', 'a"b'),
        (b'{"id":-3}', -3),
        (b'{"id": "\xff"}', None),
        (b'{"id": "a\tb"}', None),
        (b'{"id": "' + b"x" * 201 + b'"}', None),
        (b'{"id": 1.5}', None),
        (b'{"id": 1', None),
        (b'{"student": "x", "id": 1}', None),
        (b'{"id": "' + b"\\" * 500_000, None),
    ],
)
def test_an_id_is_found_at_the_beginning_alone(line: bytes, name: object):
    assert identity(line) == name


@given(st.binary(max_size=60))
def test_any_bytes_are_a_row_or_refused(line: bytes):
    with suppress(RowError):
        assert isinstance(read(line), Row)
