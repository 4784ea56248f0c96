from fractions import Fraction

import pytest

from grader.expression import symbol
from grader.judging.credit import Credit
from grader.judging.marking import Marking, for_a_human, positions, report, worthless, written
from grader.questions import Mistake, NumbersQuestion
from grader.verdict import EntryVerdict, Outcome, Status, Verdict

QUESTION = NumbersQuestion(name="q", points=3, prompt="?", hints=("first", "second"))


@pytest.mark.parametrize(
    ("credit", "outcome", "summary"),
    [
        (Credit.of(Fraction(3)), Outcome.RIGHT, "Right."),
        (Credit.of(Fraction(3, 2)), Outcome.PARTLY_RIGHT, "Partly right: 1.5 of 3 points."),
        (Credit.of(Fraction(0)), Outcome.WRONG, "Not right yet."),
        (
            Credit(Fraction(0), Fraction(3)),
            Outcome.NEEDS_HUMAN,
            "Your answer is recorded; a person will look at it.",
        ),
    ],
)
def test_the_score_fixes_the_outcome(credit: Credit, outcome: Outcome, summary: str):
    found = report(QUESTION, Marking(credit))
    assert (found.outcome, found.summary) == (outcome, summary)


def test_hints_of_mistakes_go_before_the_general_ones():
    mistakes = (Mistake("a", "1", "look"), Mistake("b", "2", "look"), Mistake("c", "3", "again"))
    assert report(QUESTION, Marking(mistakes=mistakes)).hints == ("look", "again")
    assert report(QUESTION, Marking()).hints == ("first", "second")
    assert report(QUESTION, Marking(Credit.of(Fraction(3)))).hints == ()


def test_an_answer_that_a_person_will_judge_gets_no_hint_that_it_is_wrong():
    unknown = Credit(Fraction(0), Fraction(3))
    assert report(QUESTION, Marking(unknown)).hints == ()
    mistaken = Marking(unknown, mistakes=(Mistake("a", "1", "look"),))
    assert report(QUESTION, mistaken).hints == ("look",)


def test_staff_read_why_an_entry_is_undecided():
    verdict = Verdict(Status.UNDECIDED, reason="nested radicals")
    marking = Marking(entries=(EntryVerdict(2, 1, verdict),), staff=("more",))
    assert report(QUESTION, marking).staff == (
        "entry (2, 1) is undecided: nested radicals",
        "more",
    )


def test_empty_notes_are_left_out():
    assert Marking().noting("a", "", "b").notes == ("a", "b")


def test_nothing_to_mark_is_worth_nothing():
    found = worthless(QUESTION, Outcome.NOT_ATTEMPTED, "Dots.")
    assert (found.score, found.summary, found.hints) == (0.0, "Dots.", ())


def test_what_could_not_be_judged_has_no_score_and_says_why_to_staff():
    found = for_a_human(QUESTION, "it crashed")
    assert (found.score, found.staff) == (None, ("it crashed",))


def test_positions_run_row_by_row():
    assert list(positions((2, 2))) == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert list(positions((2,))) == [(1, 1), (2, 1)]
    assert list(positions(())) == [(1, 1)]


def test_a_formula_that_would_fill_pages_is_not_printed():
    doubled = symbol("x")
    for _ in range(60):
        doubled = doubled + doubled
    assert written(doubled) == "(too long to print)"
    assert written(symbol("x" * 3000)) == "(too long to print)"
    assert written(symbol("x") * 2) == "x*2"
