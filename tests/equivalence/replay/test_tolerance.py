from __future__ import annotations

from fractions import Fraction

import pytest

from grader.equivalence.replay import replay_close
from grader.text import parse
from grader.verdict import Status

MILLIONTH = Fraction(1, 10**6)


@pytest.mark.parametrize(
    ("student", "reference", "within"),
    [
        ("1.4142136", "sqrt(2)", True),  # 3e-8 too large
        ("1.41422", "sqrt(2)", False),  # 6e-6 too large, which is 4e-6 of it
        ("-1.4142136", "sqrt(2)", False),
        ("1000001", "1000000", True),  # the bound itself still counts
        ("1000002", "1000000", False),
        ("0", "0", True),
        ("log(-1)", "1", False),
        ("sqrt(-1)", "1", False),
    ],
)
def test_a_verdict_on_a_number_is_confirmed_or_not(student: str, reference: str, *, within: bool):
    pair = parse(student), parse(reference)
    assert replay_close(Status.PROVED, *pair, MILLIONTH).confirmed is within
    assert replay_close(Status.REFUTED, *pair, MILLIONTH).confirmed is not within


def test_an_absolute_tolerance_serves_where_the_reference_is_zero():
    pair = parse("1/10**10"), parse("0")
    assert replay_close(Status.PROVED, *pair, MILLIONTH).confirmed is False
    assert replay_close(Status.PROVED, *pair, MILLIONTH, Fraction(1, 10**9)).confirmed


def test_what_intervals_do_not_tell_is_left_open():
    equal = parse("sin(1)**2 + cos(1)**2"), parse("1")
    assert replay_close(Status.PROVED, *equal, Fraction(0)).confirmed is None
    far = parse("exp(exp(exp(exp(100))))"), parse("1")
    assert replay_close(Status.REFUTED, *far, MILLIONTH).confirmed is None


def test_what_is_undecided_has_no_evidence():
    found = replay_close(Status.UNDECIDED, parse("1"), parse("1"), MILLIONTH)
    assert (found.confirmed, found.text) == (None, "there is no evidence to compute again")
