from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence.search.critical import critical_points, simplest_between
from grader.expression import Expression, apply, rational, symbol
from grader.expression import total as sum_of
from grader.verdict import Status
from tests.equivalence.samples import (
    absolute,
    atan,
    exp,
    log,
    n,
    pi,
    sign,
    sin,
    sqrt,
    status,
    x,
    y,
)

ZERO = 0 * x


def positive_part(u: Expression) -> Expression:
    return apply("max", rational(0), u)


def step(u: Expression) -> Expression:
    return apply("heaviside", u)


HIDDEN = {
    "a half line beyond 10^7": step(x - 10**7),
    "a half line below -10^7": step(-x - 10**7),
    "a half line beyond 10^12, as a power": step(x - rational(10) ** 12),
    "a half line beyond e^20": positive_part(log(positive_part(x) + 1) - 20),
    "between close roots": positive_part((x - 1000) * (1001 - x)),
    "between closer roots": positive_part((x - 1) * (rational(1001, 1000) - x)),
    "between roots one part in 10^9 apart": positive_part(
        (x - 3) * (rational(3 * 10**9 + 1, 10**9) - x)
    ),
    "between irrational roots": positive_part((x**2 - 2) * (rational(200001, 100000) - x**2)),
    "between roots of transcendental functions": positive_part((exp(x) - 1000) * (1001 - exp(x))),
    "inside nested signs": absolute(absolute(x) - 40)
    - (absolute(x) - 40) * sign(absolute(x) - 40)
    + step(absolute(x) - 40) * step(41 - absolute(x)),
    "where two lines are ordered": apply("max", x, 5 * y - 3000) - x,
    "away from the integers": sin(64 * pi * x),
    "away from many fractions": sin(64 * pi * x) * sin(35 * pi * x) * sin(11 * pi * x),
    "only where a root exists": sqrt(x - 500) ** 2 * step(501 - x)
    + 500 * step(501 - x)
    - x * step(501 - x)
    + step(x - 500) * step(501 - x),
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_difference_is_found_wherever_it_hides(name: str):
    assert status(HIDDEN[name] + x, x) is Status.REFUTED


@pytest.mark.parametrize(
    ("hidden", "ranges"),
    [
        (step(x - 10**7 - rational(1, 2)), {"x": "(10000000, 10000001)"}),
        (step(rational(1, 10**5) - x), {"x": "(0, 1)"}),
        (step(x - 40), {"x": "[-50, 50)"}),
        (step(-x - 40), {"x": "negative"}),
        (step(x - 10**8), {"x": "nonnegative"}),
        (positive_part(atan(x) - 1), {"x": "!= 2"}),
    ],
)
def test_domains_of_all_kinds_are_searched(hidden: Expression, ranges: dict[str, str]):
    assert status(hidden + x, x, ranges) is Status.REFUTED


@pytest.mark.parametrize(
    "hidden",
    [
        positive_part(1 - (n - 77) ** 2),
        sign(n - 77) ** 2 - 1,
        step(n - 1000),
        step(-n - 10**6),
        absolute(2 * step(n - 1234567) - 1) - 1,
    ],
    ids=str,
)
def test_one_integer_is_enough(hidden: Expression):
    assert status(hidden + n, n, {"n": "integer"}) is Status.REFUTED


def test_every_critical_point_lies_in_the_domain_and_has_all_names():
    domain = Domain.of({"x": "(0, 3)", "n": "integer"})
    found = list(critical_points([absolute(x * n - 2) + log(x - 1)], ["n", "x"], domain))
    assert found
    for point in found:
        assert set(point) == {"n", "x"}
        assert domain["x"].contains(point["x"])
        assert domain["n"].contains(point["n"])


def test_of_many_variables_each_has_a_few_points():
    names = [f"x{k}" for k in range(30)]
    total = sum_of([absolute(symbol(name) - 7 * k) for k, name in enumerate(names)])
    found = list(critical_points([exp(total)], names, Domain()))
    assert 100 <= len(found) <= 2 * 30 * 3
    first = found[0]
    assert {name for point in found for name in names if point[name] != first[name]} == set(names)


def test_of_a_large_expression_not_every_root_is_looked_for():
    tower = x
    for k in range(3000):
        tower = sin(tower + absolute(tower - k))
    assert len(list(critical_points([tower], ["x"], Domain()))) <= 100


@pytest.mark.parametrize(
    ("left", "right", "between"), [("1/3", "1/2", "1/2"), ("-5/2", "-7/3", "-5/2"), ("3", "9", "3")]
)
def test_the_simplest_fraction_of_an_interval(left: str, right: str, between: str):
    assert simplest_between(Fraction(left), Fraction(right)) == Fraction(between)
