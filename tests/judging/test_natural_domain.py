"""Equality is asked where F has a value: witnesses lie there, and mistakes are told there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader.questions import JacobianQuestion, Mistake
from grader.verdict import Report, Status

Judged = Callable[..., Report]


def gradient(*function: str, **changes: Any) -> JacobianQuestion:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"points": 3, "variables": "x y", "function": function, **changes}
    return JacobianQuestion(name="q", prompt="?", **fields)


def test_only_the_natural_domain_of_f_counts(judged: Judged, array: Callable[..., Any]):
    """The derivative of √x·√y in two forms, one of which is also defined for negative x and y."""
    question = gradient("sqrt(x)*sqrt(y)")
    reference = array(question, (("sqrt(y/x)/2", "sqrt(x/y)/2"),))
    report = judged(question, (("sqrt(y)/(2*sqrt(x))", "sqrt(x)/(2*sqrt(y))"),), reference)
    assert report.score == 3.0
    wrong = judged(question, (("sqrt(y)/sqrt(x)", "sqrt(x)/(2*sqrt(y))"),), reference)
    assert wrong.score == 1.5
    assert wrong.entries[0].finite_difference


@pytest.mark.parametrize(
    ("component", "wrong"),
    [
        ("sqrt(x)*sqrt(y)", "sqrt(y/x)"),
        ("log(x - 10**7)", "1/(x - 10**7 + 1)"),
        ("sqrt(x - 2)*sqrt(3 - x)", "x"),
        ("x**2*sqrt(y)", "2*x"),
        ("asin(x/1000 + 2)", "1"),
    ],
)
def test_a_wrong_entry_comes_with_a_finite_difference_of_f(
    judged: Judged, array: Callable[..., Any], component: str, wrong: str
):
    question = gradient(component)
    reference = array(question, (("0*x", "0*y"),))
    report = judged(question, ((wrong, 0),), reference)
    assert report.entries[0].verdict.status is Status.REFUTED
    assert report.entries[0].finite_difference


def test_transposed_and_typically_wrong_are_told_on_the_domain_of_f(
    judged: Judged, array: Callable[..., Any]
):
    """√(y/x) is also defined for negative x and y, where √y/√x is not, and nor is F."""
    mistake = Mistake("no factor", (("sqrt(y/x)", None),), "Where is the 1/2?", points=1)
    question = gradient("sqrt(x)*sqrt(y)", mistakes=(mistake,))
    reference = array(question, (("sqrt(y/x)/2", "sqrt(x/y)/2"),))
    report = judged(question, (("sqrt(y)/sqrt(x)", "sqrt(x)/sqrt(y)"),), reference)
    assert report.mistakes == ("no factor",)
