"""Roots, absolute values and logarithms."""

import pytest

from grader.equivalence.steps import NeedsFinerError
from grader.expression import rational
from tests.equivalence.forms import Setting, scope_of
from tests.equivalence.samples import absolute, exp, log, sqrt, x, y


def test_logarithms_go_by_irreducible_factors():
    s = Setting(log(12 * x**2 / (x + 1)))
    assert set(s.terms()) == {"2*log|2|", "log|3|", "2*log|x|", "-log|x + 1|"}


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
