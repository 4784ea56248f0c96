from fractions import Fraction

import pytest
from mpmath import mp

from grader.equivalence.cartesian import ZERO, cartesian
from grader.equivalence.steps import GaveUp
from grader.expression import Expression, apply, decimal, number, rational, symbol
from grader.text import parse
from tests.equivalence.samples import (
    cos,
    cosh,
    decided,
    exp,
    i,
    log,
    sin,
    sinh,
    tan,
    tanh,
    value,
    x,
    y,
)

POINT = {"x": Fraction(2, 3), "y": Fraction(-5, 7)}
Z = x + i * y


@pytest.mark.parametrize(
    "expression",
    [
        Z**3,
        1 / Z,
        Z**-2,
        exp(Z),
        sin(Z),
        cos(Z),
        tan(Z),
        sinh(Z),
        cosh(Z),
        tanh(Z),
        *(apply(name, Z) for name in ("cot", "sec", "csc", "coth", "sech", "csch")),
        apply("conjugate", Z) * Z + i,
        rational(2) ** Z,
        exp(rational(1)) ** (i * x),
        apply("re", Z) - apply("im", Z * Z),
        apply("abs", Z),
    ],
    ids=str,
)
def test_the_parts_add_up_to_the_value(expression: Expression):
    parts = cartesian(expression)
    with mp.workdps(30):
        real, imaginary = value(parts.re, POINT), value(parts.im, POINT)
        whole = value(expression, POINT)
        assert real is not None
        assert imaginary is not None
        assert whole is not None
        assert abs(real + 1j * imaginary - whole) < 1e-25


def test_without_i_the_imaginary_part_is_the_number_zero():
    assert cartesian(sin(x) * exp(y)).im is ZERO
    assert cartesian(apply("abs", Z)).im is ZERO


def test_what_a_real_part_leaves_out_is_still_evaluated():
    real, _ = cartesian(apply("re", x + i * log(y)))
    assert value(real, POINT) is None


def test_constant_exponents_become_numbers():
    (power, _) = cartesian(x ** (rational(1) / 3))
    assert number(power.arguments[1]) == Fraction(1, 3)
    (power, _) = cartesian(x ** decimal("0.5"))
    assert number(power.arguments[1]) == Fraction(1, 2)


def test_a_huge_constant_is_left_as_it_is():
    nine = rational(9)
    assert cartesian(nine ** (nine**nine)).re.operation == "pow"
    assert cartesian(rational(0) ** rational(-1)).re.operation == "pow"


@pytest.mark.parametrize("name", ["log", "atan", "max", "sign"])
def test_a_function_without_a_rule_gives_up(name: str):
    with pytest.raises(GaveUp, match=f"{name} of a value that may not be real"):
        cartesian(apply(name, i * symbol("t")))


def test_a_root_of_a_value_that_may_not_be_real_gives_up():
    with pytest.raises(GaveUp, match="a power of a value"):
        cartesian(Z ** rational(1, 2))


def test_a_zero_keeps_the_conditions_of_its_other_factors():
    for product in (0 * i * log(y), exp(i * log(y)) * 0, (log(y) + i) ** 0):
        parts = cartesian(product)
        assert None in (value(parts.re, POINT), value(parts.im, POINT))


@pytest.mark.parametrize(
    ("student", "reference"),
    [  # as SymPy's rewrite(exp) writes them
        ("I*(-exp(I*x) + exp(-I*x))/(exp(I*x) + exp(-I*x))", "tan(x)"),
        ("I*(exp(I*x) + exp(-I*x))/(exp(I*x) - exp(-I*x))", "cot(x)"),
        ("2/(exp(I*x) + exp(-I*x))", "sec(x)"),
        ("2*I/(exp(I*x) - exp(-I*x))", "csc(x)"),
    ],
)
def test_an_imaginary_part_is_zero_where_the_reference_has_a_value(student: str, reference: str):
    found = decided(parse(student), parse(reference))
    assert found.certificate is not None
    assert found.certificate.scope == "everywhere"
