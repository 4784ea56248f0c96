from fractions import Fraction
from itertools import islice

import pytest

from grader.domain import Domain
from grader.equivalence.search.points import points, seed
from grader.expression import rational
from tests.equivalence.samples import REAL, sin, x, y

RANGES = ["real", "positive", "nonnegative", "negative", "integer", "(0, 1)", "[-2, 5]", "!= 1"]


@pytest.mark.parametrize("among", RANGES)
def test_every_point_lies_in_the_domain(among: str):
    domain = Domain.of({"x": among})
    found = list(points(["x", "y"], domain, b"seed"))
    assert len(found) > 15
    assert all(domain["x"].contains(point["x"]) for point in found)


def test_points_of_many_variables_have_no_period():
    """Two matrices whose entries repeat each other commute: that would show no difference."""
    names = [f"a{k:02}" for k in range(32)]
    for size in (4, 9, 16):
        for point in islice(points(names, REAL, b"seed"), 3, 8):
            values = list(point.values())
            assert values[:size] != values[size : 2 * size]


def test_no_point_comes_twice():
    found = [tuple(point.items()) for point in points(["x"], REAL, b"seed")]
    assert len(found) == len(set(found))


def test_simple_points_come_first_and_all_sizes_come():
    found = list(points(["x", "y"], REAL, b"seed"))
    assert found[0] == {"x": 1, "y": 2}
    assert {value for point in found[:3] for value in point.values()} <= {-2, -1, 1, 2}
    sizes = [abs(value) for point in found for value in point.values()]
    assert min(sizes) < Fraction(1, 5)
    assert max(sizes) > 50
    assert any(value < 0 for value in found[5].values()) or len(found) > 6


def test_an_expression_without_variables_has_one_point():
    assert list(points([], REAL, b"seed")) == [{}]


def test_the_seed_depends_on_both_sides_and_on_the_domain():
    pairs = [(x, y), (y, x), (sin(x), y), (x, rational(1))]
    seeds = {seed(a, b, REAL) for a, b in pairs} | {seed(x, y, Domain.of({"x": "positive"}))}
    assert len(seeds) == 5
    assert seed(x, y, REAL) == seed(x, y, REAL)


def test_the_seed_is_linear_in_the_graph():
    monster = x
    for _ in range(200):
        monster = monster + monster
    assert len(seed(monster, monster, REAL)) == 32


def test_other_seeds_give_other_points():
    first, second = (list(islice(points(["x"], REAL, s), 12)) for s in (b"a", b"b"))
    assert first != second
