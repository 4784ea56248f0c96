"""Properties over random expressions: rewriting keeps equality, a perturbation does not."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from grader.equivalence import compare
from grader.expression import Expression, apply, postorder, rational, substitute, symbol, symbols
from grader.verdict import Status
from tests.equivalence.samples import (
    REAL,
    absolute,
    atan,
    cos,
    cosh,
    decided,
    exp,
    half,
    log,
    sin,
    sinh,
    sqrt,
    tan,
    tanh,
    value,
    x,
    y,
    z,
)

PROVED, REFUTED = Status.PROVED, Status.REFUTED
Rewrite = Callable[[Expression], Expression | None]

atoms = st.sampled_from([x, y, z, rational(2), rational(-1), rational(1, 3)])
SMOOTH = (exp, sin, cos, tanh)
ANY = (*SMOOTH, tan, log, sqrt, absolute, atan, sinh, cosh)


def _expressions(
    functions: tuple[Callable[[Expression], Expression], ...], leaves: int
) -> st.SearchStrategy[Expression]:
    def larger(smaller: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        return st.one_of(
            st.builds(lambda a, b: a + b, smaller, smaller),
            st.builds(lambda a, b: a * b, smaller, smaller),
            st.builds(lambda a, b: a / (b**2 + 1), smaller, smaller),
            st.builds(lambda a, k: a**k, smaller, st.integers(2, 3)),
            st.builds(lambda f, a: f(a), st.sampled_from(functions), smaller),
        )

    return st.recursive(atoms, larger, max_leaves=leaves)


smooth = _expressions(SMOOTH, 4)
anything = _expressions(ANY, 6)


def _distributed(e: Expression) -> Expression | None:
    if e.operation == "mul" and e.arguments[0].operation == "add":
        first, *others = e.arguments
        return apply("add", *(apply("mul", term, *others) for term in first.arguments))
    return None


def _reordered(e: Expression) -> Expression | None:
    swaps = e.operation in ("add", "mul")
    return apply(e.operation, *reversed(e.arguments)) if swaps else None


def _split_exponential(e: Expression) -> Expression | None:
    if e.operation == "exp" and e.arguments[0].operation == "add":
        return apply("mul", *(exp(term) for term in e.arguments[0].arguments))
    return exp(e.arguments[0] / 2) ** 2 if e.operation == "exp" else None


def _added_angles(e: Expression) -> Expression | None:
    if e.operation == "sin" and e.arguments[0].operation == "add":
        first, *rest = e.arguments[0].arguments
        other = apply("add", *rest)
        return sin(first) * cos(other) + cos(first) * sin(other)
    return None


def _half_angle(e: Expression) -> Expression | None:
    if e.operation == "cos":
        return 1 - 2 * sin(e.arguments[0] / 2) ** 2
    if e.operation == "sin":
        return 2 * sin(e.arguments[0] / 2) * cos(e.arguments[0] / 2)
    return None


def _as_exponentials(e: Expression) -> Expression | None:
    if e.operation == "tanh":
        return (exp(2 * e.arguments[0]) - 1) / (exp(2 * e.arguments[0]) + 1)
    return None


def _multiplied_and_divided(e: Expression) -> Expression:
    return e * (x**2 + 1) / (1 + x * x)


def _added_and_subtracted(e: Expression) -> Expression:
    return (e + exp(y)) - exp(y)


REWRITES: tuple[Rewrite, ...] = (
    _distributed,
    _reordered,
    _split_exponential,
    _added_angles,
    _half_angle,
    _as_exponentials,
    _multiplied_and_divided,
    _added_and_subtracted,
)


@st.composite
def _rewritten(
    draw: st.DrawFn, source: st.SearchStrategy[Expression]
) -> tuple[Expression, Expression]:
    """An expression and the same one with up to three parts rewritten."""
    original = current = draw(source)
    for _ in range(draw(st.integers(1, 3))):
        parts = [part for part in postorder(current) if symbols(part)]
        part = draw(st.sampled_from(parts or [current]))
        chosen = draw(st.sampled_from(REWRITES))(part)
        if chosen is not None:
            current = substitute(current, {part: chosen})
    return original, current


def _has_a_point(expression: Expression) -> bool:
    points = [{"x": Fraction(a, 3), "y": Fraction(b, 7), "z": Fraction(1, 2)} for a, b in PLACES]
    return any(value(expression, point) is not None for point in points)


PLACES = ((1, 2), (-2, 5), (5, -1), (-4, -3))


@given(_rewritten(anything))
def test_a_rewriting_is_never_refuted(pair: tuple[Expression, Expression]):
    original, rewritten = pair
    assert decided(rewritten, original).status is not REFUTED
    assert decided(original, rewritten).status is not REFUTED


@given(_rewritten(smooth))
def test_a_rewriting_of_smooth_functions_is_proved(pair: tuple[Expression, Expression]):
    original, rewritten = pair
    verdict = decided(rewritten, original)
    assert verdict.status is PROVED or "large" in verdict.reason


PERTURBATIONS: dict[str, Callable[[Expression], Expression]] = {
    "a tiny factor": lambda e: e * (1 + rational(1, 10**30)),
    "a tiny term": lambda e: e + x * rational(1, 10**25),
    "a sign": lambda e: -e,
    "a factor": lambda e: 2 * e,
    "a dropped term": lambda e: apply("add", *e.arguments[1:]) if e.operation == "add" else e + 1,
    "a shift": lambda e: substitute(e, {x: x + rational(1, 10**9)}),
    "a derivative": lambda e: substitute(e, {x: y}),
}


@given(anything, st.sampled_from(sorted(PERTURBATIONS)))
def test_a_perturbation_is_proved_only_if_it_changes_nothing(e: Expression, name: str):
    decided(PERTURBATIONS[name](e), e)


@given(smooth)
def test_a_tiny_factor_on_a_positive_expression_is_refuted(e: Expression):
    positive = e**2 + 1
    assert decided(positive * (1 + rational(1, 10**30)), positive).status is REFUTED


@given(_rewritten(smooth))
def test_the_verdict_is_symmetric_where_both_are_defined_everywhere(
    pair: tuple[Expression, Expression],
):
    assert decided(*pair).status is decided(*reversed(pair)).status


@given(_rewritten(anything), st.sampled_from(sorted(PERTURBATIONS)))
def test_names_do_not_matter(pair: tuple[Expression, Expression], name: str):
    original, rewritten = pair
    student = PERTURBATIONS[name](rewritten)
    names = {x: symbol("x_1"), y: symbol("y_2"), z: symbol("z_3")}
    renamed = compare(substitute(student, names), substitute(original, names), REAL)
    verdicts = {compare(student, original, REAL).status, renamed.status}
    assert verdicts != {PROVED, REFUTED}


@given(anything)
def test_an_expression_equals_itself(e: Expression):
    assume(_has_a_point(e))
    assert decided(e + 0, e).status is not REFUTED
    assert compare(e, e, REAL).status is PROVED


@given(anything)
def test_square_roots_of_squares_are_absolute_values(e: Expression):
    assert decided((e**2) ** half, absolute(e)).status is not REFUTED
