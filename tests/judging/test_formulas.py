from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader.judging import Earlier
from grader.questions import Question
from grader.verdict import Outcome, Report

DETERMINANT = "exp(x + z)*cos(x*y)*(2*x**2 - x*y - y*z)"


@pytest.mark.parametrize(
    "form",
    [
        DETERMINANT,
        "2*x**2*exp(x+z)*cos(x*y) - x*y*exp(x+z)*cos(x*y) - y*z*exp(x+z)*cos(x*y)",
        "exp(x)*exp(z)*cos(x*y)*(x*(2*x - y) - y*z)",
        [DETERMINANT],
        [[DETERMINANT]],
    ],
)
def test_any_form_of_the_right_formula_earns_all(
    bundled_report: Callable[..., Report], form: object
):
    report = bundled_report("ex1_determinant", form)
    assert (report.score, report.outcome) == (4.0, Outcome.RIGHT)


@pytest.mark.parametrize("form", ["0", "1", "x", "-" + DETERMINANT, f"2*{DETERMINANT}"])
def test_any_other_formula_earns_nothing(bundled_report: Callable[..., Report], form: str):
    report = bundled_report("ex1_determinant", form)
    assert (report.score, report.outcome) == (0.0, Outcome.WRONG)
    assert report.entries[0].verdict.witness is not None


def test_a_float_typed_for_a_fraction_is_right_with_a_note(
    judged: Callable[..., Report],
    array: Callable[..., Any],
    questions: Mapping[str, Question],
):
    question = questions["ex2_determinant"]
    reference = array(question, "x**2/3 + y**2")
    report = judged(question, "0.3333333333333333*x**2 + y**2", reference)
    assert report.score == 3.0
    assert report.entries[0].note.endswith("write Rational(1, 3)")


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("4*x**2 - 4*y**2", "products added, or the sign lost in the matrix"),
        ("-4*y**2 - 4*x**2", "products subtracted in the wrong order"),
        ("2*x**2 + 2*y**2", "factor 2 lost once"),
        ("2*x + 2*x", "trace"),
        ("sqrt(4*x**2 + 4*y**2)", "length factor"),
        ("(x**2 - y**2)**2 + 4*x**2*y**2", "squared length of F"),
    ],
)
def test_a_typical_wrong_determinant_gets_its_hint(
    bundled_report: Callable[..., Report], form: str, name: str
):
    report = bundled_report("ex2_determinant", form)
    assert (report.score, report.mistakes) == (0.0, (name,))


def test_an_unknown_mistake_gets_the_general_hints(
    bundled_report: Callable[..., Report], questions: Mapping[str, Question]
):
    assert bundled_report("ex2_determinant", "x").hints == questions["ex2_determinant"].hints


def test_several_formulas_are_not_one(bundled_report: Callable[..., Report]):
    report = bundled_report("ex2_determinant", [["x", "y"], ["y", "x"]])
    assert report.score == 0.0
    assert report.notes == ("your answer is a 2×2 matrix; one formula was asked for",)


@pytest.fixture
def earlier(
    questions: Mapping[str, Question],
    references: Mapping[str, Any],
    array: Callable[..., Any],
    bundled_report: Callable[..., Report],
) -> Callable[[str, Any], list[Earlier]]:
    """An earlier answer, judged."""

    def one(name: str, given: object) -> list[Earlier]:
        answer = array(questions[name], given)
        return [Earlier(questions[name], answer, references[name], bundled_report(name, given))]

    return one


def test_the_determinant_of_the_own_matrix_earns_two_thirds(
    bundled_report: Callable[..., Report], earlier: Callable[[str, Any], list[Earlier]]
):
    """M10, (1,2) = (1,3) = 1: det = 2x·x cos·e − 1·y cos·e + 1·(−x cos·e) = e·cos·(2x² − y − x)."""
    matrix = (("2*x", 1, 1), ("y*cos(x*y)", "x*cos(x*y)", 0), ("exp(x+z)", 0, "exp(x+z)"))
    own = "exp(x + z)*cos(x*y)*(2*x**2 - y - x)"
    report = bundled_report("ex1_determinant", own, earlier("ex1_jacobian", matrix))
    assert report.score == 2.67  # 4·2/3
    assert report.outcome is Outcome.PARTLY_RIGHT
    assert "follows from your own earlier answer" in report.notes[0]
    assert bundled_report("ex1_determinant", own).score == 0.0


def test_the_right_determinant_stays_right_after_a_wrong_matrix(
    bundled_report: Callable[..., Report], earlier: Callable[[str, Any], list[Earlier]]
):
    turned = earlier("ex2_jacobian", (("2*x", "2*y"), ("-2*y", "2*x")))
    report = bundled_report("ex2_determinant", "4*(x**2 + y**2)", turned)
    assert (report.score, report.notes) == (3.0, ())
