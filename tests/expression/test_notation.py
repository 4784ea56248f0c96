from __future__ import annotations

import pytest
from hypothesis import given

from grader.expression import Expression, apply, constant, decimal, rational, symbol
from grader.expression.notation import LONGEST, is_negative, number, quotient, written
from grader.text import parse
from tests.formulas import NAMES, fingerprint, formulas

x, y, z = symbol("x"), symbol("y"), symbol("z")
half = rational(1, 2)


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (-x, "-x"),
        (x / 3, "x/3"),
        (x - y, "x - y"),
        (x - (y + z), "x - (y + z)"),
        (x - 3, "x - 3"),
        (x + rational(-3), "x - 3"),
        (apply("mul", rational(-2, 3), x, y), "-2*x*y/3"),
        (x / (y * z), "x/(y*z)"),
        (apply("mul", x, y ** rational(-1), z ** rational(-2)), "x/(y*z**2)"),
        (x ** rational(-1), "1/x"),
        (x**half, "sqrt(x)"),
        (x ** rational(-1, 2), "1/sqrt(x)"),
        (x ** rational(1, 3), "x**(1/3)"),
        ((-x) ** 2, "(-x)**2"),
        (-(x**2), "-x**2"),
        (apply("pow", x**2, y), "(x**2)**y"),
        (apply("pow", x, apply("pow", y, z)), "x**(y**z)"),
        (rational(-2) ** 2, "(-2)**2"),
        (apply("pow", half, x), "(1/2)**x"),
        (x * -y, "x*(-y)"),
        ((x + 1) * (y + 1), "(x + 1)*(y + 1)"),
        (apply("exp", rational(1)), "E"),
        (apply("exp", x), "exp(x)"),
        (constant("i") * constant("pi"), "I*pi"),
        (decimal("0.10") * x, "0.10*x"),
        (-decimal("-0.5"), "-(-0.5)"),
        (apply("max", x, rational(0)), "max(x, 0)"),
        (apply("add", x), "x"),
    ],
)
def test_a_formula_is_written_as_its_author_would(formula: Expression, text: str):
    assert str(formula) == text


@given(formulas)
def test_what_is_written_reads_back_as_an_equal_formula(formula: Expression):
    assert fingerprint(parse(str(formula), NAMES)) == fingerprint(formula)


@given(formulas)
def test_reading_and_writing_again_changes_nothing_more(formula: Expression):
    once = str(parse(str(formula), NAMES))
    assert str(parse(once, NAMES)) == once


def test_a_text_that_would_never_end_is_cut():
    formula = x
    for _ in range(100):
        formula = apply("pow", formula, formula)
    assert len(str(formula)) == LONGEST + 1
    assert str(formula).endswith("…")


def test_a_number_of_too_many_digits_is_not_written_out():
    assert str(x + rational(10**10_000)) == "x + …"


def test_a_long_chain_of_operations_is_written_without_recursion():
    formula = x
    for _ in range(3_000):
        formula = apply("sin", formula)
    assert written(formula) == "sin(" * 3_000 + "x" + ")" * 3_000


def test_a_quotient_has_its_sign_in_front():
    found = quotient(apply("mul", rational(-1), x, y ** rational(-2)))
    assert found.negative
    assert [written(part) for part in found.numerator] == ["x"]
    assert [written(part) for part in found.denominator] == ["y**2"]


def test_only_numbers_are_negative():
    assert is_negative(decimal("-0.5"))
    assert not is_negative(-x)
    assert not is_negative(rational(0))


def test_a_decimal_is_read_exactly():
    assert number(decimal("1.5e-1")) == number(rational(3, 20))
    assert number(x) is None
