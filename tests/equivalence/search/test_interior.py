import pytest

from grader.domain import Domain
from grader.equivalence import has_interior
from grader.expression import Expression
from tests.equivalence.samples import REAL, i, log, sqrt, x, y


@pytest.mark.parametrize(
    "expression",
    [x + y, log(x - 10**9), log(-x - 10**9), sqrt(x - 5) * sqrt(6 - x), sqrt(x * y) / (x + y)],
    ids=str,
)
def test_an_open_part_is_found(expression: Expression):
    assert has_interior([expression], REAL)


@pytest.mark.parametrize(
    "expression",
    [log(x) * log(-x), sqrt(-1 - x**2), sqrt(-((x - 1) ** 2)), 1 / (x - x), log(i * x)],
    ids=str,
)
def test_a_point_is_no_open_part(expression: Expression):
    assert not has_interior([expression], REAL)


def test_the_domain_and_all_expressions_count():
    assert not has_interior([log(x)], Domain.of({"x": "negative"}))
    assert not has_interior([log(x), log(-x)], REAL)
    assert has_interior([], REAL)
