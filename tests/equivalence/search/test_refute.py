from collections.abc import Sequence
from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence.cartesian import cartesian
from grader.equivalence.search.points import Point
from grader.equivalence.search.refute import Search
from grader.equivalence.steps import GaveUp, Steps
from grader.expression import Expression, rational
from grader.verdict import Witness
from tests.equivalence.samples import absolute, i, log, n, sign, sin, sqrt, x, y


def _search(
    student: Expression,
    reference: Expression,
    steps: int = 10**5,
    where: Sequence[Expression] = (),
    **ranges: str,
) -> Search:
    confined = [cartesian(expression) for expression in where]
    sides = cartesian(student), cartesian(reference)
    return Search(*sides, Domain.of(ranges), Steps(steps), confined)


def _at(*places: Fraction | int, name: str = "x") -> list[Point]:
    return [{name: Fraction(place)} for place in places]


def _look(search: Search, points: Sequence[Point], *precisions: int) -> Witness | None:
    finding = search.look(points, precisions or (64, 256))
    return search.witness(finding) if finding else None


def test_the_first_point_that_refutes_is_the_witness():
    witness = _look(_search(x**2, x), _at(1, 0, 3, 2))
    assert witness == Witness((("x", "3"),), student="9", reference="3", gap="6", bits=64)


def test_a_difference_at_one_point_alone_is_none():
    search = _search(sign(x) ** 2, rational(1))
    assert _look(search, _at(0, 1, -2)) is None
    assert search.common


def test_at_an_integer_a_difference_counts():
    assert _look(_search(sign(n) ** 2, rational(1), n="integer"), _at(0, name="n"))


def test_more_bits_are_used_where_needed():
    tiny = rational(1, 10**40)
    assert _look(_search(sin(x) + tiny, sin(x)), _at(1), 64) is None
    witness = _look(_search(sin(x) + tiny, sin(x)), _at(1))
    assert witness is not None
    assert (witness.bits, witness.gap) == (256, "9.99E-41")


def test_points_where_the_reference_is_undefined_are_skipped():
    search = _search(log(x) + 1, log(x))
    assert _look(search, _at(-1, 0)) is None
    assert not search.common
    assert _look(search, _at(2)) is not None


def test_an_undefined_student_refutes_on_an_open_part_only():
    assert _look(_search(x / x, rational(1)), _at(0)) is None
    witness = _look(_search(0 * sqrt(x), 0 * x), _at(0, -1))
    assert witness == Witness((("x", "-1"),), student="undefined", reference="0")


def test_an_undefined_student_at_an_integer_shows_nothing():
    search = _search(log(n - 5) - log(n - 5) + n, n, n="integer")
    assert _look(search, _at(1, name="n")) is None


def test_a_hole_is_kept_for_a_form_without_any_value():
    search = _search(1 / (x - x), x)
    assert _look(search, _at(1)) is None
    hole = search.hole()
    assert hole is not None
    assert search.witness(hole) == Witness((("x", "1"),), student="undefined", reference="1")
    assert _search(x, x).hole() is None


def test_a_form_with_a_value_somewhere_has_no_hole_that_counts():
    search = _search(1 / (x - 1) - 1 / (x - 1), 0 * x)
    assert _look(search, _at(1, 2)) is None
    assert search.hole() is None


def test_where_another_expression_has_no_value_nothing_counts():
    search = _search(sqrt(y / x), sqrt(y) / sqrt(x), where=[sqrt(x) * sqrt(y)])
    assert _look(search, [{"x": Fraction(-1), "y": Fraction(-2)}]) is None
    assert not search.common
    assert _look(search, [{"x": Fraction(1), "y": Fraction(2)}]) is None
    assert search.common


def test_at_the_edge_of_another_expressions_domain_nothing_counts():
    search = _search(x + 1, x, where=[sqrt(x)])
    assert _look(search, _at(0)) is None
    assert _look(search, _at(0, Fraction(1, 9))) is not None


def test_a_power_of_a_negative_number_with_a_real_exponent_is_undefined():
    witness = _look(_search(x**y, absolute(x) ** y), [{"x": Fraction(-1), "y": Fraction(1)}])
    assert witness is not None
    assert witness.student == "undefined"
    search = _search(x**n, absolute(x) ** n, n="integer")
    assert _look(search, [{"n": Fraction(2), "x": Fraction(-1)}]) is None


def test_where_no_integer_is_involved_an_undefined_part_counts():
    search = _search(sqrt(x) * n, sqrt(absolute(x)) * n, n="integer")
    witness = _look(search, [{"n": Fraction(1), "x": Fraction(-1)}])
    assert witness is not None
    assert witness.student == "undefined"
    search = _search(x / (n - 1), 0 * n + x, n="integer")
    assert _look(search, [{"n": Fraction(1), "x": Fraction(-1)}]) is None


def test_a_common_point_at_the_edge_of_both_domains_does_not_count():
    search = _search(0 * sqrt(x), 0 * sqrt(-x))
    assert _look(search, _at(0)) is None
    assert not search.common


def test_imaginary_parts_differ_too():
    witness = _look(_search(x + i * y, x), [{"x": Fraction(1), "y": Fraction(2)}])
    assert witness is not None
    assert (witness.student, witness.gap) == ("1 + 2*i", "2")


def test_a_box_stays_in_the_domain():
    assert _look(_search(x + 1, x, x="[0, 1)"), _at(0)) is None
    assert _look(_search(x + 1, x, x="[0, 1)"), _at(Fraction(1, 2))) is not None


def test_the_budget_bounds_the_search():
    with pytest.raises(GaveUp):
        _look(_search(sin(x) ** 2, 1 - (1 - sin(x) ** 2), steps=100), _at(*range(1, 50)))
