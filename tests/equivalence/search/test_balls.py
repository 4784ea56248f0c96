from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from grader.equivalence import UNDEFINED, evaluate
from grader.equivalence.search.balls import fixed_power
from grader.equivalence.search.enclose import Tape
from grader.expression import OPERATIONS, Expression, apply, rational
from tests.equivalence.samples import cos, exp, i, log, pi, sin, sqrt, value, x, y

FUNCTIONS = sorted(
    name
    for name, operation in OPERATIONS.items()
    if operation.most == 1 and name not in ("re", "im", "conjugate")
)
numbers = st.fractions(-6, 6, max_denominator=9)


@given(st.sampled_from(FUNCTIONS), numbers)
def test_every_function_encloses_the_value_or_has_none(name: str, place: Fraction):
    expression = apply(name, x)
    ball = evaluate(expression, {"x": place}, 128)
    with mp.workdps(60):
        other = value(expression, {"x": place})
    if other is None:
        assert ball is UNDEFINED
    else:
        assert isinstance(ball, arb)
        assert _holds(ball, other)


@given(st.sampled_from(["max", "min", "atan2"]), numbers, numbers)
def test_functions_of_two_arguments_enclose_the_value(name: str, a: Fraction, b: Fraction):
    ball = evaluate(apply(name, x, y), {"x": a, "y": b}, 128)
    with mp.workdps(60):
        other = value(apply(name, x, y), {"x": a, "y": b})
    if other is None:
        assert ball is UNDEFINED
    else:
        assert isinstance(ball, arb)
        assert _holds(ball, other)


def _holds(ball: arb, other: mpf) -> bool:
    with mp.workdps(60):
        mantissa, exponent = ball.mid().man_exp()
        radius_mantissa, radius_exponent = ball.rad().man_exp()
        middle = mp.ldexp(int(mantissa), int(exponent))
        radius = mp.ldexp(int(radius_mantissa), int(radius_exponent))
        close = mpf(10) ** -50 * max(1, abs(other))
        return bool(abs(middle - other) <= radius + close and radius < max(1, abs(other)) / 10**20)


@pytest.mark.parametrize(
    ("exponent", "place", "expected"),
    [
        (Fraction(1, 3), -8, "-2"),
        (Fraction(2, 3), -8, "4"),
        (Fraction(-1, 3), -8, "-1/2"),
        (Fraction(1, 2), Fraction(9, 4), "3/2"),
        (Fraction(3, 2), 4, "8"),
        (Fraction(0), 0, "1"),
        (Fraction(5, 7), 0, "0"),
        (Fraction(-2), 3, "1/9"),
    ],
)
def test_rational_powers_of_rational_numbers_are_exact(
    exponent: Fraction, place: int | Fraction, expected: str
):
    (exact,) = Tape((x ** rational(exponent),)).run(
        {"x": fmpq(Fraction(place).numerator, Fraction(place).denominator)}, 64
    )
    assert str(exact) == expected


@given(
    st.fractions(-1, 1, max_denominator=9),
    st.sampled_from([Fraction(1), Fraction(2), Fraction(3), Fraction(1, 3), Fraction(2, 3)]),
)
def test_powers_of_balls_around_zero_hold_every_power(place: Fraction, exponent: Fraction):
    ball = fixed_power(arb(0, 1), exponent)
    with mp.workdps(40):
        inside = value(x ** rational(exponent), {"x": place})
    assert isinstance(ball, arb)
    assert abs(inside) <= 1
    assert ball.contains(-1) == (exponent.numerator % 2 == 1)
    assert ball.contains(1)


@pytest.mark.parametrize(
    "expression",
    [
        1 / x,
        x ** rational(-1, 3),
        log(x),
        log(x - 1),
        sqrt(x - 1),
        (x - 1) ** rational(1, 4),
        1 / (sin(x) * exp(x)),
        1 / (cos(x) - 1),
        apply("asin", x - 2),
        apply("acosh", x),
        apply("atanh", x + 1),
        apply("asec", x + rational(1, 2)),
        apply("atan2", x, x * x),
        0 * log(x - 1),
        apply("re", i * log(x)),
        x**-pi,
    ],
    ids=str,
)
def test_no_value_at_zero_is_rigorous(expression: Expression):
    assert evaluate(expression, {"x": Fraction(0)}, 64) is UNDEFINED
