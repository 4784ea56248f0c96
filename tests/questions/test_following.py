from fractions import Fraction

import pytest

from grader.answer import ArrayAnswer
from grader.expression import Expression, rational, symbol
from grader.questions import (
    AtPoint,
    ChainProduct,
    Derivation,
    Determinant,
    ImageArea,
    LinearEstimate,
    NumbersQuestion,
)
from grader.questions.following import at_point, derive, determinant, sources
from grader.questions.polynomial import exact, polynomial
from grader.text import parse

NAMES = ("x", "y", "z", "u", "v", "w")


def matrix(*rows: str) -> ArrayAnswer:
    """matrix("2*x, 0", "1, y") is a 2×2 matrix."""
    table = [[parse(text, NAMES) for text in row.split(",")] for row in rows]
    return ArrayAnswer((len(table), len(table[0])), tuple(entry for row in table for entry in row))


def derived(rule: Derivation | None, **earlier: ArrayAnswer) -> ArrayAnswer | None:
    question = NumbersQuestion(name="q", points=1, prompt="?", derivation=rule)
    return derive(question, earlier)


def values(answer: ArrayAnswer | None) -> list[Fraction | None]:
    assert answer is not None
    return [exact(entry) for entry in answer.entries]


CUSP = matrix("2*x, 1", "y, x")


def test_a_matrix_is_evaluated_at_a_point():
    answer = derived(AtPoint("J", {"x": "1", "y": "1/2"}), J=CUSP)
    assert values(answer) == [2, 1, Fraction(1, 2), 1]
    assert answer is not None
    assert answer.shape == (2, 2)


def test_values_at_a_point_stay_exact_formulas():
    found = at_point(parse("sin(x*y)", NAMES), {"x": "pi/2", "y": "1"})
    assert str(found) == "sin(pi/2*1)"


def test_a_linear_estimate_adds_matrix_times_step_to_the_value():
    rule = LinearEstimate("J", {"x": "1", "y": "2"}, value=("3", "2"), step=("0.1", "-0.1"))
    answer = derived(rule, J=CUSP)
    assert values(answer) == [Fraction(31, 10), Fraction(21, 10)]  # lesson 4: (3.1, 2.1)
    assert answer is not None
    assert answer.shape == (2,)


def test_a_linear_estimate_needs_a_matrix_of_its_size():
    rule = LinearEstimate("J", {"x": "1", "y": "2"}, value=("3", "2"), step=("0.1",))
    assert derived(rule, J=CUSP) is None


def test_a_determinant_is_expanded():
    answer = derived(Determinant("J"), J=CUSP)
    assert answer is not None
    assert answer.shape == ()
    assert polynomial(answer.entries[0], ("x", "y")) == {(2, 0): 2, (0, 1): -1}


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (("2",), 2),
        (("1, 2", "3, 4"), -2),
        (("2, -1, 0", "0, 1, 0", "1, 0, 1"), 2),
        (("0, 1, 0, 0", "1, 0, 0, 0", "0, 0, 0, 1", "0, 0, 1, 0"), 1),
        (("1, 2, 3, 4", "2, 3, 4, 1", "3, 4, 1, 2", "4, 1, 2, 3"), 160),
    ],
)
def test_determinants_of_numbers_are_known(rows: tuple[str, ...], value: int):
    assert values(derived(Determinant("J"), J=matrix(*rows))) == [value]


def test_a_determinant_needs_a_square_matrix_of_modest_size():
    assert derived(Determinant("J"), J=matrix("1, 2")) is None
    assert derived(Determinant("J"), J=matrix(*["1, 2, 3, 4, 5"] * 5)) is None


def test_the_empty_determinant_is_one():
    assert determinant(()) is rational(1)


AREA = ImageArea("J", {"x": ("1", "2"), "y": ("0", "1")})


@pytest.mark.parametrize(
    ("rows", "area"),
    [
        (("2*x, -2*y", "2*y, 2*x"), Fraction(32, 3)),
        (("2*x, 2*y", "-2*y, 2*x"), Fraction(32, 3)),  # transposed: the same determinant
        (("2*x, 2*y", "2*y, 2*x"), Fraction(8)),  # 4x² − 4y²: 28/3 − 4/3
        (("2*x, -2*y", "2, 2"), Fraction(8)),  # 4x + 4y: 6 + 2
        (("-2*y, 2*x", "2*x, 2*y"), Fraction(32, 3)),  # −4x² − 4y²
    ],
)
def test_an_image_area_integrates_the_absolute_determinant(rows: tuple[str, ...], area: Fraction):
    assert values(derived(AREA, J=matrix(*rows))) == [area]


@pytest.mark.parametrize("rows", [("sin(x), 0", "0, 1"), ("x, y, 1", "x, 1, y")])
def test_an_image_area_is_given_up_beyond_polynomials(rows: tuple[str, ...]):
    assert derived(AREA, J=matrix(*rows)) is None


def test_an_image_area_needs_rational_limits():
    rule = ImageArea("J", {"x": ("0", "pi"), "y": ("0", "1")})
    assert derived(rule, J=CUSP) is None


CHAIN = ChainProduct(
    outer="G",
    inner="H",
    outer_point={"u": "2", "v": "3", "w": "4"},
    inner_point={"x": "1", "y": "2"},
)
J_H = matrix("y, x", "1, 1", "0, 2*y")
J_G = matrix("1, w, v", "v, u, 0")


def test_a_chain_product_multiplies_at_the_right_points():
    answer = derived(CHAIN, G=J_G, H=J_H)
    assert values(answer) == [6, 17, 8, 5]


def test_a_chain_product_needs_fitting_sizes():
    assert derived(CHAIN, G=J_H, H=J_G) is not None  # (3, 2)(2, 3)
    assert derived(CHAIN, G=J_G, H=J_G) is None


def test_nothing_follows_without_a_rule_or_an_earlier_answer():
    assert derived(None, J=CUSP) is None
    assert derived(Determinant("J")) is None
    assert derived(CHAIN, G=J_G) is None


def test_nothing_follows_from_a_scalar_or_a_flat_list():
    assert derived(Determinant("J"), J=ArrayAnswer((), (symbol("x"),))) is None
    entries: tuple[Expression, ...] = (rational(1), rational(2))
    assert derived(AtPoint("J", {}), J=ArrayAnswer((2,), entries)) is None


def test_a_rule_names_its_sources():
    assert sources(CHAIN) == ("G", "H")
    assert sources(AREA) == ("J",)
