from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence.search.roots_on_a_line import Line, roots
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression, rational
from tests.equivalence.samples import exp, log, sin, x, y

LINE = Line({"x": Fraction(1), "y": Fraction(2)}, "x", Domain(), Steps(10**6))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (x**2 - 2, [-1.41421356, 1.41421356]),
        (x**2 + 1, []),
        ((x - 1000) * (1001 - x), [1000, 1001]),
        ((x - 3) ** 6000 * (x + 1) ** rational(1, 2), [-1, 3]),
        (x / (x - 5) - y, [10]),
        (1 / (x - 5) ** 2 - 1, [4, 6]),
        (exp(x) - 10, [2.30258509]),
        (log(x) + 3, [0.04978707]),
        (y + 1, []),
        (exp(x) * (x - 7), [7]),
    ],
    ids=str,
)
def test_the_roots_of_the_factors_are_found(expression: Expression, expected: list[float]):
    found = sorted(roots(expression, LINE))
    assert len(found) == len(expected)
    for (low, high), value in zip(found, expected, strict=True):
        assert float(low) - 1e-6 <= value <= float(high) + 1e-6
        assert high - low < Fraction(1, 10**5)


def test_in_an_interval_the_grid_lies_inside():
    line = Line({"x": Fraction(1)}, "x", Domain.of({"x": "(3, 3.2)"}), Steps(10**4))
    ((low, high),) = roots(sin(x), line)
    assert float(low) - 1e-6 <= 3.14159265 <= float(high) + 1e-6


@pytest.mark.parametrize("expression", [x**40 - 2, exp(x) - 10], ids=str)
def test_the_work_is_bounded(expression: Expression):
    with pytest.raises(GaveUp):
        roots(expression, Line({}, "x", Domain(), Steps(50)))


def test_a_root_on_the_grid_is_found_exactly():
    assert roots(sin(x), Line({}, "x", Domain.of({"x": "(-1, 1)"}), Steps(10**4))) == [(0, 0)]
