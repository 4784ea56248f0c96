"""A wrong answer that builds on an earlier question is called by the name of what made it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.judging import Earlier
from grader.verdict import Report

Judged = Callable[..., Report]
After = Callable[..., list[Earlier]]
RIGHT = (("2*x", "z", "y"), ("y*cos(x*y)", "x*cos(x*y)", 0), ("exp(x+z)", 0, "exp(x+z)"))


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        ("ex1_determinant", "2*x + x*cos(x*y) + exp(x + z)", "J181"),
        ("ex1_determinant", "exp(x + z)*cos(x*y)*(x*y + y*z - 2*x**2)", "J183"),
        ("ex1_at_point", ((0, -1, 1), (1, 0, 0), ("exp(-1)", 0, "exp(-1)")), "J193"),
        ("ex1_estimate", ("1.1", "0.1", "0.9"), "J191"),  # (1, 0, 1) + J(p)ᵀ·(0.1, 0.2, −0.1)
    ],
)
def test_it_is_named_with_its_hint(
    bundled_report: Judged, after: After, name: str, given: object, code: str
):
    report = bundled_report(name, given, after("ex1_jacobian", RIGHT))
    (found,) = report.diagnoses
    assert found.codes == (code,)
    assert report.hints == found.hints


def test_without_the_earlier_question_there_is_no_name(bundled_report: Judged):
    assert bundled_report("ex1_determinant", "2*x + x*cos(x*y) + exp(x + z)").diagnoses == ()


def test_a_declared_mistake_goes_first(bundled_report: Judged, after: After):
    report = bundled_report(
        "ex1_determinant", "2*x**2*cos(x*y)*exp(x + z)", after("ex1_jacobian", RIGHT)
    )
    assert report.mistakes == ("product of the diagonal",)
    assert report.diagnoses == ()


def test_what_gives_the_whole_answer_goes_before_mistakes_that_give_a_part_of_it(
    bundled_report: Judged, after: After
):
    earlier = after("ex1_jacobian", RIGHT)
    whole = bundled_report("ex1_at_point", ((0, 0, 0),) * 3, earlier)
    assert [found.codes for found in whole.diagnoses] == [("J192",)]
    assert whole.mistakes == ()
    part = bundled_report("ex1_at_point", ((2, -1, 0), (0, 0, 0), (1, 0, 1)), earlier)
    assert (part.mistakes, part.diagnoses) == (("cos 0 taken as 0",), ())


def test_one_formula_for_a_matrix_is_called_a_determinant(bundled_report: Judged):
    report = bundled_report("ex2_jacobian", "4*x**2 + 4*y**2")
    assert [found.codes for found in report.diagnoses] == [("J189",)]
    assert report.score == 0.0
