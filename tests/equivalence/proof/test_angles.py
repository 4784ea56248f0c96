"""Sines, cosines and arctangents of exact angles."""

import pytest

from grader.equivalence.proof.ring import Kind, Quotient
from grader.expression import rational
from tests.equivalence.forms import Setting, scope_of
from tests.equivalence.samples import atan, cos, pi, sin


@pytest.mark.parametrize("twelfths", range(-25, 26))
def test_sines_of_multiples_of_pi_over_twelve_are_exact(twelfths: int):
    s = Setting(sin(rational(twelfths, 12) * pi) ** 2 + cos(rational(twelfths, 12) * pi) ** 2)
    assert s.student == Quotient(s.ring.one, s.ring.one)
    assert Kind.HALF_TANGENT not in s.kinds()


@pytest.mark.parametrize("twelfths", range(-5, 6))
def test_arctangents_of_those_are_found_again(twelfths: int):
    angle = rational(twelfths, 12) * pi
    assert scope_of(atan(sin(angle) / cos(angle)), angle) == "everywhere"
