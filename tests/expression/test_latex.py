from __future__ import annotations

import pytest
from hypothesis import given

from grader.expression import Expression, apply, constant, decimal, rational, symbol
from grader.expression.latex import DEEPEST, LONGEST, latex
from grader.text import parse
from tests.formulas import formulas

x, y = symbol("x"), symbol("y")


@pytest.mark.parametrize(
    ("text", "tex"),
    [
        ("2*x*cos(x*y)", r"2 x \cos(x y)"),
        ("-x**2*cos(x*y)/3", r"-\frac{x^{2} \cos(x y)}{3}"),
        ("x - y/2", r"x - \frac{y}{2}"),
        ("x - (y + 1)", r"x - (y + 1)"),
        ("(x + 1)*(y - 1)", r"(x + 1) (y - 1)"),
        ("1/(1 + exp(-x))", r"\frac{1}{1 + e^{-x}}"),
        ("1/(1 + exp(-x))**2", r"\frac{1}{(1 + e^{-x})^{2}}"),
        ("sin(x)**2", r"\sin^{2}(x)"),
        ("sin(x)**(-2)", r"\frac{1}{\sin^{2}(x)}"),
        ("sin(x)**y", r"\sin(x)^{y}"),
        ("sqrt(x + 1)", r"\sqrt{x + 1}"),
        ("cbrt(x)", r"\sqrt[3]{x}"),
        ("x**(2/3)", r"x^{\frac{2}{3}}"),
        ("(-x)**2", r"(-x)^{2}"),
        ("(x/y)**2", r"\left(\frac{x}{y}\right)^{2}"),
        ("sin(x/2)", r"\sin\left(\frac{x}{2}\right)"),
        ("sin(x/2)**2", r"\sin^{2}\left(\frac{x}{2}\right)"),
        ("2*(x + 1/3)", r"2 \left(x + \frac{1}{3}\right)"),
        ("2*(x + x**(1/3) + y**(2/3))", r"2 (x + \sqrt[3]{x} + y^{\frac{2}{3}})"),
        ("2*(x + exp(x/2))", r"2 (x + e^{\frac{x}{2}})"),
        ("exp(x)**2", r"(e^{x})^{2}"),
        ("E*pi*I", r"e \pi i"),
        ("abs(x)", r"\left|x\right|"),
        ("atan(x)", r"\arctan(x)"),
        ("sech(x)", r"\operatorname{sech}(x)"),
        ("max(x, 0)", r"\max(x, 0)"),
        ("log(x)/log(2)", r"\frac{\log(x)}{\log(2)}"),
        ("x*2*3", r"x \cdot 2 \cdot 3"),
        ("x*2**y", r"x \cdot 2^{y}"),
        ("0.10*x", r"0.10 x"),
        ("1.5e-3*x", r"1.5 \cdot 10^{-3} x"),
        ("W11*x_2", r"W_{11} x_{2}"),
        ("theta_1 + Gamma", r"\theta_{1} + \Gamma"),
        ("c_x*dl", r"c_{x} \mathrm{dl}"),
        ("c_max*__", r"c_{\mathrm{max}} \mathrm{\_\_}"),
        ("conjugate(x + I)", r"\overline{x + i}"),
        ("re(x + I*y)", r"\operatorname{Re}(x + i y)"),
        ("9**9**9**9", r"9^{9^{9^{9}}}"),
    ],
)
def test_a_formula_is_typeset_in_its_authors_form(text: str, tex: str):
    assert latex(parse(text)) == tex


def test_a_negative_decimal_number_is_bracketed_in_a_product():
    assert latex(apply("mul", x, decimal("-0.5"))) == r"x \cdot (-0.5)"


def test_numbers_with_a_sign_or_a_denominator():
    assert latex(rational(-2, 3)) == r"-\frac{2}{3}"
    assert latex(rational(-2) ** 2) == r"(-2)^{2}"
    assert latex(x + rational(-1, 2)) == r"x - \frac{1}{2}"


def tower(levels: int) -> Expression:
    formula = x
    for _ in range(levels):
        formula = apply("pow", y, formula)
    return formula


def test_what_nests_too_deep_is_shown_as_text():
    assert latex(tower(DEEPEST)).startswith("y^{y^{")
    assert latex(tower(DEEPEST + 1)).startswith(r"\text{y**(y**(")


def test_what_is_too_long_is_shown_as_the_beginning_of_its_text():
    long = parse("+".join(f"x_{place}" for place in range(LONGEST)))
    assert latex(long).startswith(r"\text{x\_0 + x\_1 + ")
    assert latex(long).endswith("…}")
    assert len(latex(long)) < 300


def test_a_small_graph_that_denotes_an_endless_formula_is_cut():
    formula = x
    for _ in range(100):
        formula = apply("add", formula, formula)
    assert latex(formula).endswith("…}")


def test_a_number_of_too_many_digits_is_not_written_out():
    assert latex(x + rational(10**5000)) == "x + …"


def test_the_limit_of_length_can_be_chosen():
    assert latex(parse("x + y + 1"), 5) == r"\text{x + y + 1}"


@given(formulas)
def test_braces_and_brackets_are_balanced(formula: Expression):
    tex = latex(formula)
    plain = tex.replace(r"\{", "").replace(r"\}", "")
    assert plain.count("{") == plain.count("}")
    assert plain.count(r"\left") == plain.count(r"\right")


def test_the_imaginary_unit_and_a_variable_called_i():
    assert latex(constant("i")) == "i"
    assert latex(symbol("i")) == "i"
