"""The right rules give what SymPy gives."""

from __future__ import annotations

import pytest

from grader.diagnosis.differentiation import Differentiation, NoRuleError
from grader.diagnosis.slopes import SLOPES
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import apply, rational, symbol
from grader.symbolic import from_sympy, to_sympy
from grader.text import parse
from grader.verdict import Status

NAMES = ("x", "y", "z")


@pytest.mark.parametrize(
    "text",
    [
        "x**2 + y*z",
        "sin(x*y)",
        "exp(x + z)",
        "x*y/(x**2 + 1)",
        "3/(x - y)",
        "1/(1 + exp(-(x + 2*y)))",
        "x*atan2(y, x)",
        "2**(x*y)",
        "sqrt(x**2 + y**2)",
        "x**3*y**2*sin(x)*cos(x*y)",
        "exp(-x*y)/(x - y)**2",
        "log(x*y)/x",
        "Abs(x)*x",
        "7",
    ],
)
@pytest.mark.parametrize("variable", NAMES)
def test_a_formula_has_the_derivative_that_sympy_finds(text: str, variable: str):
    component = parse(text, NAMES)
    expected = to_sympy(component).diff(to_sympy(symbol(variable)))
    found = Differentiation(variable).entry(component)
    assert compare(found, from_sympy(expected, NAMES), Domain()).status is Status.PROVED


@pytest.mark.parametrize("name", sorted(set(SLOPES) - {"abs", "sign", "heaviside"}))
def test_a_function_has_the_slope_that_sympy_finds(name: str):
    u = symbol("u")
    expected = to_sympy(apply(name, u)).diff(to_sympy(u))
    assert compare(SLOPES[name](u), from_sympy(expected, ["u"]), Domain()).status is Status.PROVED


def test_a_power_with_the_variable_in_base_and_exponent_is_differentiated():
    found = Differentiation("x").entry(parse("x**x", NAMES))
    right = parse("x**x*(log(x) + 1)", NAMES)
    assert compare(found, right, Domain.of({"x": "positive"})).status is Status.PROVED


def test_what_no_rule_covers_is_said():
    with pytest.raises(NoRuleError):
        Differentiation("x").entry(apply("max", symbol("x"), rational(1)))
