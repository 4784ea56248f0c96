from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.domain import Domain
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Quotient, Ring
from grader.equivalence.proof.signs import Signs
from grader.equivalence.steps import Steps


class Setting:
    def __init__(self, **ranges: str) -> None:
        self.ring = Ring(16, Steps(10**6))
        self.quotients = Quotients(self.ring)
        self.signs = Signs(self.ring, Domain.of(ranges))
        self.x, self.y, self.z = (self.ring.symbol(name) for name in "xyz")

    def learn(self, polynomial: object) -> None:
        self.signs.learn(Quotient(polynomial, self.ring.one))


def test_squares_and_sums_of_squares_are_positive():
    s = Setting()
    assert s.signs.of(s.x**2 + 3 * s.y**4 + 1) == 1
    assert s.signs.of(-(s.x**2)) == -1
    assert s.signs.of(s.x**2 - 1) == 0
    assert s.signs.of(s.x) == 0


def test_a_discriminant_settles_quadratics():
    s = Setting()
    assert s.signs.of(s.x**2 + s.x * s.y + s.y**2) == 1
    assert s.signs.of(-(s.x**2) + s.x - 1) == -1
    assert s.signs.of(s.x**2 + 3 * s.x * s.y + s.y**2) == 0
    assert s.signs.is_never_zero(s.x**2 + s.x + 1)
    assert not s.signs.is_never_zero(s.x**2 + s.x * s.y + s.y**2)


def test_ranges_settle_polynomials():
    s = Setting(x="(0, 1)", y="(1, oo)", z="negative")
    assert s.signs.of(1 - s.x) == 1
    assert s.signs.of(s.x - s.y) == -1
    assert s.signs.of(s.z * s.y) == -1
    assert s.signs.of(s.x**2 - s.x) == -1
    assert s.signs.of(2 * s.x - 1) == 0


def test_a_root_outweighs_what_it_is_the_root_of():
    s = Setting()
    root = s.ring.root(s.x**2 + 1, 2, s.x**2 + 1)
    assert s.signs.of(s.x + root) == 1
    assert s.signs.of(s.x - root) == -1
    assert s.signs.of(s.x - 2 + root) == 0


def test_a_root_outweighs_also_what_is_a_square_only_when_factored():
    s = Setting()
    square = s.x**4 - 6 * s.x**3 + 9 * s.x**2
    root = s.ring.root(square + 1, 2, square + 1)
    assert s.signs.of(root - 1) == 1
    assert s.signs.of(1 - root) == -1
    other = s.ring.root(square - s.x**2 + 1, 2, square - s.x**2 + 1)
    assert s.signs.of(other - 1) == 0


def test_conditions_are_learned_also_of_products():
    s = Setting()
    assert not s.signs.conditions.used
    s.learn(s.x * s.y)
    assert s.signs.of(s.y) == 0
    s.learn(-s.x)
    assert s.signs.of(s.y) == -1
    assert s.signs.of_quotient(Quotient(s.x, s.y)) == 1
    assert s.signs.conditions.used


def test_conditions_bound_a_variable():
    s = Setting()
    s.learn(2 * s.x - 3)
    assert s.signs.of(s.x - 1) == 1
    assert s.signs.of(s.x - 2) == 0
    s.learn((s.y - 1) * (2 - s.y))
    assert s.signs.of(s.y) == 1
    assert s.signs.of(s.y - 3) == -1


def test_nothing_is_learned_from_a_product_that_may_be_zero_in_a_region():
    s = Setting()
    part = s.x + s.x * s.ring.sign(s.x)
    root = s.ring.root(part, 2, part)
    s.learn(s.y * root)
    assert s.signs.of(s.y) == 0


def test_signs_of_equal_products_are_written_alike():
    s = Setting()
    s.learn(s.x * s.y)
    assert s.signs.reduced(s.x) == s.signs.reduced(s.y)
    assert s.signs.reduced(s.ring.integer(-2)) == (-1, [])


def test_a_constant_norm_shows_that_there_is_no_zero():
    s = Setting()
    root = s.ring.root(s.x**2 + 1, 2, s.x**2 + 1)
    assert s.signs.is_never_zero(s.x + root)
    assert s.signs.is_never_zero(root)
    assert not s.signs.is_never_zero(2 * s.x + root)


def test_a_product_of_integers_may_be_zero_too_often_to_learn_from():
    s = Setting(x="integer", y="integer")
    s.learn(s.x)
    s.learn(s.x * s.y)
    assert s.signs.of(s.x) == 1
    assert s.signs.of(s.y) == 0


def test_exponentials_are_never_zero_and_tangents_prove_nothing():
    s = Setting(x="!= 0")
    argument = s.quotients.polynomial(s.x)
    exponential = s.ring.transcendental(Kind.EXPONENTIAL, "", argument)
    tangent = s.ring.transcendental(Kind.HALF_TANGENT, "", argument)
    assert s.signs.is_never_zero(exponential**2 + 3)
    assert s.signs.is_never_zero(s.x)
    assert not s.signs.is_never_zero(s.y)
    assert not s.signs.is_never_zero(1 + tangent**2)
    assert s.signs.of(1 + tangent**2) == 1


@pytest.mark.parametrize(("low", "high"), [("1/2", "3/4"), ("-3", "-5/2")])
@given(st.integers(-3, 3), st.integers(-3, 3), st.integers(-3, 3))
def test_a_sign_on_an_interval_is_the_sign_at_its_points(
    low: str, high: str, a: int, b: int, c: int
):
    s = Setting(x=f"({low}, {high})")
    polynomial = a * s.x**2 + b * s.x + c
    sign = s.signs.of(polynomial)
    for k in range(1, 10):
        place = Fraction(low) + (Fraction(high) - Fraction(low)) * k / 10
        exact = a * place**2 + b * place + c
        assert exact * sign >= 0 or polynomial.is_zero()
