"""The interval functions are compared with mpmath's own point functions at many digits."""

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from mpmath import mp, mpc, mpf

from grader.equivalence.replay.interval_functions import Value
from grader.equivalence.replay.intervals import Absent, Intervals
from grader.equivalence.replay.second_opinion import enclosed
from grader.expression import OPERATIONS, Expression, apply, rational
from tests.equivalence.samples import cos, exp, i, log, n, pi, sin, sqrt, tan, value, x, y

BITS = 120
UNARY = sorted(
    name
    for name, operation in OPERATIONS.items()
    if operation.most == 1 and name not in ("re", "im", "conjugate")
)


def ends(part: object) -> tuple[mpf, mpf]:
    """The two ends of an enclosure as numbers of mpmath."""
    if isinstance(part, Fraction):
        exact = mpf(part.numerator) / part.denominator
        return exact, exact
    low, high = part
    return mp.make_mpf(low), mp.make_mpf(high)


def check(expression: Expression, point: Mapping[str, Fraction]) -> Value | Absent:
    """Compare an enclosure with the value that the tests' own evaluator finds."""
    found = enclosed(expression, point, BITS)
    with mp.workprec(4 * BITS):
        expected = value(expression, point)
        if isinstance(found, Value):
            assert expected is not None
            tiny = mpf(2) ** (-3 * BITS)
            for part, true in zip(found, (mpc(expected).real, mpc(expected).imag), strict=True):
                low, high = ends(part)
                size = max(abs(true), 1)
                assert low - tiny * size <= true <= high + tiny * size
                assert high - low <= size * mpf(2) ** (30 - BITS)
    return found


@pytest.mark.parametrize("name", UNARY)
def test_every_function_encloses_the_true_value_tightly(name: str):
    source = random.Random(name)  # noqa: S311 - repeatable
    known = 0
    for size in (Fraction(1, 100), Fraction(1, 2), Fraction(3), Fraction(40)):
        for _ in range(8):
            place = size * Fraction(source.randint(-1000, 1000), 997)
            known += isinstance(check(apply(name, x), {"x": place}), Value)
    assert known >= 4


@pytest.mark.parametrize("exponent", ["1/2", "-1/2", "1/3", "-2/3", "3", "-4", "7/4", "6/5"])
def test_rational_powers_enclose_the_true_value(exponent: str):
    for base in ("2", "1/7", "-8", "-1/3", "9/4"):
        check(x ** rational(Fraction(exponent)), {"x": Fraction(base)})


@pytest.mark.parametrize(
    "expression",
    [
        x**y,
        apply("atan2", x, y),
        apply("max", x, y, x * y),
        apply("min", x, y, x - y),
        (x + i * y) ** 3 / (x - i * y) ** 2,
        exp(i * x) * exp(y),
        sin(x + i * y) + cos(x - i * y),
        apply("abs", x + i * y),
        apply("re", exp(i * x)) + apply("im", exp(i * y)) * i,
        apply("conjugate", x + i * y),
        i ** rational(-3) + rational(2) ** (i * x),
        sin(pi * x) / tan(y),
        (x + y) ** (rational(1, 2) + rational(1, 6) ** 1),
    ],
    ids=str,
)
def test_several_variables_and_complex_numbers(expression: Expression):
    points = [(1, 2), (3, -2), (-1, Fraction(1, 3)), (Fraction(-5, 7), -4)]
    found = [check(expression, {"x": Fraction(a), "y": Fraction(b)}) for a, b in points]
    assert any(isinstance(each, Value) for each in found)


@pytest.mark.parametrize(
    "expression",
    [
        1 / x,
        x ** rational(-1, 3),
        log(x),
        log(x - 1),
        sqrt(x - 1),
        apply("asin", x - 2),
        apply("acosh", x),
        apply("atanh", x + 1),
        apply("asec", x + rational(1, 2)),
        apply("atan2", x, x * x),
        0 * log(x - 1),
        x ** (pi + 0),
        (x - 1) ** sqrt(9),
    ],
    ids=str,
)
def test_no_value_at_zero_is_rigorous(expression: Expression):
    assert enclosed(expression, {"x": Fraction(0)}, BITS) is Absent.UNDEFINED


@pytest.mark.parametrize(
    "expression",
    [
        1 / (sin(x) ** 2 + cos(x) ** 2 - 1),
        apply("sign", exp(log(x)) - x),
        log(i * x),
        exp(exp(exp(exp(10 * x)))),
        sin(exp(exp(10 * x))),
    ],
    ids=str,
)
def test_what_is_not_known_is_no_value(expression: Expression):
    assert enclosed(expression, {"x": Fraction(3)}, BITS) is Absent.UNKNOWN


def test_exact_zeros_stay_exact():
    assert enclosed(0 * sin(x) + (x - x), {"x": Fraction(1, 3)}, BITS) == Value(Fraction(0))
    huge = (x + 1) ** 500 - (x + 1) ** 500
    assert isinstance(enclosed(huge, {"x": Fraction(1, 997)}, BITS), Value)


def test_whole_exponents_allow_negative_bases():
    point = {"x": Fraction(-2), "n": Fraction(3)}
    integers = frozenset({"n"})
    assert enclosed(x ** (n + 1), point, BITS, integers) == Value(Fraction(16))
    assert enclosed(x ** (n**2), point, BITS, integers) == Value(Fraction(-512))
    assert enclosed(x ** (n / 3), point, BITS, integers) is Absent.UNDEFINED
    assert enclosed(x**n, point, BITS) is Absent.UNDEFINED


def test_both_ends_are_rounded_outward():
    low, high = Intervals(20).interval(Fraction(1, 3))
    third = mpf(1) / 3
    assert mp.make_mpf(low) < third < mp.make_mpf(high)
