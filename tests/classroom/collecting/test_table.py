from __future__ import annotations

from pathlib import Path

from grader.classroom.collecting.choosing import Attempt, Choice, Unmatched
from grader.classroom.collecting.collect import Collected
from grader.classroom.collecting.placing import Outcome, Placed
from grader.classroom.collecting.table import remarks, table

ANY = Path("x")
ADA = Attempt("ada", "1_first.ipynb", "a (1).ipynb", ANY, late=True)
BOB = Attempt("bob", "data.csv", "b.csv", ANY)
BROKEN = Attempt("bob", "1_first.ipynb", "b.ipynb", ANY, unreadable="it is empty")
COLLECTED = Collected(
    (
        Placed(Choice(ADA, (Attempt("ada", "1_first.ipynb", "a.ipynb", ANY),)), Outcome.NEW),
        Placed(Choice(BOB), Outcome.UNCHANGED),
        Placed(Choice(BROKEN), Outcome.REPLACED, Path("old")),
    ),
    (Unmatched("c.pdf", "it is no notebook"),),
    {
        "ada": {"1_first": True, "2_second": False},
        "bob": {"1_first": True, "2_second": True},
    },
    ("cyd", "dan"),
)


def test_the_table_says_what_was_found_what_is_missing_and_from_which_file():
    assert table(COLLECTED).splitlines() == [
        "student  notebook  from",
        "ada      1_first   a (1).ipynb (late)",
        "ada      2_second  missing",
        "bob      1_first   b.ipynb",
        "bob      2_second  collected before",
        "bob      data.csv  b.csv",
    ]


def test_remarks_say_what_a_person_should_look_at():
    assert remarks(COLLECTED).splitlines() == [
        "Handed in more than once; the last attempt counts:",
        "  ada, 1_first: a (1).ipynb counts, not a.ipynb",
        "Another file was there already; it was moved to the place named:",
        "  bob, 1_first: old",
        "Recognised by its name alone, since nothing in it can be read:",
        "  bob, 1_first: it is empty",
        "In the roster, but nothing was found of: cyd, dan",
        "Not matched; look at these yourself, they lie where they were:",
        "  c.pdf: it is no notebook",
        "2 students; 2 files placed, 1 there already, 1 file not matched.",
    ]


def test_a_later_file_in_which_nothing_is_answered_is_pointed_out():
    blank = Attempt("ada", "1_first.ipynb", "a (1).ipynb", ANY, untouched=True)
    filled = Attempt("ada", "1_first.ipynb", "a.ipynb", ANY)
    for earlier, said in ((filled, True), (blank, False)):
        placed = Placed(Choice(blank, (earlier,)), Outcome.NEW)
        assert ("but nothing is answered in it" in remarks(Collected((placed,)))) is said


def test_nothing_to_say_is_said_in_one_line():
    assert remarks(Collected()) == (
        "0 students; 0 files placed, 0 there already, 0 files not matched."
    )
