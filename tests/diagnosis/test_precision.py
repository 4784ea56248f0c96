"""Of several misconceptions that come near, the one that was at work is named, or none."""

from __future__ import annotations

import pytest

from grader.questions import JacobianQuestion
from tests.diagnosis.cases import Rows, codes, question_of
from tests.diagnosis.test_diagnose import MIXED, ROWS

SLOPE = "1/(1 + exp(-x))"


def layer(parameters: str, *function: str) -> JacobianQuestion:
    return JacobianQuestion(
        name="q", points=1, prompt="J?", variables="x y", parameters=parameters, function=function
    )


@pytest.mark.parametrize(
    ("question", "rows", "expected"),
    [
        (question_of("x", "log(1 + exp(2*x))"), (("1/(1 + exp(-2*x))",),), "J101"),
        (
            question_of("x y", "x/(x + y)", "y"),
            (("-y/(x + y)**2", "x/(x + y)**2"), ("0", "1")),
            "J135",
        ),
        (question_of("x y", "x/(x + y)"), (("(2*x + y)/(x + y)**2", "x/(x + y)**2"),), "J134"),
        (question_of("x y", "y*(1 - x**2) - x"), (("2*x*y - 1", "1 - x**2"),), "J143"),
        (
            question_of("x y", "x - sin(x - 2*y)"),
            (("1 - cos(x - 2*y)", "-2*cos(x - 2*y)"),),
            "J143",
        ),
        (question_of("x", f"x*{SLOPE}"), ((f"{SLOPE}*(1 - {SLOPE})",),), "J131"),
        (question_of("x", SLOPE), ((f"{SLOPE}*(1 + {SLOPE})",),), "J119"),
        (
            layer("a c", "tanh(a*x + c*y)"),
            (("x/cosh(a*x + c*y)**2", "y/cosh(a*x + c*y)**2"),),
            "J156",
        ),
    ],
)
def test_a_slip_is_called_by_its_own_name(question: JacobianQuestion, rows: Rows, expected: str):
    assert codes(question, rows) == [((expected,),)]


def test_a_term_that_is_kept_stands_in_the_output_itself():
    silu = question_of("x", f"x*{SLOPE}")
    found = codes(silu, ((f"{SLOPE} - x*{SLOPE}*(1 - {SLOPE})",),))
    assert found == [(("J101",), ("J134",))]


def test_an_exponent_is_raised_wherever_the_power_stands():
    normal = question_of("mu s", "mu/s^2", "-1/(2*s^2)", domain={"s": "positive"})
    assert codes(normal, (("1/s**2", "-2*mu/s"), ("0", "1/s"))) == [(("J125",),)]


def test_a_matrix_with_all_signs_turned_has_one_diagnosis():
    assert codes(MIXED, [[f"-({entry})" for entry in row] for row in ROWS]) == [(("J171",),)]


def test_a_matrix_with_some_signs_turned_is_explained_row_by_row():
    rows = [[f"-({entry})" for entry in row] for row in ROWS[:2]]
    assert (("J171",),) not in codes(MIXED, (*rows, ROWS[2]))


def test_numbers_for_formulas_are_diagnosed_only_if_one_misconception_gives_them_all():
    at_point = (("2", "-1", "0"), ("0", "1", "0"), ("1", "0", "1"))
    assert codes(MIXED, at_point) == []
    activated = question_of("x y", "tanh(2*x + 3*y)")
    assert codes(activated, (("2", "3"),)) == [(("J105",),)]
