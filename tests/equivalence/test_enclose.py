from fractions import Fraction

from flint import arb

from grader.equivalence import UNDEFINED, UNKNOWN, NoValue, evaluate
from grader.expression import apply, rational
from tests.equivalence.samples import cos, exp, i, log, sin, sqrt, x, y


def test_what_the_precision_cannot_tell_is_unknown():
    near_zero = sin(x) ** 2 + cos(x) ** 2 - 1
    assert evaluate(1 / near_zero, {"x": Fraction(1)}, 64) is UNKNOWN
    assert evaluate(log(near_zero), {"x": Fraction(1)}, 64) is UNKNOWN
    assert evaluate(apply("sign", near_zero), {"x": Fraction(1)}, 64) is UNKNOWN
    tiny = rational(1, 10**40)
    assert evaluate(sqrt(near_zero + tiny), {"x": Fraction(1)}, 64) is UNKNOWN
    assert isinstance(evaluate(sqrt(near_zero + tiny), {"x": Fraction(1)}, 256), arb)


def test_a_power_with_a_variable_exponent_needs_a_positive_base_or_a_whole_exponent():
    def power(base: int, exponent: Fraction) -> arb | NoValue:
        return evaluate(x**y, {"x": Fraction(base), "y": exponent}, 64)

    assert power(-2, Fraction(3)) == -8
    assert power(0, Fraction(2)) == 0
    assert power(0, Fraction(-2)) is UNDEFINED
    assert power(-8, Fraction(1, 3)) is UNKNOWN
    assert power(4, Fraction(1, 2)).overlaps(arb(2))


def test_a_value_that_is_not_real_is_undefined():
    assert evaluate(i * x, {"x": Fraction(1)}, 64) is UNDEFINED
    assert evaluate(i * x, {"x": Fraction(0)}, 64) == 0
    assert evaluate((x + i) * (x - i), {"x": Fraction(2)}, 64) == 5


def test_what_has_no_rule_is_unknown():
    assert evaluate(log(i * x), {"x": Fraction(1)}, 64) is UNKNOWN


def test_an_overflow_is_unknown():
    nine = rational(9)
    assert evaluate(nine ** (nine ** (nine**nine)), {}, 64) is UNKNOWN


def test_enclosures_shrink_with_more_bits():
    radii = [evaluate(exp(x), {"x": Fraction(1, 3)}, bits).rad() for bits in (64, 256, 1024)]
    assert radii[0] > radii[1] * 2**150
    assert radii[1] > radii[2] * 2**700
