from fractions import Fraction

from flint import arb

from grader.equivalence import UNDEFINED, UNKNOWN, NoValue, evaluate
from grader.equivalence.search.enclose import AtPoint
from grader.expression import Expression, apply, rational
from tests.equivalence.samples import cos, exp, i, log, n, sin, sqrt, x, y


def test_what_the_precision_cannot_tell_is_unknown():
    near_zero = sin(x) ** 2 + cos(x) ** 2 - 1
    assert evaluate(1 / near_zero, {"x": Fraction(1)}, 64) is UNKNOWN
    assert evaluate(log(near_zero), {"x": Fraction(1)}, 64) is UNKNOWN
    assert evaluate(apply("sign", near_zero), {"x": Fraction(1)}, 64) is UNKNOWN
    tiny = rational(1, 10**40)
    assert evaluate(sqrt(near_zero + tiny), {"x": Fraction(1)}, 64) is UNKNOWN
    assert isinstance(evaluate(sqrt(near_zero + tiny), {"x": Fraction(1)}, 256), arb)


def test_a_power_with_a_variable_exponent_needs_a_positive_base():
    def power(base: int, exponent: Fraction) -> arb | NoValue:
        return evaluate(x**y, {"x": Fraction(base), "y": exponent}, 64)

    assert power(-2, Fraction(3)) is UNDEFINED
    assert power(0, Fraction(2)) is UNDEFINED
    assert power(-8, Fraction(1, 3)) is UNDEFINED
    assert power(4, Fraction(1, 2)).overlaps(arb(2))
    assert power(4, Fraction(-2)).overlaps(arb(1) / 16)
    assert evaluate(x ** sqrt(9), {"x": Fraction(-1)}, 64) is UNDEFINED
    assert (
        evaluate((sin(x) ** 2 + cos(x) ** 2 - 1) ** y, {"x": Fraction(1), "y": Fraction(2)}, 64)
        is UNKNOWN
    )


def test_a_power_is_whole_where_its_exponent_is_made_of_integers():
    def power(base: int, exponent: Expression, n: int = 0) -> arb | NoValue:
        return evaluate(x**exponent, {"x": Fraction(base), "n": Fraction(n)}, 64, frozenset({"n"}))

    assert power(-2, n + 1, 2) == -8
    assert power(0, n, 2) == 0
    assert power(0, n, 0) == 1
    assert power(0, n, -2) is UNDEFINED
    assert power(-2, n / 2, 2) is UNDEFINED
    assert power(-2, n, 10**12) is UNKNOWN
    assert isinstance(power(3, -(n**2), 10**5), arb)


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


def test_what_expressions_share_has_the_value_that_each_would_find_alone():
    point = {"x": Fraction(-2), "y": Fraction(1, 3)}
    together = AtPoint(point, 64)
    for each in (log(x), exp(y) + log(x), exp(y), 1 / (x + 2), exp(y) * x, exp(i * x), x**y):
        alone, shared = evaluate(each, point, 64), together.value(each)
        assert isinstance(shared, NoValue) == isinstance(alone, NoValue)
        assert shared is alone or str(shared) == str(alone)
    assert together.value(exp(y) * x) is together.value(exp(y) * x)
