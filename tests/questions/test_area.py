from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.questions import area
from grader.questions.area import integral_of_absolute_value
from grader.questions.polynomial import Polynomial

UNIT = (Fraction(0), Fraction(1))
ONE_TO_TWO = (Fraction(1), Fraction(2))
SYMMETRIC = (Fraction(-1), Fraction(1))


def poly(**terms: int) -> Polynomial:
    """poly(x2=4) is 4x²; poly(xy=1) is xy; poly(c=3) is 3."""
    monomials = {"c": (0, 0), "x": (1, 0), "y": (0, 1), "xy": (1, 1), "x2": (2, 0), "y2": (0, 2)}
    return {monomials[name]: Fraction(value) for name, value in terms.items()}


@pytest.mark.parametrize(
    ("integrand", "size"),
    [
        (poly(x2=4, y2=4), Fraction(32, 3)),  # 4·7/3 + 4·1/3
        (poly(x2=-4, y2=-4), Fraction(32, 3)),
        (poly(x2=4, y2=-4), Fraction(8)),  # 28/3 − 4/3, no sign change for x ≥ 1 ≥ y
        (poly(c=3), Fraction(3)),
        ({}, Fraction(0)),
    ],
)
def test_the_integral_is_exact_where_the_sign_is_constant(integrand: Polynomial, size: Fraction):
    assert integral_of_absolute_value(integrand, ONE_TO_TWO, UNIT) == size


@pytest.mark.parametrize(
    ("integrand", "size"),
    [
        (poly(x=1), Fraction(2)),  # ∫|x| over [−1, 1]², = 2·1
        (poly(xy=1), Fraction(1)),  # (∫|x|)²
        (poly(x=1, y=1), Fraction(8, 3)),  # the mean of |x + y| over the square is 2/3
        (poly(x2=3, c=-1), Fraction(4) * 4 / 9 * Fraction(17320508076, 10**10)),  # 16/(3√3)
    ],
)
def test_the_integral_is_close_where_the_sign_changes(integrand: Polynomial, size: Fraction):
    found = integral_of_absolute_value(integrand, SYMMETRIC, SYMMETRIC)
    assert found is not None
    assert abs(found - size) <= size * Fraction(5, 10**7)


def test_a_polynomial_of_high_degree_is_given_up():
    assert integral_of_absolute_value({(25, 0): Fraction(1)}, UNIT, UNIT) is None


def test_a_zero_set_that_takes_too_many_parts_is_given_up(monkeypatch: pytest.MonkeyPatch):
    circle = poly(x2=2, y2=2, c=-1)
    assert integral_of_absolute_value(circle, SYMMETRIC, SYMMETRIC) is not None
    monkeypatch.setattr(area, "MOST_PARTS", 100)
    assert integral_of_absolute_value(circle, SYMMETRIC, SYMMETRIC) is None


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(-3, 3), min_size=6, max_size=6), st.integers(-2, 2))
def test_shifting_integrand_and_box_changes_nothing(coefficients: list[int], shift: int):
    """∫|f(x − s, y)| over the box moved by s is ∫|f| over the box; both routes are enclosures."""
    names = ("c", "x", "y", "xy", "x2", "y2")
    c, x, y, xy, x2, y2 = coefficients
    moved = (c - x * shift + x2 * shift**2, x - 2 * x2 * shift, y - xy * shift, xy, x2, y2)
    here = integral_of_absolute_value(
        poly(**dict(zip(names, coefficients, strict=True))), SYMMETRIC, UNIT
    )
    there = integral_of_absolute_value(
        poly(**dict(zip(names, moved, strict=True))),
        (Fraction(shift - 1), Fraction(shift + 1)),
        UNIT,
    )
    assert here is not None
    assert there is not None
    assert abs(here - there) <= Fraction(11, 10**7) * here
