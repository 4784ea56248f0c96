from __future__ import annotations

from pathlib import Path

import pytest

from grader.classroom.decision_table import Row, decisions_in, read_table, table_of
from grader.classroom.decisions import Decision
from grader.errors import ConfigError
from grader.feedback.reviewing import Owner, Waiting

ESSAY = Waiting("q_essay-12", "q_essay", "1_first", 3, (Owner("=ada"), Owner("bob")))
STUDENTS = {"q_essay-12": ["=ada", "bob"]}


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "decisions.csv"
    path.write_bytes(text.encode())
    return path


def test_a_student_called_as_a_formula_is_text_in_a_spreadsheet():
    assert table_of([ESSAY]).splitlines()[1] == "q_essay-12,q_essay,'=ada bob,3,,"


@pytest.mark.parametrize(
    "text",
    [
        "answer,points,comment\nq_essay-12,1.5,Fine\n",
        "answer;points;comment\r\nq_essay-12;1,5;Fine\r\n",  # as a spreadsheet in German writes it
        "\ufeffanswer\tpoints\tcomment\nq_essay-12\t 1.5\tFine \n",
    ],
)
def test_tables_are_read_as_spreadsheets_write_them(text: str, tmp_path: Path):
    rows = read_table(written(tmp_path, text))
    assert decisions_in(rows, STUDENTS) == [
        Decision("=ada", "q_essay", 1.5, "Fine"),
        Decision("bob", "q_essay", 1.5, "Fine"),
    ]


def test_a_comment_of_several_lines_is_kept(tmp_path: Path):
    rows = read_table(written(tmp_path, 'answer,points,comment\nq_essay-12,1,"one\ntwo"\n'))
    assert rows[0].comment == "one\ntwo"


def test_rows_without_points_decide_nothing():
    assert decisions_in([Row(2, "unknown", "", "later")], STUDENTS) == []


def test_each_row_that_makes_no_sense_is_named():
    rows = [
        Row(2, "q_essay-12", "two", ""),
        Row(3, "q_essay-13", "1", ""),
        Row(4, "q_essay-12", "1", ""),
        Row(5, "q_essay-12", "2", ""),
    ]
    with pytest.raises(ConfigError) as refused:
        decisions_in(rows, STUDENTS)
    assert str(refused.value).splitlines() == [
        "line 2: two is no number of points; write one such as 1.5",
        "line 3: no answer q_essay-13 waits: it was decided, or has changed; write the page again",
        "line 5: q_essay-12 is decided in line 4 already",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"answer,comment\n", "has no column points; it needs answer, points, comment"),
        (b"", "has no column answer"),
        (b"\xff\xfe\x00", "cannot be read: .*; save it as CSV in UTF-8"),
        (b"answer,points,comment\na,1," + b"x" * 200_000, "line 2: field larger than field limit"),
        (b'answer,points,comment,"' + b"x" * 200_000, "line 1: field larger than field limit"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, said: str, tmp_path: Path):
    path = tmp_path / "decisions.csv"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match=said):
        read_table(path)
