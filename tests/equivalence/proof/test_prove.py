"""Proofs, and what ends an attempt."""

from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence.proof.definedness import NowhereDefinedError
from grader.equivalence.proof.prove import prove
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import rational, symbol
from tests.equivalence.samples import absolute, cos, sin, sqrt, x


def test_different_forms_are_no_proof():
    assert prove(sin(x), cos(x), Domain(), Steps(10**6)) is None


def test_roots_of_a_huge_degree_have_no_relation():
    power = x ** (2 + Fraction(2, 10**30))
    assert prove(x / (power + 1), x / (x**2 + 1), Domain(), Steps(10**6)) is None


def test_a_division_by_zero_names_the_side():
    with pytest.raises(NowhereDefinedError) as raised:
        prove(x, 1 / (x - x), Domain(), Steps(10**6))
    assert not raised.value.student
    with pytest.raises(NowhereDefinedError) as raised:
        prove(1 / (sin(x) ** 2 + cos(x) ** 2 - 1), x, Domain(), Steps(10**6))
    assert raised.value.student


def test_too_many_generators_give_up():
    total = rational(0)
    for k in range(130):
        total = total + symbol(f"u{k}")
    with pytest.raises(GaveUp, match="too many"):
        prove(total, 1 * total, Domain(), Steps(10**7))


def test_a_sum_of_a_thousand_fractions_costs_bounded_work():
    total = rational(0)
    for k in range(100):
        total = total + 1 / (x + symbol(f"u{k}") * Fraction(1, k + 1).denominator)
    with pytest.raises(GaveUp):
        prove(total, total + x - x, Domain(), Steps(10**5))


def test_a_condition_is_known_to_what_was_formed_before_it():
    late = absolute(x) * sqrt(x - 1)
    assert prove(sqrt(x - 1) * x, late, Domain(), Steps(10**6)) is not None
    assert prove(late, sqrt(x - 1) * x, Domain(), Steps(10**6)) is not None
    sixth = x ** Fraction(1, 3) * x ** Fraction(1, 6)
    assert prove(sqrt(x), sixth, Domain(), Steps(10**6)) is not None
