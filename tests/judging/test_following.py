"""When does a wrong answer earn two thirds because it follows from an earlier one?"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from grader.answer import LabelsAnswer, NotAttempted
from grader.judging import Earlier
from grader.judging.following import ABSENT, follow
from grader.questions import Determinant, NumbersQuestion
from grader.verdict import Outcome, Report, Status

Judged = Callable[..., Report]

# M10: the entries (1,2) and (1,3) are 1; it earned 5·9/7 = 6.43 of 9
M10 = (("2*x", 1, 1), ("y*cos(x*y)", "x*cos(x*y)", 0), ("exp(x+z)", 0, "exp(x+z)"))
M10_AT_P = ((2, 1, 1), (0, 1, 0), (1, 0, 1))
M10_ESTIMATE = ("1.3", "0.2", "1")  # (1, 0, 1) + M10(p)·(0.1, 0.2, −0.1) = (1.3, 0.2, 1)


def test_what_follows_from_the_own_matrix_earns_two_thirds(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    earlier = after("ex1_jacobian", M10)
    at_p = bundled_report("ex1_at_point", M10_AT_P, earlier)
    estimate = bundled_report("ex1_estimate", M10_ESTIMATE, earlier)
    assert (at_p.score, estimate.score) == (2.0, 2.0)  # 3·2/3
    assert at_p.outcome is Outcome.PARTLY_RIGHT
    assert "follows from your own earlier answer" in at_p.notes[0]


def test_what_follows_from_nothing_earns_nothing(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    assert bundled_report("ex1_at_point", M10_AT_P).score == 0.0
    off = ((2, 1, 1), (0, 1, 0), (1, 0, 2))
    assert bundled_report("ex1_at_point", off, after("ex1_jacobian", M10)).score == 0.0


def test_the_right_value_earns_all_after_a_wrong_matrix(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    right = ((2, -1, 0), (0, 1, 0), (1, 0, 1))
    assert bundled_report("ex1_at_point", right, after("ex1_jacobian", M10)).score == 3.0


def test_the_earlier_answer_must_have_earned_half(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    """Three right entries, no wrong zero: 3·9/7 = 3.86 of 9 is less than half; four are 5.14."""
    three = (("2*x", 1, 1), ("y", "x", 0), ("exp(x+z)", 0, "exp(x+z)"))
    four = (("2*x", "z", 1), ("y", "x", 0), ("exp(x+z)", 0, "exp(x+z)"))
    poor, enough = after("ex1_jacobian", three), after("ex1_jacobian", four)
    assert (poor[0].report.score, enough[0].report.score) == (3.86, 5.14)
    assert bundled_report("ex1_at_point", ((2, 1, 1), (0, 1, 0), (1, 0, 1)), poor).score == 0.0
    assert bundled_report("ex1_at_point", ((2, -1, 1), (0, 1, 0), (1, 0, 1)), enough).score == 2.0


def test_exactly_half_is_enough(bundled_report: Judged, after: Callable[..., list[Earlier]]):
    transposed = tuple(
        zip(
            ("2*x", "z", "y"),
            ("y*cos(x*y)", "x*cos(x*y)", 0),
            ("exp(x+z)", 0, "exp(x+z)"),
            strict=True,
        )
    )
    earlier = after("ex1_jacobian", transposed)
    assert earlier[0].report.score == 4.5
    at_p = ((2, 0, 1), (-1, 1, 0), (0, 0, 1))
    assert bundled_report("ex1_at_point", at_p, earlier).score == 2.0


def test_an_earlier_answer_of_another_shape_is_no_ground(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    """A transposed J_H earned half; the product with it could not even be formed."""
    earlier = after("ex3_jacobian_H", (("y", 1, 0), ("x", 1, "2*y")))
    earlier += after("ex3_jacobian_G", ((1, "w", "v"), ("v", "u", 0)))
    assert earlier[0].report.score == 1.0
    assert (
        bundled_report("ex3_jacobian_F", ((5, 10, 6), (4, 6, 3), (12, 8, 0)), earlier).score == 0.0
    )


def test_two_earlier_answers_are_both_used(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    """J_H has (3,2) = y: 2·4/5 = 1.6. [[1,4,3],[3,2,0]]·[[2,1],[1,1],[0,2]] = [[6,11],[8,5]]."""
    wrong_h = after("ex3_jacobian_H", (("y", "x"), (1, 1), (0, "y")))
    right_g = after("ex3_jacobian_G", ((1, "w", "v"), ("v", "u", 0)))
    answer = ((6, 11), (8, 5))
    assert wrong_h[0].report.score == 1.6
    assert bundled_report("ex3_jacobian_F", answer, [*wrong_h, *right_g]).score == 2.0
    assert bundled_report("ex3_jacobian_F", answer, wrong_h).score == 0.0


@pytest.mark.parametrize("entries", [0, 1, 5])
def test_a_constant_matrix_is_no_ground_whatever_it_earned(
    bundled_report: Judged, after: Callable[..., list[Earlier]], entries: int
):
    """Even if a report says that the constant matrix earned everything but a bit."""
    rows = ((entries,) * 3,) * 3
    earlier = after("ex1_jacobian", rows, score=8.0)
    assert bundled_report("ex1_at_point", rows, earlier).score == 0.0


def test_the_area_of_the_own_matrix_is_integrated(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    """One sign lost, 3 of 4: |4x² − 4y²| over [1,2]×[0,1] is 28/3 − 4/3 = 8."""
    earlier = after("ex2_jacobian", (("2*x", "2*y"), ("2*y", "2*x")))
    assert earlier[0].report.score == 3.0
    assert bundled_report("ex2_image_area", 8, earlier).score == 2.0


def test_the_area_after_a_transposed_matrix_is_right(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    earlier = after("ex2_jacobian", (("2*x", "2*y"), ("-2*y", "2*x")))
    assert earlier[0].report.score == 2.0
    assert bundled_report("ex2_image_area", "32/3", earlier).score == 3.0


def test_what_cannot_be_derived_asks_for_a_human(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    """The determinant is no polynomial: whether 7 follows is for a human to say."""
    earlier = after("ex2_jacobian", (("2*x", "-2*y"), ("2*y", "sin(x)")))
    report = bundled_report("ex2_image_area", 7, earlier)
    assert (report.score, report.outcome) == (None, Outcome.NEEDS_HUMAN)
    assert "undecided" in report.staff[0]
    assert bundled_report("ex2_image_area", "32/3", earlier).score == 3.0


def test_an_undecided_earlier_score_matters_only_if_the_answer_follows(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    earlier = after("ex1_jacobian", M10, score=None)
    assert bundled_report("ex1_at_point", M10_AT_P, earlier).score is None
    assert bundled_report("ex1_at_point", ((9, 9, 9),) * 3, earlier).score == 0.0


@pytest.mark.parametrize("answer", [NotAttempted(), LabelsAnswer(("A",))])
def test_an_earlier_answer_that_is_no_array_is_no_ground(
    bundled_report: Judged,
    after: Callable[..., list[Earlier]],
    answer: NotAttempted | LabelsAnswer,
):
    (one,) = after("ex1_jacobian", M10)
    assert bundled_report("ex1_at_point", M10_AT_P, [replace(one, answer=answer)]).score == 0.0


def test_an_earlier_flat_list_is_no_ground(
    bundled_report: Judged, after: Callable[..., list[Earlier]]
):
    flat = tuple(entry for row in M10 for entry in row)
    (one,) = after("ex1_jacobian", flat, score=9.0 / 2)
    assert bundled_report("ex1_at_point", M10_AT_P, [one]).score == 0.0


def test_numbers_may_be_a_ground_as_well(judged: Judged, array: Callable[..., Any]):
    """The determinant of a matrix of numbers that is half right: it has no variables to lack."""
    matrix = NumbersQuestion(name="m", points=2, prompt="?")
    value = NumbersQuestion(name="d", points=3, prompt="?", derivation=Determinant("m"))
    right, own = array(matrix, ((1, 2), (3, 4))), array(matrix, ((1, 2), (3, 5)))
    report = Report("m", 2, 1.0, Outcome.PARTLY_RIGHT)
    earlier = [Earlier(matrix, own, right, report)]
    assert judged(value, -1, array(value, -2), earlier).score == 2.0  # 1·5 − 2·3


def test_nothing_follows_without_a_rule():
    question = NumbersQuestion(name="q", points=1, prompt="?")
    assert follow(question, [], lambda _: Status.PROVED) is ABSENT
