from __future__ import annotations

from fractions import Fraction

import pytest

from grader.classroom.probing import MOST, probed
from grader.domain import Domain
from grader.text import parse


def test_points_lie_in_the_domain_and_are_simple_first():
    trials = probed(parse("x"), parse("x"), Domain.of({"x": "(0, 1)"}))
    values = [Fraction(trial.point[0][1]) for trial in trials]
    assert len(values) == MOST
    assert values[0] == Fraction(1, 2)
    assert all(0 < value < 1 for value in values)


def test_points_without_a_value_of_the_reference_are_left_out():
    trials = probed(parse("x"), parse("log(x)"), Domain())
    assert all(Fraction(trial.point[0][1]) > 0 for trial in trials)
    where = probed(parse("x"), parse("x"), Domain(), where=(parse("sqrt(-x)"),))
    assert all(Fraction(trial.point[0][1]) < 0 for trial in where)
    assert probed(parse("x"), parse("log(-1-x**2)"), Domain()) == ()


@pytest.mark.parametrize(
    ("student", "reference", "expected"),
    [
        ("1/2", "1/3", ("0.5", "0.333333333333333", "differ by at least 0.166")),
        ("1/2", "2/4", ("0.5", "0.5", "equal")),
        ("log(-1)", "1", ("no real value", "1", "the student's has no real value")),
        ("exp(exp(exp(exp(100))))", "1", ("not known", "1", "not known")),
        ("sin(pi)", "1", ("within 1e-76 of 0", "1", "differ by at least 0.999")),
    ],
)
def test_constants_are_tried_once(student: str, reference: str, expected: tuple[str, ...]):
    (trial,) = probed(parse(student), parse(reference), Domain())
    assert trial.point == ()
    assert (trial.student, trial.reference, trial.comparison) == expected


def test_values_that_a_few_bits_do_not_tell_are_computed_with_more():
    (trial,) = probed(parse("sin(10**400)"), parse("cos(10**400 - pi/2)"), Domain())
    assert trial.student == trial.reference == "-0.998538231983098"
    assert trial.comparison.startswith("less than 1e-8")
