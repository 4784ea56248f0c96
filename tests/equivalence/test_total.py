import pytest

from grader.domain import Domain
from grader.equivalence.total import is_total
from grader.expression import Expression, apply, rational
from tests.equivalence.samples import absolute, atan, cosh, exp, i, log, sin, sqrt, tan, x, y


@pytest.mark.parametrize(
    "expression",
    [
        x + 3,
        sin(x * y) ** 3,
        x ** rational(1, 3),
        cosh(x) * atan(y),
        apply("max", x, absolute(y)),
        1 / (1 + exp(-x)),
        log(1 + x**2),
        sqrt(x**2),
        1 / sqrt(1 + absolute(x)),
    ],
    ids=str,
)
def test_some_expressions_have_a_value_everywhere(expression: Expression):
    assert is_total(expression, Domain())


@pytest.mark.parametrize(
    "expression",
    [
        1 / x,
        sqrt(x),
        x**y,
        log(x),
        tan(x),
        i * x,
        sin(1 / x),
        x ** rational(-1, 3),
        1 / sqrt(x**2),
        log(absolute(x)),
    ],
    ids=str,
)
def test_of_others_that_is_not_known(expression: Expression):
    assert not is_total(expression, Domain())


def test_the_domain_may_make_an_expression_total():
    assert is_total(log(x) / x, Domain.of({"x": "positive"}))
    assert not is_total(log(x) / x, Domain.of({"x": "nonnegative"}))
