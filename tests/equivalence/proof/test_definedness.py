"""Where a proof is valid."""

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.steps import GaveUp
from grader.expression import Expression, rational, symbol
from grader.text import parse
from tests.equivalence.forms import scope_of
from tests.equivalence.samples import absolute, cos, exp, log, sign, sin, sqrt, tanh, x, y


@pytest.mark.parametrize(
    ("student", "reference", "scope"),
    [
        (x / x, rational(1), "where both are defined, excluding x = 0"),
        (sin(x) / sin(x), rational(1), "where both are defined, excluding sin(x) = 0"),
        (
            (cos(x) + 1) / (cos(x) + 1),
            rational(1),
            "where both are defined, excluding cos(x) + 1 = 0",
        ),
        (x * tanh(y) / x, tanh(y) * (x**2 + 1) / (x**2 + 1), "where both are defined"),
        (1 / (x + 1), (x - 1) / (x**2 - 1), "everywhere"),
        (x * exp(y) / exp(y), x, "everywhere"),
        (x / (x**2 + x + 1), 2 * x / (2 * x**2 + 2 * x + 2), "everywhere"),
        (sign(x) * x, absolute(x), "almost everywhere"),
        (0 * sqrt(x**2 * y) + absolute(y), 0 * sqrt(x**2 * y) + y, "almost everywhere"),
        (x * absolute(x) * log(x), x**2 * log(x), "everywhere"),
        (sqrt(x) / sqrt(x), rational(1), None),
        (log(x**2) / 2, log(absolute(x)), "everywhere"),
        (sqrt(x - 1), sqrt((x - 1) * y**2) / absolute(y), "almost everywhere"),
    ],
)
def test_the_scope_says_where(student: Expression, reference: Expression, scope: str | None):
    if scope is None:
        with pytest.raises(GaveUp, match="could not be proved that x >= 0"):
            scope_of(student, reference)
    else:
        assert scope_of(student, reference).startswith(scope)


@pytest.mark.parametrize(
    ("student", "reference", "x_is", "scope"),
    [
        ("acot(x)", "-acot(-x)", "real", "almost everywhere"),  # pi/2 and -pi/2 at 0
        ("exp(-7*acot(x))", "exp(7*acot(-x))", "real", "almost everywhere"),
        ("x*acot(x**2)", "-x*acot(-x**2)", "!= 0", "everywhere"),
        ("acot(x)", "-acot(-x)", "(1, oo)", "everywhere"),
        ("acot(x**2 + 1)", "-acot(-x**2 - 1)", "real", "everywhere"),
        ("atan2(x, 1)", "atan(x)", "positive", "everywhere"),
        ("atan2(x, 1)", "atan(x)", "real", "almost everywhere"),
        ("x*sign(x)", "Abs(x)", "positive", "everywhere"),
    ],
)
def test_what_may_jump_is_left_out_where_it_can_do_so(
    student: str, reference: str, x_is: str, scope: str
):
    assert scope_of(parse(student), parse(reference), x=x_is) == scope


def test_a_condition_is_not_used_before_it_isscope_of():
    far = x + 10**6
    with pytest.raises(GaveUp, match="x \\+ 1000000 >= 0"):
        scope_of(log(far), log(absolute(far)))
    assert scope_of(log(absolute(far)), log(far)) == "everywhere"


def test_many_exclusions_are_counted():
    names = [symbol(f"u{k}") for k in range(9)]
    product = rational(1)
    for name in names:
        product = product * name / name
    assert scope_of(product, rational(1)).endswith("u5 = 0 and 3 more")


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("log(x + sqrt(x - 1)*sqrt(x + 1))", "acosh(x)"),  # as SymPy's rewrite(log) writes it
        ("2*asinh(sqrt((x - 1)/2))", "acosh(x)"),
        ("acosh(2*x**2 - 1)", "2*acosh(x)"),
        ("acosh(x - 1)*sqrt((x - 2)**2)", "acosh(x - 1)*(x - 2)"),
    ],
)
def test_where_an_inverse_hyperbolic_cosine_has_a_value_its_argument_is_at_least_one(
    student: str, reference: str
):
    assert scope_of(parse(student), parse(reference)) == "everywhere"


def test_the_students_own_inverse_hyperbolic_cosine_shows_nothing():
    with pytest.raises(GaveUp, match="could not be proved that x"):
        scope_of(parse("0*acosh(x) + x"), x)


@pytest.mark.parametrize(
    ("student", "reference", "scope"),
    [
        ("(1 - tan(x/2)**2)/(1 + tan(x/2)**2)", "cos(x)", "cos(x/2) = 0"),
        ("x/(1/cos(x)**2)", "x*cos(x)**2", "cos(x)**2 = 0"),
        ("x*(cos(x) + 1)/(cos(x) + 1)", "x", "cos(x) + 1 = 0"),
        ("x*(1 + sin(x)**2)/(1 + sin(x)**2)", "x", ""),
    ],
)
def test_what_holds_nowhere_is_not_named_as_excluded(student: str, reference: str, scope: str):
    certificate = compare(parse(student), parse(reference), Domain()).certificate
    assert certificate is not None
    excluding = f"where both are defined, excluding {scope}"
    assert certificate.scope == (excluding if scope else "everywhere")
