"""Roots and absolute values."""

import pytest

from grader.equivalence.steps import NeedsFinerError
from grader.expression import rational
from tests.equivalence.forms import Setting, scope_of
from tests.equivalence.pairs import proved
from tests.equivalence.samples import absolute, exp, sqrt, x, y


def test_a_root_of_a_root_and_of_an_exponential_ask_for_finer_generators():
    with pytest.raises(NeedsFinerError):
        Setting(sqrt(sqrt(x)))
    assert scope_of(sqrt(sqrt(x)), x ** rational(1, 4)) == "everywhere"
    with pytest.raises(NeedsFinerError):
        Setting(sqrt(exp(x) * y**2))
    assert scope_of(sqrt(exp(x) * y**2), exp(x / 2) * absolute(y)) == "everywhere"


def test_odd_roots_keep_the_sign():
    assert scope_of((x**3) ** rational(1, 3), x) == "everywhere"
    assert scope_of((-x) ** rational(1, 3), -(x ** rational(1, 3))) == "everywhere"
    assert scope_of((x**2) ** rational(1, 3), absolute(x) ** rational(2, 3)) == "everywhere"


def test_a_root_of_a_very_high_degree_is_a_value_of_its_own():
    positive = {"x": "positive"}
    third = "0.3333333333333333"
    assert proved(f"x**{third}*x", f"x**(1 + {third})", positive)
    assert proved(f"exp(log(x)*{third})", f"x**{third}", positive)
    assert proved(f"log(x**{third} + 0*x)", f"{third}*log(x)", positive)
    assert not proved("x**0.5000000000001", "sqrt(x)", positive)


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(2)", {}),
        ("sqrt(3 - 2*sqrt(2))", "sqrt(2) - 1", {}),
        ("sqrt(2 + sqrt(3))*sqrt(2 - sqrt(3))", "1", {}),
        ("(2 + sqrt(5))**(1/3) + (2 - sqrt(5))**(1/3)", "1", {}),
        ("sin(x*sqrt(3 + 2*sqrt(2)))", "sin(x + sqrt(2)*x)", {}),
        ("sqrt(x + 2*sqrt(x - 1))", "1 + sqrt(x - 1)", {}),
        ("sqrt(2*x - 2*sqrt(x**2 - 1))", "sqrt(x + 1) - sqrt(x - 1)", {"x": "(1, oo)"}),
        ("sqrt(1 - x**2)", "sqrt(1 - x)*sqrt(1 + x)", {}),
        ("Abs(y)", "sqrt(x*y)/sqrt(x/y)", {}),
    ],
)
def test_nested_roots_are_taken_apart(student: str, reference: str, domain: dict[str, str]):
    assert proved(student, reference, domain)
