from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy as sp
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StudentError
from grader.expression import Expression, constant, decimal, postorder, symbol
from grader.symbolic import from_sympy, to_sympy
from grader.text import parse
from tests.formulas import fingerprint, formulas

X, Y = sp.symbols("x y")
F = sp.Function("f")
NAMES = ["x", "y"]


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        (X**2 * Y / 3, "x**2*y/3"),
        (-X, "-x"),
        (1 + X, "x + 1"),
        (sp.sqrt(X), "sqrt(x)"),
        (1 / sp.sqrt(X), "1/sqrt(x)"),
        (sp.exp(-X), "exp(-x)"),
        (sp.E, "E"),
        (sp.E**X, "exp(x)"),
        (sp.Pow(sp.E, X, evaluate=False), "exp(x)"),
        (sp.pi * sp.I, "pi*I"),
        (sp.Abs(X + sp.I * Y), "abs(x + I*y)"),
        (sp.Max(X, 0), "max(0, x)"),
        (sp.Heaviside(X), "heaviside(x)"),
        (sp.atan2(Y, X), "atan2(y, x)"),
        (sp.log(X, 2), "log(x)/log(2)"),
        (sp.UnevaluatedExpr(X) * 2, "2*x"),
        (sp.re(X), "x"),
        (sp.im(Y), "0"),
        (sp.conjugate(X * Y), "x*y"),
        (sp.Dummy("x"), "x"),
        (sp.Integer(-3), "-3"),
        (sp.Rational(1, 3), "1/3"),
        (7, "7"),
        (Fraction(1, 3), "1/3"),
        (np.int64(-2), "-2"),
    ],
)
def test_a_sympy_formula_or_a_number_is_read(obj: object, text: str):
    assert str(from_sympy(obj, NAMES)) == text


def test_symbols_count_by_name_alone():
    assert from_sympy(sp.Symbol("x", positive=True), NAMES) is symbol("x")
    assert from_sympy(X + sp.Symbol("x", real=True), NAMES) is symbol("x") + symbol("x")


@pytest.mark.parametrize(
    ("obj", "text"),
    [
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (1e-7, "1e-07"),
        (0.1 + 0.2, "0.30000000000000004"),
        (np.float64(0.1), "0.1"),
        (np.float32(0.1), "0.1"),
        (Decimal("0.30"), "0.30"),
        (sp.Float(0.1), "0.1"),
        (sp.Float("0.1", 50), "0.1"),
        (sp.Float("0.125", 3), "0.125"),
    ],
)
def test_floats_keep_the_shortest_text_that_means_them(obj: object, text: str):
    assert from_sympy(obj) is decimal(text)


def test_complex_numbers_are_read_in_two_parts():
    assert from_sympy(1 + 2j) is decimal("1.0") + decimal("2.0") * constant("i")
    assert from_sympy(complex(3, 0)) is decimal("3.0")


@pytest.mark.parametrize(
    ("obj", "message"),
    [
        (sp.oo, "infinite or undefined at this point"),
        (-sp.oo, "infinite or undefined at this point"),
        (sp.zoo, "infinite or undefined at this point"),
        (X + sp.nan, "infinite or undefined at this point"),
        (float("nan"), "infinite, undefined"),
        (float("-inf"), "infinite, undefined"),
        (np.float64("inf"), "infinite, undefined"),
        (sp.Float("1e300") ** 2, "too long"),
        (sp.Derivative(F(X), X), "finish the differentiation"),
        (2 * sp.Derivative(sp.sin(X), X), "finish the differentiation"),
        (sp.Subs(sp.Derivative(F(X), X), X, 0), "finish the differentiation"),
        (sp.Integral(X, (X, 0, 1)), r"work it out, for instance by \.doit\(\)"),
        (sp.Limit(X, X, 0), "work it out"),
        (sp.Product(X, (X, 0, 3)), "work it out"),
        (sp.Determinant(sp.MatrixSymbol("W", 2, 2)), "work it out"),
        (F(X), "the function f has no formula"),
        (X > 0, "a comparison or a truth value"),
        (sp.Eq(X, Y), "a comparison or a truth value"),
        (sp.true, "a comparison or a truth value"),
        (sp.Symbol("q"), "the name q is unknown here; use x and y"),
        (sp.Symbol("xy"), r"write x\*y"),
        (sp.Symbol("W[0, 0]"), "unknown"),
        (sp.LambertW(X), "LambertW"),
        (sp.GoldenRatio, "GoldenRatio"),
        (sp.Sum(X, (X, 0, 3)), "Sum was found, which is not worked out"),
        (sp.MatrixSymbol("W", 2, 2)[0, 0], r"the name W\[0, 0\] is unknown here; use x and y"),
        (sp.Matrix([[X]]), "MutableDenseMatrix"),
        (sp.ImmutableMatrix([[X]]), "ImmutableDenseMatrix"),
        (sp.Tuple(X, Y), "Tuple"),
        (sp.Integer(10) ** 500, "more than 400 digits"),
        (X ** sp.Integer(10**6), "exponent beyond"),
        (True, "an object of type bool"),
        (np.bool_(True), "an object of type bool"),  # noqa: FBT003 - the value under test
        (None, "an object of type NoneType"),
        (..., "an object of type ellipsis"),
        ("x", "an object of type str"),
        ([X], "an object of type list"),
        (len, "an object of type builtin_function_or_method"),
    ],
)
def test_what_is_no_finished_finite_formula_is_refused(obj: object, message: str):
    with pytest.raises(StudentError, match=message):
        from_sympy(obj, NAMES)


def test_a_formula_that_nests_too_deep_is_refused():
    formula = X
    for _ in range(200):
        formula = sp.sin(formula)
    with pytest.raises(StudentError, match="levels"):
        from_sympy(formula, NAMES)


def test_a_formula_whose_parts_are_shared_is_read_once_each():
    formula = X + 1
    for _ in range(60):
        formula = sp.Pow(formula, formula, evaluate=False)
    assert len(list(postorder(from_sympy(formula, NAMES)))) == 63


def test_a_sum_of_a_thousand_terms_is_read():
    terms = [sp.Symbol(f"t{place}") for place in range(1000)]
    read = from_sympy(sp.Add(*terms))
    assert fingerprint(read) == sum(fingerprint(symbol(t.name)) for t in terms) % (2**127 - 1)


class _Raising(sp.Symbol):
    def __getattribute__(self, name: str) -> Any:  # noqa: ANN401 - raises
        raise ZeroDivisionError(name)


class _Containing(sp.sin):
    @property
    def args(self) -> tuple[Any, ...]:
        return (self,)


class _Growing(sp.sin):
    @property
    def args(self) -> tuple[Any, ...]:
        return (_Growing(X, evaluate=False),)


class _Claiming:
    __class__ = sp.Symbol  # type: ignore[assignment]


class _Recursive(sp.sin):
    @property
    def args(self) -> tuple[Any, ...]:
        return self.args


@pytest.mark.parametrize(
    "make",
    [
        lambda: _Raising("x"),
        lambda: _Containing(X, evaluate=False),
        lambda: _Growing(X, evaluate=False),
        _Claiming,
        lambda: _Recursive(X, evaluate=False),
        type("\u202e", (), {}),
    ],
)
def test_objects_that_lie_are_refused_like_any_other(make: Callable[[], object]):
    with pytest.raises(StudentError) as refused:
        from_sympy(make(), NAMES)
    assert "\u202e" not in str(refused.value)


_AT = {"x": Fraction(3, 7), "y": Fraction(-5, 3), "W11": Fraction(2, 9), "theta_1": Fraction(1, 5)}
_OPERATORS = st.sampled_from([sp.Add, sp.Mul])
_UNARY = st.sampled_from([sp.sin, sp.exp, sp.tanh, sp.atan, sp.cosh])
_sympy_formulas = st.recursive(
    st.sampled_from([X, Y, sp.pi, sp.Integer(2), sp.Rational(-1, 3)]),
    lambda parts: (
        st.builds(lambda make, a, b: make(a, b), _OPERATORS, parts, parts)
        | st.builds(lambda make, a: make(a), _UNARY, parts)
        | st.builds(lambda a, n: (a**2 + 1) ** sp.Rational(n, 2), parts, st.integers(-3, 3))
    ),
    max_leaves=6,
)


@given(_sympy_formulas)
def test_a_formula_that_went_through_an_expression_has_the_same_value(formula: sp.Expr):
    again = to_sympy(from_sympy(formula, NAMES))
    point = {name: sp.Rational(value.numerator, value.denominator) for name, value in _AT.items()}
    values = [
        each.subs({s: point[s.name] for s in each.free_symbols}).evalf(20)
        for each in (formula, again)
    ]
    assert values[0] == values[1] or abs(values[0] - values[1]) < abs(values[0]) * sp.Float("1e-15")


@given(formulas)
def test_an_expression_that_went_through_sympy_is_equal(formula: Expression):
    assert fingerprint(from_sympy(to_sympy(formula))) == fingerprint(formula)


def test_nothing_is_evaluated_on_the_way_to_sympy():
    assert str(to_sympy(parse("9**9**9**9"))) == "9**(9**(9**9))"
    assert str(to_sympy(parse("max(9**9**9**9, x)"))) == "Max(9**(9**(9**9)), x)"
    assert str(to_sympy(parse("sin(0)*abs(-9**9**9)"))) == "sin(0)*Abs(-9**(9**9))"


def test_eulers_number_is_sympys_own():
    assert to_sympy(parse("E*x", ["x"])) == sp.E * sp.Symbol("x", real=True)


def test_variables_are_real_in_sympy():
    assert to_sympy(symbol("x")).is_real


def test_decimals_become_exact_fractions_in_sympy():
    assert to_sympy(decimal("0.1")) == sp.Rational(1, 10)
