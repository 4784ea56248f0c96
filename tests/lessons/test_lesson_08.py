"""The quick checks of lesson 8, and the mathematics of its figures."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import area
from tests.lessons.harness import hint_to, is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l08_half", "A"),
        ("l08_half", "a"),
        ("l08_expands", ["A", "E"]),
        ("l08_expands", ["e", "a"]),
        ("l08_reverses", ["D", "E"]),
        ("l08_inverse", ["A", "B", "C", "D", "E"]),
        ("l08_kept", 3),
        ("l08_kept", 3.0),
        ("l08_polar", "r"),
        ("l08_polar", "r*cos(theta)**2 + r*sin(theta)**2"),
        ("l08_polar", sympy.Symbol("r", real=True)),
        ("l08_polar", "abs(r)"),
        ("l08_bell", "pi"),
        ("l08_bell", np.pi),
        ("l08_bell", sympy.pi),
        ("l08_parallelogram", 9),
        ("l08_parallelogram", "3*3"),
        ("l08_density", "1/y"),
        ("l08_density", "exp(-log(y))"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l08_half", "B", "size of −1/2"),
        ("l08_half", "C", "sign of a determinant"),
        ("l08_half", "D", "never negative"),
        ("l08_expands", ["A"], "determinant is −3"),
        ("l08_expands", ["A", "D", "E"], "size of −1/2"),
        ("l08_expands", ["A", "C", "E"], "factor of 1"),
        ("l08_reverses", ["B", "D"], "gets smaller"),
        ("l08_reverses", ["E"], "sign or the size"),
        ("l08_reverses", ["D", "E", "F"], "flat"),
        ("l08_inverse", ["A", "B", "C"], "undo a mirror image"),
        ("l08_inverse", ["A", "E"], "undo a contraction"),
        ("l08_inverse", ["C"], "Which matrices"),
        ("l08_inverse", ["A", "B", "C", "D", "E", "F"], "multiply to I"),
        ("l08_kept", 1, "turned and slanted"),
        ("l08_kept", 2, "the determinant is 0"),
        ("l08_kept", -1, "Which y has it"),
        ("l08_kept", (1, 3), "Which of its coordinates"),
        ("l08_polar", 1, "column of θ"),
        ("l08_polar", "r**2", "How many columns"),
        ("l08_polar", "-r", "comes first"),
        ("l08_polar", "r*(cos(theta)**2 - sin(theta)**2)", "ad + bc"),
        ("l08_bell", "pi**1.5", "Δr and Δθ"),
        ("l08_bell", np.pi**1.5, "Δr and Δθ"),
        ("l08_bell", "2*pi", "derivative of exp"),
        ("l08_bell", "sqrt(pi)", "over a line"),
        ("l08_bell", "pi/2", "interval does θ"),
        ("l08_parallelogram", 3, "over u and v"),
        ("l08_parallelogram", 27, "How often"),
        ("l08_parallelogram", 1, "Which area is larger"),
        ("l08_parallelogram", 15, "ad + bc"),
        ("l08_density", "y", "stretched"),
        ("l08_density", 1, "dashed curve"),
        ("l08_density", "exp(-y)", "Which x"),
        ("l08_density", "log(y)", "inverse map"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(("x", "y"), [(2.0, 1.0), (1.0, 2.0), (0.0, 0.5), (-1.5, 3.0)])
@pytest.mark.parametrize("h", [0.02, 0.3, 1.0])
def test_the_meter_differs_from_the_determinant_by_a_sixth_of_the_square(
    x: float, y: float, h: float
):
    assert np.isclose(area.signed_ratio(x, y, h), 2 * x**2 - y + h**2 / 6, atol=1e-4)


def test_the_sign_of_an_area_is_the_direction_in_which_its_outline_runs():
    square = area.outline()
    assert np.isclose(area.shoelace(square), 1)
    assert np.isclose(area.shoelace(square[::-1]), -1)


def test_each_frame_is_a_place_of_the_sliders_and_says_its_determinant():
    said = []
    for frame in area.FRAMES:
        for name, value in frame.items():
            slider = area.SLIDERS[name]
            assert slider.low <= value <= slider.high
        said += [text.get_text() for text in area.area_meter(**frame).axes[2].texts]
    assert [text.partition("= ")[2] for text in said] == ["7", "0", "−0.5"]


def test_a_polar_cell_has_the_area_r_times_its_sides():
    legend = area.polar_cells().axes[1].get_legend()
    assert legend is not None
    said = [text.get_text().partition(": area ")[2] for text in legend.get_texts()]
    assert said == [f"{r * np.pi / 8:.3f}" for r in (0.5, 1.5, 2.5)]


def test_the_density_is_that_of_a_normal_distribution():
    x = np.linspace(-10, 10, 2001)
    assert np.isclose(np.trapezoid(area.normal_density(x), x), 1)
    assert [axes.get_title() for axes in area.stretched_density().axes][1] == "Y = exp(X)"
