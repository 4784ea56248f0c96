from __future__ import annotations

import pytest
import sympy as sp

from grader.domain import Domain
from grader.equivalence import compare
from grader.errors import StudentError
from grader.symbolic import from_sympy
from grader.text import parse
from grader.verdict import Status, Verdict

X, Y, N = sp.symbols("x y n")
RELU = sp.Piecewise((X, X > 0), (0, True))
CLIP = sp.Piecewise((0, X < 0), (X, X < 1), (1, True))
ELU = sp.Piecewise((X, X > 0), (sp.exp(X) - 1, True))
STABLE = sp.Piecewise((1 / (1 + sp.exp(-X)), X >= 0), (sp.exp(X) / (1 + sp.exp(X)), True))
SINC = sp.Piecewise((1, sp.Eq(X, 0)), (sp.sin(X) / X, True))
STEP, LATER = sp.Heaviside(X), sp.Heaviside(X - 1)
INTEGER = Domain.of({"n": "integer"})


def verdict(student: sp.Expr, reference: sp.Expr, domain: Domain | None = None) -> Verdict:
    domain = domain or Domain()
    formulas = (from_sympy(each, ["x", "y", "n"], domain) for each in (student, reference))
    return compare(*formulas, domain)


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        (RELU, sp.Max(X, 0)),
        (RELU.diff(X), STEP),
        (sp.Piecewise((-X, X < 0), (X, True)), sp.Abs(X)),
        (sp.Piecewise((X, X > 0), (X / 100, True)), sp.Max(X, X / 100)),
        (CLIP, sp.Max(X, 0) - sp.Max(X - 1, 0)),
        (CLIP.diff(X), STEP - LATER),
        (sp.Piecewise((1, (X > 0) & (X < 1)), (0, True)), STEP - LATER),
        (sp.Piecewise((0, (X < 0) | (X > 1)), (1, True)), STEP - LATER),
        (sp.Piecewise((1, sp.ITE(X < 0, X < -1, X > 1)), (0, True)), sp.Heaviside(-1 - X) + LATER),
        (sp.Piecewise((1, (X > 0) & (Y > 0)), (0, True)), STEP * sp.Heaviside(Y)),
        (sp.Piecewise((1, X > Y), (2, X < Y), (0, True)), 2 - sp.Heaviside(X - Y)),
        (sp.Piecewise((sp.Piecewise((1, X > Y), (2, True)), Y > 0), (3, True)),
         3 + sp.Heaviside(Y) * (-1 - sp.Heaviside(X - Y))),
        (SINC, sp.sin(X) / X),
        (STABLE, 1 / (1 + sp.exp(-X))),
        (ELU.diff(X), STEP + (1 - STEP) * sp.exp(X)),
        (sp.Heaviside(X, 0), sp.Heaviside(X, 1)),
    ],
    ids=str,
)  # fmt: skip
def test_a_piecewise_equals_what_it_means(student: sp.Expr, reference: sp.Expr):
    assert verdict(student, reference).status is Status.PROVED


def test_what_differs_at_a_boundary_alone_is_equal_almost_everywhere():
    found = verdict(RELU, sp.Max(X, 0)).certificate
    assert found is not None
    assert found.scope == "almost everywhere"


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        (sp.Piecewise((X, X > 1), (0, True)), sp.Max(X, 0)),
        (sp.Piecewise((X, X < 0), (0, True)), sp.Max(X, 0)),
        (sp.Piecewise((0, X < 0), (X, X < 2), (1, True)), sp.Min(sp.Max(X, 0), 1)),
        (sp.Piecewise((1, (X > 0) & (X < 2)), (0, True)), STEP - LATER),
    ],
    ids=str,
)
def test_other_boundaries_are_refuted(student: sp.Expr, reference: sp.Expr):
    assert verdict(student, reference).status is Status.REFUTED


def test_a_clip_is_never_refuted():
    assert verdict(CLIP, sp.Min(sp.Max(X, 0), 1)).status is not Status.REFUTED


def test_a_last_condition_may_say_what_is_left():
    halves = sp.Piecewise((1, X > 0), (0, X <= 0), evaluate=False)
    assert verdict(halves, STEP).status is Status.PROVED


def test_a_boundary_that_is_an_interval_counts():
    """max(x, 0) > 0 fails on a whole half line, where max(x, 0) is zero."""
    positive = sp.Piecewise((5, sp.Max(X, 0) > 0), (0, True))
    zero = sp.Piecewise((5, sp.Eq(sp.Max(X, 0), 0)), (0, True))
    assert from_sympy(positive) is parse("5*max(sign(max(0, x)), 0)")
    assert from_sympy(zero) is parse("5*(1 - sign(max(0, x))**2)")


def test_a_boundary_counts_where_a_variable_takes_integers():
    assert verdict(sp.Piecewise((5, sp.Eq(N, 0)), (N, True)), N, INTEGER).status is Status.REFUTED
    assert verdict(sp.Piecewise((5, sp.Eq(N, 0)), (N, True)), N).status is Status.PROVED


def test_a_branch_needs_a_value_on_the_questions_domain_alone():
    logarithm = sp.Piecewise((sp.log(X), X > 1), (0, True))
    positive = Domain.of({"x": "positive"})
    assert verdict(logarithm, sp.Max(sp.log(X), 0), positive).status is not Status.REFUTED
    with pytest.raises(StudentError, match="no real value at some points; write Max, Abs"):
        from_sympy(logarithm)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (1 / X > 0, "compare without division"),
        (sp.Contains(X, sp.Interval(0, 1)), "a condition with Contains"),
        (sp.Function("g")(X) > 0, "the function g has no formula"),
        (sp.Eq(X > 0, Y > 0), "a comparison or a truth value"),
        (sp.Derivative(sp.sin(X), X) > 0, "finish the differentiation"),
    ],
)
def test_conditions_that_are_no_comparisons_of_formulas_are_refused(
    condition: object, message: str
):
    with pytest.raises(StudentError, match=message):
        from_sympy(sp.Piecewise((1, condition), (0, True)))


def test_a_piecewise_without_a_last_branch_is_refused():
    with pytest.raises(StudentError, match="write True as the last condition"):
        from_sympy(sp.Piecewise((1, X > 0)))


def test_what_is_not_worked_out_inside_a_branch_gets_its_own_message():
    with pytest.raises(StudentError, match="finish the differentiation"):
        from_sympy(sp.Piecewise((sp.Derivative(sp.sin(X), X), X > 0), (0, True)))


def test_the_derivative_of_a_step_is_refused():
    with pytest.raises(StudentError, match="does not exist at the step"):
        from_sympy(STEP.diff(X))
