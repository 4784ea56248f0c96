from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StudentError
from grader.notebook import submission
from grader.notebook.submission import clean_text, read_submission


def notebook(*cells: object) -> bytes:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}).encode()


def answer(source: object, **more: object) -> dict[str, object]:
    metadata = {"nbgrader": {"grade_id": "q_answer", "points": 100, "grade": True}}
    return {"cell_type": "code", "source": source, "metadata": metadata, "outputs": [], **more}


def test_a_cell_is_its_kind_its_text_and_its_name():
    (cell,) = read_submission(notebook(answer(["J = 1\n", "J"], id="abc")))
    assert (cell.kind, cell.source, cell.grade_id, cell.id) == (
        "code",
        "J = 1\nJ",
        "q_answer",
        "abc",
    )
    assert not cell.cleaned


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \n",
        b"{",
        notebook(answer("J"))[:-5],
        b"[]",
        b'{"cells": {}}',
        b'"cells"',
        b"\xff\xfe\x00",
        b"\x00" * 100,
    ],
)
def test_a_file_that_is_no_notebook_is_refused_in_words_for_its_author(data: bytes):
    with pytest.raises(StudentError, match="save it, and hand it in again"):
        read_submission(data)


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_nesting_is_refused_before_it_is_parsed(brackets: tuple[bytes, bytes]):
    opening, closing = brackets
    deep = opening * 200_000 + b"1" + closing * 200_000
    data = notebook(answer("J")).replace(b'"metadata": {}', b'"metadata": ' + deep)
    with pytest.raises(StudentError, match="nested too deep"):
        read_submission(data)


def test_brackets_in_text_are_no_nesting():
    (cell,) = read_submission(notebook(answer('"' + "[" * 500 + "\\")))
    assert cell.source.count("[") == 500


def test_a_text_without_an_end_is_read_once_and_not_from_each_of_its_quotes():
    with pytest.raises(StudentError, match="not a complete notebook file"):
        read_submission(b'{"cells": "' + b'\\"' * 1_000_000)


def test_a_number_of_any_length_is_harmless():
    data = notebook(answer("J", execution_count=1)).replace(b": 1}", b": " + b"1" * 9999 + b"}")
    assert read_submission(data)[0].source == "J"


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "LARGEST", 10)
    with pytest.raises(StudentError, match="larger than"):
        read_submission(notebook(answer("J")))


def test_lone_surrogates_are_dropped_and_reported():
    data = notebook(answer("J = 1 # \udcff"))
    assert b"\\udcff" in data
    (cell,) = read_submission(data)
    assert cell.source == "J = 1 # "
    assert cell.cleaned


def test_bytes_that_are_no_utf_8_do_not_lose_the_notebook():
    data = notebook(answer("J = 1 # a")).replace(b"# a", b"# \xe9")
    assert read_submission(data)[0].source.startswith("J = 1 # ")


@pytest.mark.parametrize(
    "cell",
    [
        1,
        None,
        {"source": 1},
        {"source": [1, None]},
        {"metadata": [], "attachments": []},
        {"metadata": {"nbgrader": {"grade_id": {}}}, "attachments": {"a": "b"}},
        {"cell_type": ["code"], "id": 3},
    ],
)
def test_parts_of_the_wrong_type_are_passed_over(cell: object):
    assert all(c.grade_id == "" and c.source == "" for c in read_submission(notebook(cell)))


def test_a_text_over_the_limit_is_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "LONGEST_SOURCE", 5)
    (cell,) = read_submission(notebook(answer("123456789")))
    assert cell.source == "12345"
    assert cell.cleaned


def test_all_texts_together_have_a_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "MOST_SOURCE", 5)
    cells = read_submission(notebook(answer("1234"), answer("5678"), answer("9")))
    assert [(cell.source, cell.cleaned) for cell in cells] == [
        ("1234", False),
        ("5", True),
        ("", True),
    ]


def test_only_so_many_cells_are_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(submission, "MOST_CELLS", 2)
    assert len(read_submission(notebook(*[answer("J")] * 3))) == 2


def test_attachments_are_texts_by_name_and_type():
    (cell,) = read_submission(
        notebook(answer("", attachments={"a.png": {"image/png": "abc", "text/html": 3}}))
    )
    assert cell.attachments == {"a.png": {"image/png": "abc"}}


@given(st.text(alphabet=st.characters(codec=None)))
def test_cleaned_text_can_be_written_and_stays_clean(text: str):
    cleaned = clean_text(text)
    cleaned.encode()
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x1b", "\x08", "\x7f", "\x85"])
def test_marks_that_deceive_a_reader_are_dropped(mark: str):
    assert clean_text(f"a{mark}b") == "ab"


@pytest.mark.parametrize("text", ["∂f/∂x = ½", "日本語\n\tok", "👩‍🔬"])
def test_ordinary_text_is_left_alone(text: str):
    assert clean_text(text) == text
