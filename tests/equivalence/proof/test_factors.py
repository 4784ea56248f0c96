import pytest

from grader.equivalence.proof.factors import is_split, polynomial_factors, quotient_factors, unit
from grader.equivalence.proof.ring import Polynomial, Quotient, Ring
from grader.equivalence.steps import GaveUp, Steps


@pytest.fixture
def ring() -> Ring:
    return Ring(16, Steps(10**6))


def _multiplied(ring: Ring, polynomial: Polynomial) -> Polynomial:
    content, factors = polynomial_factors(ring, polynomial)
    product = ring.integer(content)
    for factor, multiplicity in factors:
        for _ in range(multiplicity):
            product = ring.product(product, factor)
    return product


def test_factors_are_oriented_and_multiply_back(ring: Ring):
    x, y = ring.symbol("x"), ring.symbol("y")
    polynomial = -12 * (y - x) ** 2 * (1 - x * y) * x**3
    _, factors = polynomial_factors(ring, polynomial)
    assert all(factor.leading_coefficient() > 0 for factor, _ in factors)
    assert len(factors) == 3
    assert _multiplied(ring, polynomial) == polynomial


def test_a_square_with_a_root_in_it_is_found(ring: Ring):
    x = ring.symbol("x")
    g = ring.root(x + 1, 2, x + 1)
    square = ring.product(2 * g - 3, 2 * g - 3)
    assert polynomial_factors(ring, square) == (1, [(2 * g - 3, 2)])
    assert _multiplied(ring, square) == square


def test_a_sum_with_the_square_of_a_root_is_a_product(ring: Ring):
    x = ring.symbol("x")
    g = ring.root(x**2 + 1, 2, x**2 + 1)
    polynomial = x**2 + x * g + 1
    _, factors = polynomial_factors(ring, polynomial)
    assert sorted(str(factor) for factor, _ in factors) == ["g0 + g1", "g1"]
    assert _multiplied(ring, polynomial) == polynomial


def test_one_root_after_the_other_is_tried(ring: Ring):
    x = ring.symbol("x")
    g, h = ring.root(1 - x, 2, 1 - x), ring.root(1 + x, 2, 1 + x)
    polynomial = ring.product(g * h, 1 - g * h)
    _, factors = polynomial_factors(ring, polynomial)
    assert len(factors) == 3
    assert _multiplied(ring, polynomial) == polynomial


@pytest.mark.parametrize("degrees", [(45, 90), (90, 160), (30, 30)])
def test_a_polynomial_too_hard_to_factor_is_its_own_factor(ring: Ring, degrees: tuple[int, int]):
    x, y = ring.symbol("x"), ring.symbol("y")
    hard = x ** degrees[0] + y ** degrees[1] - 1  # minutes, for FLINT
    assert polynomial_factors(ring, hard) == (1, [(hard, 1)])
    assert not is_split(hard)


def test_squares_and_cubes_are_found_in_what_is_too_hard_to_factor(ring: Ring):
    x, y = ring.symbol("x"), ring.symbol("y")
    hard = x**30 + y**30 - 1
    polynomial = -2 * hard**2 * (x - y) ** 3
    _, factors = polynomial_factors(ring, polynomial)
    assert sorted(factors, key=lambda each: each[1]) == [(hard, 2), (x - y, 3)]
    assert _multiplied(ring, polynomial) == polynomial


def test_high_powers_of_what_is_simple_are_factored(ring: Ring):
    x, y = ring.symbol("x"), ring.symbol("y")
    content, factors = polynomial_factors(ring, (x + y) ** 40 * (x - y) ** 3)
    assert content == 1
    assert dict(map(reversed, factors)) == {40: x + y, 3: x - y}


def test_a_polynomial_too_large_to_factor_is_its_own_factor(ring: Ring):
    x = ring.symbol("x")
    large = (x**200 - 1) * (x**100 + 3)
    assert polynomial_factors(ring, large) == (1, [(large, 1)])
    assert not is_split(large)
    assert is_split(x + 1)
    assert not is_split(ring.integer(2**100))


def test_numbers_that_cannot_be_factored_end_the_attempt(ring: Ring):
    x = ring.symbol("x")
    with pytest.raises(GaveUp, match="too large numbers"):
        polynomial_factors(ring, (10**30 * x - 1) * (10**30 * x + 10**30 - 1))


def test_a_quotient_has_primes_and_a_sign(ring: Ring):
    x = ring.symbol("x")
    value = Quotient(-6 * (x - 1), 5 * x**2)
    found = [(str(factor), power) for factor, power in quotient_factors(ring, value)]
    assert found == [("2", 1), ("3", 1), ("g0 - 1", 1), ("5", -1), ("g0", -2)]
    assert unit(ring, value) == -1
    long = ring.integer(3**100)
    assert list(quotient_factors(ring, Quotient(long, ring.one))) == [(long, 1)]
