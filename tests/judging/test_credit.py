from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.judging.credit import NOTHING, Credit, best, every, exact_points, negated
from grader.verdict import Status

PROVED, REFUTED, UNDECIDED = Status.PROVED, Status.REFUTED, Status.UNDECIDED


@pytest.mark.parametrize(
    ("points", "score"),
    [
        (Fraction(9 * 5, 7), 6.43),
        (Fraction(9 * 6, 7), 7.71),
        (Fraction(1, 200), 0.01),  # a half is rounded upwards
        (Fraction(1, 201), 0.0),
        (Fraction(2, 3) * Fraction(3, 2), 1.0),
        (Fraction(0), 0.0),
    ],
)
def test_points_are_rounded_to_hundredths(points: Fraction, score: float):
    assert Credit.of(points).score == score


def test_what_is_undecided_has_no_score():
    assert Credit.where(UNDECIDED, Fraction(1)).score is None
    assert Credit.where(PROVED, Fraction(1)).score == 1.0
    assert Credit.where(REFUTED, Fraction(1)).score == 0.0


def test_a_range_within_one_hundredth_has_a_score():
    assert Credit(Fraction(1), Fraction(1001, 1000)).score == 1.0


def test_a_better_rule_settles_an_undecided_one():
    undecided = Credit.where(UNDECIDED, Fraction(1))
    assert best(undecided, Credit.of(Fraction(2))).score == 2.0
    assert best(undecided, Credit.of(Fraction(1, 2))).score is None
    assert best(undecided, NOTHING) == undecided


def test_all_hold_only_if_each_is_proved():
    assert every([]) is PROVED
    assert every([PROVED, UNDECIDED]) is UNDECIDED
    assert every([PROVED, UNDECIDED, REFUTED]) is REFUTED


def test_the_negation_of_what_is_unknown_is_unknown():
    assert [negated(s) for s in (PROVED, REFUTED, UNDECIDED)] == [REFUTED, PROVED, UNDECIDED]


def test_points_are_the_decimal_number_that_was_written():
    assert exact_points(0.1) == Fraction(1, 10)
    assert exact_points(9) == 9


@given(st.lists(st.sampled_from(Status), max_size=6))
def test_knowing_more_never_leaves_the_range(statuses: list[Status]):
    """Each way to settle the undecided ones gives a credit inside the range before."""
    before = Credit.where(every(statuses), Fraction(1))
    for settled in (PROVED, REFUTED):
        known = [settled if status is UNDECIDED else status for status in statuses]
        after = Credit.where(every(known), Fraction(1))
        assert before.least <= after.least <= after.most <= before.most
