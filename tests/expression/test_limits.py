from __future__ import annotations

import pytest

from grader.errors import StudentError
from grader.expression import DIGITS, Expression, apply, decimal, rational, symbol, total
from grader.expression.limits import DEPTH, EXPONENT, NODES, check_exponent, check_size

x = symbol("x")


def nested(levels: int) -> Expression:
    formula = x
    for _ in range(levels):
        formula = apply("sin", formula)
    return formula


def test_a_formula_at_every_limit_is_let_in():
    check_size(nested(DEPTH))
    check_size(total(symbol(f"t{place}") for place in range(NODES - 10)))
    check_size(rational(10**DIGITS - 1, 10**DIGITS - 2))
    check_size(x**EXPONENT, x**-EXPONENT)


@pytest.mark.parametrize(
    "formula",
    [
        nested(DEPTH + 1),
        total(symbol(f"t{place}") for place in range(NODES + 1)),
        rational(10**DIGITS),
        rational(1, 10**DIGITS),
        x ** (EXPONENT + 1),
        apply("pow", x, decimal("-1e5")),
    ],
)
def test_a_formula_beyond_any_limit_is_refused(formula: Expression):
    with pytest.raises(StudentError, match="write the formula in a shorter form"):
        check_size(formula)


def test_shared_parts_of_several_formulas_count_once():
    formula = total(symbol(f"t{place}") for place in range(NODES - 20))
    check_size(formula, formula, formula * 2)


def test_an_exponent_that_is_no_number_is_let_in():
    check_exponent(rational(10**6) * x)
