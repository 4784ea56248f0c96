from collections.abc import Sequence
from fractions import Fraction

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.cartesian import cartesian
from grader.equivalence.search.refute import Search
from grader.equivalence.search.simplest import height, order, simple_numbers, simplest
from grader.equivalence.steps import Steps
from grader.expression import Expression, apply, rational, symbol
from grader.expression import total as sum_of
from tests.equivalence.samples import absolute, exp, log, n, pi, sin, sqrt, x, y

STEP = apply("heaviside", x - Fraction(27, 2))
BUMP = apply("max", rational(0), (x - 1000) * (1001 - x))


def shrunk(
    student: Expression, reference: Expression, start: Sequence[object], **ranges: str
) -> tuple[str, ...]:
    """Shrink from a point that is known to refute; the variables are x and y, or n."""
    domain = Domain.of(ranges)
    search = Search(cartesian(student), cartesian(reference), domain, Steps(10**6))
    names = ("n",) if "n" in ranges else ("x", "y")
    point = dict(zip(names, (Fraction(str(value)) for value in start), strict=False))
    finding = search.look([point], (64, 256))
    assert finding is not None
    best = simplest(finding, domain, search)
    return tuple(str(value) for value in best.point.values())


def test_the_height_of_a_fraction_is_numerator_plus_denominator():
    assert [height(Fraction(text)) for text in ("0", "1", "-2", "101/7")] == [1, 2, 3, 108]


def test_all_numbers_of_small_height_come_once_and_in_order():
    numbers = simple_numbers(6)
    assert numbers == sorted(set(numbers), key=order)
    assert {Fraction(p, q) for p in range(-3, 4) for q in (1, 2, 3)} <= set(numbers)


@pytest.mark.parametrize(
    ("student", "reference", "start", "simplest"),
    [
        (x**2, x, ["101/7"], ("-1",)),
        (x + 1, x, ["101/7"], ("0",)),
        (STEP, 0 * x, ["101/7"], ("14",)),
        (STEP, 0 * x, [10**6], ("14",)),
        (apply("heaviside", x - 10**7), 0 * x, [10**8], ("10000001",)),
        (apply("heaviside", x - 3 * 10**20), 0 * x, [7 * 10**35], (str(10**21),)),
        (apply("heaviside", -x - 3 * 10**20), 0 * x, [-7 * 10**35], (str(-(10**21)),)),
        (BUMP, 0 * x, ["70035/70"], ("2001/2",)),
        (sin(2520 * pi * x), 0 * x, ["-2920/101"], ("1/11",)),
        (absolute(x), x, ["-101/7"], ("-1",)),
        (x * y, x**2 * y, ["101/7", "-3/5"], ("-1", "1")),
        (x, x + exp(y), ["-7", "5/3"], ("0", "0")),
    ],
    ids=str,
)
def test_the_simplest_numbers_that_refute_are_taken(
    student: Expression, reference: Expression, start: Sequence[object], simplest: tuple[str, ...]
):
    assert shrunk(student, reference, start) == simplest


@pytest.mark.parametrize(
    ("ranges", "start", "simplest"),
    [
        ({"x": "negative"}, "-101/7", "-1"),
        ({"x": "(0, 1)"}, "13/97", "1/2"),
        ({"x": "[7, 8)"}, "757/100", "15/2"),
        ({"x": "(10000000, 10000001)"}, "20000001/2", "20000001/2"),
    ],
)
def test_the_numbers_stay_inside_the_domain(ranges: dict[str, str], start: str, simplest: str):
    assert shrunk(x + 1, x, [start], **ranges) == (simplest,)


def test_integers_stay_integers():
    assert shrunk(n + 1, n, [50], n="integer") == ("0",)
    assert shrunk(absolute(n - 20), 20 - n, [50], n="integer") == ("21",)


def test_a_difference_that_shows_is_not_given_up():
    """At 1 the difference is one in two million; at 2 it is one in two."""
    hidden = x + (x - Fraction(999_999, 1_000_000)) * absolute(x)
    assert shrunk(hidden, x, [50]) == ("-1",)
    assert shrunk(hidden, x, [50], x="positive") == ("2",)


def test_a_difference_that_never_shows_is_shown_where_it_is_simple():
    assert shrunk(x + rational(1, 10**12) * x, x, [50]) == ("1",)


def test_an_undefined_point_stays_one():
    assert shrunk(0 * log(x) + x, x, ["-101/7"]) == ("-1",)
    assert shrunk(sqrt(x - 50) ** 2 + 50, x, [-100]) == ("0",)


def test_of_many_variables_most_become_zero():
    names = [symbol(name) for name in "abcdefg"]
    total = sum_of(names)
    search = Search(cartesian(total * names[2]), cartesian(total), Domain(), Steps(10**6))
    point = {str(name): Fraction(k + 2) for k, name in enumerate(names)}
    finding = search.look([point], (64,))
    assert finding is not None
    best = simplest(finding, Domain(), search).point
    assert sorted(abs(value) for value in best.values()) == [0] * 6 + [1]


def test_a_narrow_budget_gives_the_point_that_was_found():
    tower = x
    for _ in range(5000):
        tower = tower + 1
    verdict = compare(tower, tower + x, Domain())
    assert verdict.witness is not None
    assert verdict.witness.point == (("x", "1"),)
