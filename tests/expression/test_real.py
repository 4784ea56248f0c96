from __future__ import annotations

import pytest
from hypothesis import given

from grader.expression import Expression, apply, constant, rational, symbol
from grader.expression.real import settle_real_parts
from tests.formulas import formulas

x, i = symbol("x"), constant("i")


@pytest.mark.parametrize(
    ("formula", "settled"),
    [
        (apply("re", x), x),
        (apply("conjugate", x**2), x**2),
        (apply("im", apply("sin", x)), rational(0)),
        (apply("re", apply("re", x) + 1), x + 1),
        (apply("re", x + i), apply("re", x + i)),
        (apply("sin", apply("re", i * apply("re", x))), apply("sin", apply("re", i * x))),
        (i * apply("conjugate", x), i * x),
    ],
)
def test_parts_of_what_is_real_are_settled(formula: Expression, settled: Expression):
    assert settle_real_parts(formula) is settled


@given(formulas)
def test_a_formula_without_such_parts_stays_as_it_is(formula: Expression):
    assert settle_real_parts(formula) is formula


@given(formulas)
def test_the_imaginary_part_of_a_formula_is_zero_or_contains_i(formula: Expression):
    settled = settle_real_parts(apply("im", formula))
    assert settled is rational(0) or "I" in str(formula)
