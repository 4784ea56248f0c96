"""The quick checks of lesson 04, and the mathematics of its figures."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import zoom
from course.figures.maps import MAPS
from tests.lessons.harness import hint_to, is_right

X, Y, DX, DY = sympy.symbols("x y dx dy", real=True)

RIGHT = [
    ("l04_halving", "C"),
    ("l04_zoom", "B"),
    ("l04_estimate", (3.1, 2.1)),
    ("l04_estimate", [sympy.Rational(31, 10), sympy.Rational(21, 10)]),
    ("l04_estimate", "[3.1, 2.1]"),
    ("l04_estimate", np.array([3.1, 2.1])),
    ("l04_remainder_first", DX**2),
    ("l04_remainder_first", "(x + dx)**2 - x**2 - 2*x*dx"),
    ("l04_remainder_second", DX * DY),
    ("l04_remainder_second", (X + DX) * (Y + DY) - X * Y - Y * DX - X * DY),
    ("l04_direction", "B"),
    ("l04_affine", "A"),
    ("l04_decrease", 0.52),
    ("l04_decrease", "52/100"),
]

WRONG = [
    ("l04_halving", "A", "no step"),
    ("l04_halving", "B", "next power"),
    ("l04_halving", "D", "lowest power"),
    ("l04_zoom", "A", "at zoom 1 and at zoom 8"),
    ("l04_zoom", "C", "becomes of h"),
    ("l04_zoom", "D", "Do not trust your eyes"),
    ("l04_estimate", (3.3, 2.3), "positive or negative"),
    ("l04_estimate", (3.11, 2.09), "where F leads"),
    ("l04_estimate", (3.2, 2.2), "second column"),
    ("l04_estimate", (3.21, 2.2), "no Δx²"),
    ("l04_estimate", (3.21, 2.1), "no Δx²"),
    ("l04_estimate", (3, 2), "first row"),
    ("l04_estimate", (0.1, 0.1), "does it start"),
    ("l04_remainder_first", 2 * X * DX + DX**2 + DY, "hold already"),
    ("l04_remainder_first", 2 * X * DX + DY, "is left"),
    ("l04_remainder_first", 0, "(x + dx)²"),
    ("l04_remainder_first", -(DX**2), "taken from the other"),
    ("l04_remainder_second", X * DY + Y * DX + DX * DY, "hold already"),
    ("l04_remainder_second", X * DY + Y * DX, "is left"),
    ("l04_remainder_second", 0, "both steps"),
    ("l04_remainder_second", -DX * DY, "taken from the other"),
    ("l04_direction", "A", "Δy = 0"),
    ("l04_direction", "C", "F itself"),
    ("l04_direction", "D", "both entries"),
    ("l04_affine", "B", "not linear"),
    ("l04_affine", "C", "Where is b"),
    ("l04_decrease", 0.5076, "what f does"),
    ("l04_decrease", -0.52, "change of −1"),
    ("l04_decrease", 0.1, "each entry"),
    ("l04_decrease", "sqrt(52)/100", "how long the step is"),
    ("l04_decrease", 52, "How long"),
]


@pytest.mark.parametrize(("name", "answer"), RIGHT)
def test_every_form_of_the_right_answer_is_accepted(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(("name", "wrong", "words"), WRONG)
def test_a_typical_mistake_gets_its_own_hint(q: ModuleType, name: str, wrong: object, words: str):
    assert words in hint_to(q, name, wrong)


@pytest.mark.parametrize(
    ("f", "matrix", "start"),
    [
        (zoom.waves, zoom.waves_matrix, zoom.BOX_CENTRE),
        (zoom.golden, zoom.golden_matrix, zoom.STEP_START),
    ],
)
def test_the_matrices_agree_with_central_differences(
    f: zoom.Map, matrix: zoom.Map, start: zoom.Points
):
    steps = 1e-5 * np.eye(2)
    slopes = (f(start + steps) - f(start - steps)) / 2e-5
    assert np.allclose(slopes, matrix(start), atol=1e-9)


def test_the_error_of_a_step_is_its_squared_length_times_the_cosine():
    for angle in (-60, 0, 30, 90):
        for length in (1, 0.25):
            expected = length**2 * abs(np.cos(np.radians(angle)))
            assert zoom.step_error(angle, length) == pytest.approx(expected, abs=1e-12)


def test_halving_a_small_box_divides_its_largest_error_by_four():
    assert zoom.box_error(1 / 32) / zoom.box_error(1 / 64) == pytest.approx(4, rel=0.02)


def test_each_figure_shows_the_error_at_every_length():
    for figure, axes in ((zoom.draw_box(2), 1), (zoom.draw_step(30), 1)):
        dots = [line for line in figure.axes[axes].lines if line.get_marker() == "o"]
        assert [len(line.get_xdata()) for line in dots] == [len(zoom.LENGTHS)]


@pytest.mark.parametrize("start", [MAPS["polar"].start, (0.5, 2.0), (2.0, 3.0)])
def test_the_multiple_that_the_explorer_shows_is_halved_by_each_zoom(start: tuple[float, float]):
    polar = MAPS["polar"]

    def multiple(h: float) -> float:
        far = np.array(start) + h
        estimate = polar.value(*start) + polar.matrix(*start) @ [h, h]
        return float(np.linalg.norm(polar.value(*far) - estimate)) / h

    multiples = [multiple(0.5 / zoom) for zoom in (4, 8, 16, 32, 64)]
    ratios = [after / before for before, after in pairwise(multiples)]
    assert np.allclose(ratios, 0.5, atol=0.03)
