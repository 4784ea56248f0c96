from __future__ import annotations

import gc
import pickle
import weakref
from fractions import Fraction

import pytest
from hypothesis import given

from grader.expression import (
    DIGITS,
    MANY,
    Expression,
    apply,
    constant,
    decimal,
    number,
    postorder,
    product,
    rational,
    substitute,
    symbol,
    symbols,
    total,
)
from grader.expression.graph import REMEMBERED
from tests.formulas import fingerprint, formulas

x, y, z = symbol("x"), symbol("y"), symbol("z")


def test_equal_structure_is_one_object():
    assert (x + y) * 2 is (x + y) * 2
    assert rational(2, 4) is rational(1, 2)
    assert x + y is not y + x


def test_numbers_of_different_kinds_stay_apart():
    assert decimal("0.5") is not rational(1, 2)
    assert number(decimal("0.5")) == number(rational(1, 2)) == Fraction(1, 2)


def test_operators_build_what_they_say():
    assert 1 - x is apply("add", rational(1), apply("mul", rational(-1), x))
    assert 1 + x is apply("add", rational(1), x)
    assert 2 / x is apply("mul", rational(2), apply("pow", x, rational(-1)))
    assert 3 * x + 1 is apply("add", apply("mul", rational(3), x), rational(1))
    assert x ** Fraction(1, 2) is apply("pow", x, rational(1, 2))


def test_an_expression_cannot_be_changed():
    with pytest.raises(AttributeError, match="cannot be changed"):
        x.value = "y"


def test_an_expression_survives_pickling_as_the_same_object():
    formula = apply("sin", x * y) + decimal("0.1")
    assert pickle.loads(pickle.dumps(formula)) is formula  # noqa: S301 - our own bytes


def test_formulas_that_nobody_holds_are_forgotten_after_some_thousand_others():
    forgotten = weakref.ref(symbol("held_by_nobody"))
    for k in range(REMEMBERED):
        symbol(f"other{k}")
    gc.collect()
    assert forgotten() is None


def test_its_representation_shows_the_formula():
    assert repr(x + 1) == "<Expression x + 1>"
    assert repr(total([x] * 100)) == f"<Expression {'x + ' * 50}…>"


@pytest.mark.parametrize(
    "text",
    ["0.1", "1", ".5", "5.", "1.5e-3", "2E+10", "-0.25", "0" * DIGITS, f"1e{DIGITS}"],
)
def test_a_decimal_number_is_kept_as_it_was_written(text: str):
    assert decimal(text).value == text


@pytest.mark.parametrize(
    "text",
    ["", "x", "nan", "inf", "1/3", "1_000", "+1", "1e", ".", "1e401", "1e-99999999", "٣", "0x1",
     " 1", "1\n", "0" * (DIGITS + 1)],
)  # fmt: skip
def test_what_is_no_modest_decimal_number_is_refused(text: str):
    with pytest.raises(ValueError, match="is not a decimal number"):
        decimal(text)


def test_unknown_constants_operations_and_arities_are_refused():
    with pytest.raises(ValueError, match="'e' is not a constant"):
        constant("e")
    with pytest.raises(ValueError, match="'gamma' is not an operation"):
        apply("gamma", x)
    with pytest.raises(ValueError, match="pow takes 2 to 2 arguments, not 1"):
        apply("pow", x)


def test_the_names_of_all_variables_are_found():
    assert symbols(x + 1, apply("sin", y), constant("pi")) == {"x", "y"}


def test_arguments_come_before_what_is_built_from_them_and_each_comes_once():
    shared = apply("sin", x)
    order = list(postorder(shared * shared + y))
    assert order == [x, shared, shared * shared, y, shared * shared + y]


def test_substitution_replaces_at_once():
    assert substitute(x * y + z, {x: y, y: x}) is y * x + z


def test_what_was_put_in_is_not_searched_again():
    assert substitute(apply("sin", x), {x: apply("sin", x)}) is apply("sin", apply("sin", x))


@given(formulas)
def test_substituting_nothing_changes_nothing(formula: Expression):
    assert substitute(formula, {}) is formula


def test_a_sum_of_few_terms_is_one_operation():
    assert total([x, y, z]) is apply("add", x, y, z)
    assert total([x]) is x
    assert total([]) is rational(0)
    assert product([]) is rational(1)


def test_a_sum_of_very_many_terms_is_nested():
    terms = [symbol(f"t{place}") for place in range(MANY * 3 + 5)]
    summed = total(terms)
    assert len(summed.arguments) == 4
    expected = sum(fingerprint(term) for term in terms) % (2**127 - 1)
    assert fingerprint(summed) == expected


def test_a_very_deep_expression_is_walked_without_recursion():
    formula = x
    for _ in range(50_000):
        formula = apply("sin", formula)
    assert symbols(formula) == {"x"}
