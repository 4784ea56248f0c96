"""Generators of exponentials and angles."""

from grader.equivalence.proof.ring import Kind
from tests.equivalence.forms import Setting, scope_of
from tests.equivalence.samples import cos, cosh, exp, pi, sin, tan, tanh, x, y, z


def test_one_exponential_serves_every_multiple_of_an_exponent():
    u = x * y + z
    s = Setting(exp(u) + exp(-u / 2) + tanh(u) + cosh(u / 2))
    assert s.kinds().count(Kind.EXPONENTIAL) == 1


def test_exponents_over_different_denominators_share_generators():
    parts = exp(1 / x) * exp(-1 / (x + 1))
    assert scope_of(parts, exp(1 / (x * (x + 1)))) == "everywhere"


def test_nested_exponents_are_compared_level_by_level():
    assert scope_of(exp(exp(x) + x), exp(exp(x)) * exp(x)) == "everywhere"
    assert scope_of(exp(x + exp(x + y)), exp(exp(y) * exp(x)) * exp(x)) == "everywhere"


def test_one_half_tangent_serves_sines_and_cosines():
    s = Setting(sin(x) + cos(x) + tan(x) + sin(2 * x + pi / 6))
    assert s.kinds().count(Kind.HALF_TANGENT) == 1
