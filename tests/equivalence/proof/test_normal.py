"""Normal forms."""

import pytest

from grader.equivalence.proof.ring import Kind
from grader.equivalence.steps import NeedsFinerError
from grader.expression import rational
from tests.equivalence.forms import Setting, scope_of
from tests.equivalence.samples import atan, exp, log, n, x, y


def test_exponentials_of_logarithms_are_powers():
    s = Setting(exp(2 * log(x + 1) + x), x="positive")
    assert Kind.LOGARITHM in s.kinds()
    assert scope_of(exp(2 * log(x + 1) + x), (x + 1) ** 2 * exp(x), x="positive") == "everywhere"


def test_an_exponential_of_half_a_logarithm_asks_for_roots():
    with pytest.raises(NeedsFinerError) as raised:
        Setting(exp(log(x) / 3), degree=1)
    assert raised.value.roots == 3
    assert scope_of(exp(log(x) / 3) ** 3, x, x="positive") == "everywhere"


def test_arctangents_are_equal_where_their_arguments_are():
    s = Setting(atan((x + 1) ** 2 * y) + atan(-y - 2 * x * y - x**2 * y))
    assert s.student.numerator.is_zero()
    two = Setting(atan(x) - atan(y + 1))
    assert two.kinds().count(Kind.OPAQUE) == 2


def test_powers_with_integer_exponents_stay_closed():
    assert scope_of(x ** (n + 2), x**n * x**2, n="integer") == "almost everywhere"
    assert scope_of(rational(2) ** (n + 1), 2 * rational(2) ** n, n="integer") == "everywhere"
