"""Sums that are taken for one variable."""

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.shorten import shortened
from grader.expression import symbols
from grader.text import parse
from grader.verdict import Status
from tests.equivalence.pairs import verdict


def _variables(*texts: str, **ranges: str) -> set[str]:
    short = shortened([parse(text) for text in texts], Domain.of(ranges))
    return set(symbols(*short.expressions))


def test_a_sum_and_its_negative_become_one_variable():
    left, right = "w*exp(w*x + b)", "sin(-b - x*w)*w"
    assert _variables(left, right) == {"w", "[w*x + b]"}


def test_a_variable_that_occurs_elsewhere_frees_no_sum():
    assert _variables("exp(w*x + b)", "b*x*w") == {"w", "x", "b"}
    assert _variables("exp(w*x + b*b)", "x*w") == {"w", "x", "b"}
    assert _variables("exp(w*x + 2*b)", "x*w") == {"w", "x", "b"}
    assert _variables("exp(w*x + b + b*x)", "x*w") == {"w", "x", "b"}
    assert _variables("exp(w*x + b)*sin(w*x - b)", "x*w") == {"w", "x", "b"}


def test_a_variable_with_a_range_frees_no_sum():
    assert _variables("exp(w*x + b)", "x*w", b="positive") == {"w", "x", "b"}
    assert _variables("exp(w*x + b)", "x*w", x="positive") == {"w", "x", "[w*x + b]"}


def test_a_long_sum_is_named_by_its_free_term():
    long = " + ".join(f"w{k}*x{k}" for k in range(9))
    assert "[... + b]" in _variables(f"exp({long} + b)", "w1")


@pytest.mark.parametrize(
    ("student", "status"),
    [
        ("w*exp(-(w*x + b))/(1 + exp(-(w*x + b)))**2", Status.PROVED),
        ("w*exp(-w*x - b)/(1 + exp(-w*x - b))**2", Status.PROVED),
        ("w*exp(-w*x)/(1 + exp(-w*x))**2", Status.REFUTED),
        ("w/(2 + 2*cosh(b + x*w))", Status.PROVED),
    ],
)
def test_verdicts_are_those_of_the_longer_formulas(student: str, status: Status):
    slope = parse("w/(1 + exp(-(w*x + b)))*(1 - 1/(1 + exp(-(w*x + b))))")
    assert compare(parse(student), slope, Domain()).status is status


def test_a_scope_names_the_sum():
    found = compare(parse("x*(x + y + b)/(x + y + b)"), parse("x*1"), Domain())
    assert found.certificate is not None
    assert found.certificate.scope == "where both are defined, excluding [x + y + b] = 0"


def test_a_witness_names_all_variables_and_is_one_of_the_given_formulas():
    found = verdict("w*exp(w*x + b)", "w*exp(-w*x - b)", {"x": "positive"})
    assert found.witness is not None
    assert [name for name, _ in found.witness.point] == ["b", "w", "x"]


def test_sums_inside_each_other_are_solved_in_turn():
    found = verdict("sin(w*x + b)*exp(x + y)", "sin(w*x + b)*exp(2*x + 2*y)")
    assert found.status is Status.REFUTED
    assert found.witness is not None
    assert [name for name, _ in found.witness.point] == ["b", "w", "x", "y"]
