from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.expression import Expression, apply, decimal, rational, symbol
from grader.questions.polynomial import MOST_TERMS, exact, polynomial

x, y, z = symbol("x"), symbol("y"), symbol("z")


def test_a_product_is_expanded():
    expected = {(2, 0): Fraction(2), (1, 1): Fraction(5), (0, 2): Fraction(-3)}
    assert polynomial((2 * x - y) * (x + 3 * y), ("x", "y")) == expected


def test_terms_that_cancel_leave_nothing():
    assert polynomial(x - x, ("x",)) == {}


@pytest.mark.parametrize(
    "expression",
    [1 / x, x ** Fraction(1, 2), apply("sin", x), x**y, x + z, 1 / (x - x), rational(1) / 0],
    ids=str,
)
def test_what_is_no_polynomial_is_none(expression: Expression):
    assert polynomial(expression, ("x", "y")) is None


def test_dividing_by_a_number_stays_polynomial():
    assert polynomial(x / 4, ("x",)) == {(1,): Fraction(1, 4)}


def test_an_expression_of_numbers_has_an_exact_value():
    assert exact((decimal("0.1") + rational(2)) ** -2) == Fraction(100, 441)


def test_an_expression_with_a_variable_or_a_root_has_none():
    assert exact(x) is None
    assert exact(rational(4) ** Fraction(1, 2)) is None


def test_a_huge_expansion_is_given_up():
    names = tuple("abcdefghij")
    total = sum((symbol(name) for name in names), rational(0))
    assert len(polynomial(total**2, names) or {}) == 55
    assert polynomial(total**9, names) is None
    assert polynomial(total**3 * total**3, names) is None
    assert MOST_TERMS < 92378  # the number of terms of (a + ... + j)**9


def test_a_huge_number_is_given_up():
    assert exact(rational(9) ** 1000) == 9**1000
    assert exact((rational(9) ** 1000) ** 1000) is None


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=4), st.integers(-4, 4))
def test_a_polynomial_takes_the_values_of_the_expression(coefficients: list[int], at: int):
    horner = rational(0)
    for coefficient in coefficients:
        horner = horner * x + coefficient
    found = polynomial(horner, ("x",))
    assert found is not None
    value = sum(coefficient * at**power for (power,), coefficient in found.items())
    assert value == sum(c * at**i for i, c in enumerate(reversed(coefficients)))
