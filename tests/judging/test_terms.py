import itertools
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.terms import maximum_matching
from grader.questions import Mistake, TermsQuestion
from grader.verdict import Outcome, Report, Status


# 3 points · max(0, matched − surplus) / 3
@pytest.mark.parametrize(
    ("terms", "score"),
    [
        (("x", "y**2", "2*y*(x + y)"), 3.0),
        (("2*x*y + 2*y**2", "x", "y*y"), 3.0),
        (("x", "y**2"), 2.0),
        (("x",), 1.0),
        (("x", "y**2", "y"), 1.0),  # 2 − 1
        (("x", "y**2", "2*y*(x + y)", "y"), 2.0),  # 3 − 1
        (("x", "x"), 0.0),  # the second one is surplus
        (("x", "x", "y**2"), 1.0),
        (("2*x*y + x + 3*y**2",), 0.0),
        ((0, 0, 0), 0.0),
        ((1, 1, 1), 0.0),
        ("x", 1.0),
        ((("x", "y**2", "2*y*(x + y)"),), 3.0),
    ],
)
def test_terms_count_matched_minus_surplus(
    bundled_report: Callable[..., Report], terms: object, score: float
):
    assert bundled_report("ex3_paths", terms).score == score


@pytest.mark.parametrize(
    ("terms", "note"),
    [
        (("x", "y**2"), "2 of the 3 terms are there"),
        (
            ("x", "y**2", "y"),
            "2 of the 3 terms are there, and each other term takes one away, so that 1 of 3 counts",
        ),
        (
            ("x", "x"),
            "1 of the 3 terms is there, and each other term takes one away, so that 0 of 3 count",
        ),
    ],
)
def test_a_note_says_how_the_points_came_about(
    bundled_report: Callable[..., Report], terms: object, note: str
):
    assert bundled_report("ex3_paths", terms).notes == (note,)


@pytest.mark.parametrize("terms", [("x", "y**2", "2*y*(x + y)"), ("2*x*y + x + 3*y**2",)])
def test_no_note_on_points_stands_where_all_terms_or_none_are_right(
    bundled_report: Callable[..., Report], terms: object
):
    assert bundled_report("ex3_paths", terms).notes == ()


def test_the_order_of_terms_does_not_matter(bundled_report: Callable[..., Report]):
    terms = ("x", "y**2", "2*y*(x + y)", "x + y")
    scores = {bundled_report("ex3_paths", p).score for p in itertools.permutations(terms)}
    assert scores == {2.0}


def test_each_term_is_marked(bundled_report: Callable[..., Report]):
    report = bundled_report("ex3_paths", ("x", "y"))
    assert [entry.verdict.status for entry in report.entries] == [Status.PROVED, Status.REFUTED]


def test_a_matrix_is_no_list_of_terms(bundled_report: Callable[..., Report]):
    report = bundled_report("ex3_paths", (("x", "y"), ("y", "x")))
    assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)


def test_constants_alone_earn_nothing(judged: Callable[..., Report], array: Callable[..., Any]):
    question = TermsQuestion(name="t", points=2, prompt="?", variables="x")
    reference = array(question, ("x", 1))
    assert judged(question, (1,), reference).score == 0.0
    assert judged(question, ("x",), reference).score == 1.0
    assert judged(question, ("x", "cos(x)**2 + sin(x)**2"), reference).score == 2.0


def test_a_mistaken_list_gets_its_hint(judged: Callable[..., Report], array: Callable[..., Any]):
    wrong = Mistake("point forgotten", ("x", "2*y"), "At which point?", points=0.5)
    question = TermsQuestion(name="t", points=2, prompt="?", variables="x y", mistakes=(wrong,))
    report = judged(question, ("x", "y + y"), array(question, ("y", "x*y")))
    assert (report.score, report.mistakes) == (0.5, ("point forgotten",))


def test_a_float_typed_for_a_fraction_matches(
    judged: Callable[..., Report], array: Callable[..., Any]
):
    question = TermsQuestion(name="t", points=2, prompt="?", variables="x y")
    report = judged(question, ("0.3333333333333333*x", "y"), array(question, ("y", "x/3")))
    assert report.score == 2.0
    assert report.entries[0].note.endswith("Rational(1, 3)")


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=4))
def test_a_matching_is_as_large_as_the_best_assignment(edges: list[list[bool]]):
    rows = len(edges)
    best = max(
        sum(column is not None and edges[row][column] for row, column in enumerate(columns))
        for columns in itertools.permutations([0, 1, 2, *[None] * rows], rows)
    )
    assert maximum_matching(edges) == best
