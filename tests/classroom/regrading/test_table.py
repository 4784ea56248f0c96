from __future__ import annotations

from grader.classroom.regrading.changes import NOT_KEPT, Change, Regraded
from grader.classroom.regrading.table import regrade_summary, regrade_table
from grader.notebook.records import Record
from grader.verdict import Outcome, Report

RECORD = Record("hash", "0", "", {}, {})
WRONG = Report("q", 4, 1.0, Outcome.PARTLY_RIGHT)
RIGHT = Report("q", 4, 4.0, Outcome.RIGHT)
WAITS = Report("q", 4, None, Outcome.NEEDS_HUMAN)


def regraded(student: str, before: Report, after: Report, **more: object) -> Regraded:
    change = Change(student, "1_first", "q", before, after, "the reference changed", **more)
    return Regraded(student, "1_first", RECORD, (change,))


FOUND = [
    regraded("ada", WRONG, RIGHT),
    regraded("bobby", RIGHT, WAITS),
    regraded("cyd", RIGHT, WRONG, withheld=True),
    regraded("dee", WRONG, RIGHT, decided=2.5),
    regraded("eli", WRONG, Report("q", 4, 1.0, Outcome.PARTLY_RIGHT, hints=("Think.",))),
]


def test_each_score_that_changes_has_a_line_with_its_reason():
    assert regrade_table(FOUND).splitlines() == [
        "student  question  before  after  change  why",
        "ada      q              1      4      +3  the reference changed",
        "bobby    q              4      –      -4  the reference changed",
        (
            "cyd      q              4      1      -3  stays, since it would fall; "
            "the reference changed"
        ),
        (
            "dee      q              1      4      +3  a person gave 2.5, which stays; "
            "the reference changed"
        ),
    ]


def test_what_changes_and_what_stays_is_counted():
    assert regrade_summary(FOUND, "tiny").splitlines() == [
        "4 scores change, for 4 students",
        "1 answer with the same score and other feedback",
        "of these stay as they are, since they would fall: 1",
        "of these were decided by a person, which stays; look at them yourself: 1",
    ]


def test_nothing_to_tell_is_told():
    assert regrade_table([]) == ""
    assert regrade_summary([], "tiny") == "no mark changes"


def test_what_was_not_judged_again_is_named_with_the_command():
    found = Regraded("ada", "1_first", RECORD, (), {"q": NOT_KEPT})
    assert regrade_summary([found], "tiny").splitlines() == [
        "no mark changes",
        (
            "ada: q was not judged again: the answer was not kept; "
            "run: grader grade tiny --student ada"
        ),
    ]
