"""Logarithms, and those that depend on each other."""

import pytest

from grader.equivalence.proof.ring import Kind
from tests.equivalence.forms import Setting
from tests.equivalence.pairs import proved


def test_logarithms_go_by_irreducible_factors():
    s = Setting.of("log(12*x**2/(x + 1))")
    assert set(s.terms()) == {"2*log|2|", "log|3|", "2*log|x|", "-log|x + 1|"}


def test_conjugates_share_a_generator():
    s = Setting.of("log(sqrt(x**2 + 1) + x) + 3*log(sqrt(x**2 + 1) - x)")
    assert s.kinds().count(Kind.LOGARITHM) == 1
    s = Setting.of("log(3 - sqrt(2)) + log(3 + sqrt(2))")
    assert s.terms() == ["log|7|"]


def test_powers_are_taken_out_of_logarithms():
    assert Setting.of("log(x**(1/2))").terms() == ["log|x|"]
    assert Setting.of("log(exp(x*y))").terms() == ["x*y"]
    assert Setting.of("log(Abs(x))").terms() == ["log|x|"]
    assert Setting.of("log((x + 1)**5000)").terms() == ["5000*log|x + 1|"]


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        ("asinh(x)", "-log(sqrt(x**2 + 1) - x)", {}),
        ("asinh(x)", "atanh(x/sqrt(1 + x**2))", {}),
        ("asinh(1/x)", "asinh(1*x**-1)", {}),
        ("asinh(1/x)", "log(1/x + sqrt(1/x**2 + 1))", {}),
        ("acosh(x)", "2*log(sqrt((x + 1)/2) + sqrt((x - 1)/2))", {}),
        ("log(x + sqrt(x**2 - 1))", "-log(x - sqrt(x**2 - 1))", {"x": "(1, oo)"}),
        ("1/(sqrt(3) - sqrt(2))**x", "(sqrt(2) + sqrt(3))**x", {}),
        ("log((2*sqrt(x) + 1)**2)", "log(4*x + 4*sqrt(x) + 1)", {"x": "positive"}),
    ],
)
def test_a_relation_between_logarithms_is_found(
    student: str, reference: str, domain: dict[str, str]
):
    assert proved(student, reference, domain)
