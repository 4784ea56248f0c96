import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.records import DEPTH, MOST_RUNS, Record, bundle, is_json, plain, read, write

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)
STREAM = {"output_type": "stream", "name": "stdout", "text": "hello\n"}
DISPLAY = {
    "output_type": "display_data",
    "data": {"text/plain": "x", "application/vnd.example+json": {"a": [1, None]}},
    "metadata": {},
    "display_id": None,
}
RESULT = {
    "output_type": "execute_result",
    "data": {"text/plain": "2"},
    "metadata": {},
    "execution_count": 3,
}
ERROR = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "b"]}
UPDATE = {"display_id": "d", "data": {"text/plain": "new"}, "metadata": {}}


def line(**changes: object) -> bytes:
    document = {"cell": 0, "count": 1, "outputs": [], "updates": []} | changes
    return json.dumps(document).encode()


@pytest.mark.parametrize("output", [STREAM, DISPLAY, RESULT, ERROR])
def test_every_kind_of_output_reads_back(output: dict[str, object]):
    record = Record(2, 3, (output,), (UPDATE,))
    assert read(write(record)) == record


@pytest.mark.parametrize("count", [None, 0, MOST_RUNS])
def test_a_count_that_a_notebook_may_have_is_read(count: int | None):
    assert read(line(count=count)).count == count


@given(JSON)
def test_any_json_travels_under_a_json_type(value: object):
    display = DISPLAY | {"data": {"application/json": value}}
    (output,) = read(write(Record(0, 1, (display,)))).outputs
    assert output["data"]["application/json"] == plain(value)


@pytest.mark.parametrize(
    "changed",
    [
        {"output_type": "unknown"},
        {"output_type": ["stream"]},
        {"output_type": None},
        {"name": "stdlog"},
        {"text": ["a"]},
        {"text": 1},
        {"extra": 1},
    ],
)
def test_a_changed_output_is_refused(changed: dict[str, object]):
    with pytest.raises(ValueError, match="output of type"):
        read(line(outputs=[STREAM | changed]))


@pytest.mark.parametrize(
    "output",
    [
        DISPLAY | {"data": {"text/html": {"a": 1}}},
        DISPLAY | {"data": "text"},
        DISPLAY | {"metadata": None},
        DISPLAY | {"display_id": 3},
        RESULT | {"execution_count": True},
        RESULT | {"execution_count": -1},
        RESULT | {"execution_count": MOST_RUNS + 1},
        ERROR | {"traceback": "text"},
        ERROR | {"traceback": [1]},
        {key: STREAM[key] for key in ("output_type", "text")},
        "text",
        None,
        [],
    ],
)
def test_a_malformed_output_is_refused(output: object):
    with pytest.raises(ValueError, match="output of type"):
        read(line(outputs=[output]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{]",
        b"[]",
        b"null",
        b"\xff\xfe",
        line() + line(),
        line(extra=1),
        line(cell="0"),
        line(cell=True),
        line(cell=-1),
        line(count=1.5),
        line(count=-1),
        line(count=MOST_RUNS + 1),
        line(outputs={}),
        line(outputs=None),
        line(updates=[UPDATE | {"data": None}]),
        line(updates=[STREAM]),
        b'{"cell": 0, "cell": 1, "count": 1, "outputs": [], "updates": []}',
        line(outputs=[DISPLAY | {"data": {"application/json": float("nan")}}]),
        line(outputs=[DISPLAY | {"data": {"application/json": float("inf")}}]),
        line(cell=1).replace(b"1", b"1" * 5000),
        line(outputs=[DISPLAY | {"metadata": {"a": "?"}}]).replace(b'"?"', b"[" * 90 + b"]" * 90),
        b"[" * 200_000,
    ],
)
def test_a_malformed_line_is_refused(data: bytes):
    with pytest.raises(ValueError, match=r"."):
        read(data)


def test_text_that_no_file_can_hold_is_mended():
    assert plain("a\ud800b") == "a�b"
    assert plain({"\udc00": ["\ud83d"]}) == {"�": ["�"]}
    (output,) = read(line(outputs=[STREAM | {"text": "\ud800"}])).outputs
    assert output["text"] == "�"
    assert plain("é 漢 \U0001f600") == "é 漢 \U0001f600"


def test_plain_json_has_text_keys_lists_and_no_bytes():
    assert plain({1: (b"\x89PNG", 2.5, None)}) == {"1": ["iVBORw==", 2.5, None]}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {1, 2}, object()])
def test_what_json_cannot_say_is_refused(value: object):
    with pytest.raises(ValueError, match="JSON can't say"):
        plain([value])


def test_nesting_is_limited():
    nested: list[object] = []
    for _ in range(DEPTH - 2):
        nested = [nested]
    assert plain(nested) == nested
    with pytest.raises(ValueError, match="nested too deeply"):
        plain([[nested]])


def test_a_value_that_contains_itself_is_refused():
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ValueError, match="nested too deeply"):
        plain(endless)


def test_only_json_types_hold_values():
    mixed = bundle({"text/plain": 5, "application/json": 5, "application/vnd.x+json": {"a": 1}})
    assert mixed == {"text/plain": "5", "application/json": 5, "application/vnd.x+json": {"a": 1}}
    assert not is_json("text/json-like")
