from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.domain import Domain
from grader.expression import decimal
from grader.judging.decision import DECIMALS, decide, nearby_fraction
from grader.text import parse
from grader.verdict import Status


def status(student: str, reference: str) -> Status:
    return decide(parse(student, ("x",)), parse(reference, ("x",)), Domain()).status


def test_equal_formulas_are_proved_and_others_refuted():
    assert status("2*x + x", "3*x") is Status.PROVED
    assert status("2*x", "3*x") is Status.REFUTED


def test_a_float_is_reread_as_the_fraction_that_proves_the_answer():
    decision = decide(parse("0.3333333333333333*x", ("x",)), parse("x/3", ("x",)), Domain())
    assert decision.status is Status.PROVED
    assert decision.note.endswith("write Rational(1, 3)")


def test_all_floats_of_an_entry_are_reread_together():
    student = parse("0.3333333333333333*x**2 + 0.1428571428571428*x", ("x",))
    assert decide(student, parse("x**2/3 + x/7", ("x",)), Domain()).status is Status.REFUTED
    student = parse(f"{1 / 3!r}*x**2 + {1 / 7!r}*x", ("x",))
    decision = decide(student, parse("x**2/3 + x/7", ("x",)), Domain())
    assert decision.status is Status.PROVED
    assert decision.note.endswith("write Rational(1, 3), Rational(1, 7)")


@pytest.mark.parametrize(
    ("student", "right"),
    [
        ("1.4142135623730951*sqrt(2)*x", "2*x"),
        ("2.718281828459045**x", "exp(x)"),
        ("sin(1.5707963267948966 - x)", "cos(x)"),
    ],
)
def test_a_rounded_number_is_wrong_and_noted_where_nothing_else_shows(student: str, right: str):
    decision = decide(parse(student, ("x",)), parse(right, ("x",)), Domain())
    assert (decision.status, decision.note) == (Status.REFUTED, DECIMALS)


@pytest.mark.parametrize("student", ["1.4142135623730951*x", "2*x + 1e-12", "2.0000000000000004"])
def test_a_wrong_formula_is_not_blamed_on_its_decimals(student: str):
    decision = decide(parse(student, ("x",)), parse("2*x", ("x",)), Domain())
    assert (decision.status, decision.note) == (Status.REFUTED, "")


def test_a_rounded_decimal_is_not_a_fraction():
    assert status("0.333333*x", "x/3") is Status.REFUTED


def test_an_exact_decimal_needs_no_note():
    decision = decide(parse("0.25*x", ("x",)), parse("x/4", ("x",)), Domain())
    assert (decision.status, decision.note) == (Status.PROVED, "")


def test_a_float_that_proves_nothing_stays_wrong_without_a_note():
    decision = decide(parse("0.3333333333333333*x", ("x",)), parse("x/2", ("x",)), Domain())
    assert (decision.status, decision.note) == (Status.REFUTED, "")


@pytest.mark.parametrize(
    "text", ["0.5", "3", "1e300", "0.1", "0.0009990009990009", "1e-400", "0.33333333333333333333"]
)
def test_numbers_that_stand_for_no_other_fraction(text: str):
    assert nearby_fraction(decimal(text)) is None


@given(st.integers(-5000, 5000), st.integers(1, 1000))
def test_the_float_of_a_small_fraction_is_that_fraction(p: int, q: int):
    fraction = Fraction(p, q)
    atom = decimal(repr(p / q))
    exactly = Fraction(repr(p / q)) == fraction
    assert nearby_fraction(atom) == (None if exactly else fraction)
