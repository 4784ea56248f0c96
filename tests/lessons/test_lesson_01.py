"""The quick checks of lesson 1, and the mathematics of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import slices
from grader.notebook.check import check
from tests.lessons.harness import hint_to, is_right

H = 1e-6


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l01_slice", "B"),
        ("l01_slice", "b"),
        ("l01_partial", 12),
        ("l01_partial", "2*3*2"),
        ("l01_partial", 12.0),
        ("l01_partial", sympy.Integer(12)),
        ("l01_sensitivity", -0.06),
        ("l01_sensitivity", "-3*0.02"),
        ("l01_sensitivity", sympy.Rational(-3, 50)),
        ("l01_kind", "B"),
        ("l01_kind", " b "),
        ("l01_shape", (10, 784)),
        ("l01_shape", [10, 784]),
        ("l01_shape", np.zeros((10, 784)).shape),
        ("l01_shape", "10 x 784"),
        ("l01_update", "B"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l01_slice", "A", "lifting a curve"),
        ("l01_slice", "C", "derivative of a constant"),
        ("l01_slice", "D", "Only y is frozen"),
        ("l01_partial", 9, "while y moves"),
        ("l01_partial", 6, "constant factor"),
        ("l01_partial", 21, "added the slopes"),
        ("l01_partial", 18, "f itself"),
        ("l01_sensitivity", 0.06, "Which sign"),
        ("l01_sensitivity", -3, "each unit of w"),
        ("l01_sensitivity", -150, "multiply or divide"),
        ("l01_sensitivity", -2.98, "different units"),
        ("l01_kind", "A", "look up a temperature"),
        ("l01_kind", "C", "where in the room"),
        ("l01_shape", (784, 10), "counts the outputs"),
        ("l01_shape", (10, 1), "How many inputs"),
        ("l01_shape", (1, 784), "How many classes"),
        ("l01_shape", (1, 7840), "Into how many rows"),
        ("l01_shape", (7840, 1), "Into how many rows"),
        ("l01_update", "A", "belongs to a point"),
        ("l01_update", "C", "Which letters"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


def test_a_count_of_entries_is_no_shape(q: ModuleType):
    assert "a shape has two" in check(q.l01_shape, 7840).report.summary


@pytest.mark.parametrize("moving", [1, 2])
@pytest.mark.parametrize(("x", "y"), [(1.0, 2.0), (1.0, 3.0), (0.0, 1.0), (-1.5, 0.25)])
def test_the_rates_of_the_figure_are_those_of_its_map(moving: int, x: float, y: float):
    p, step = np.array([x, y]), H * np.eye(2)[moving - 1]
    slope = (slices.seed_map(*(p + step)) - slices.seed_map(*(p - step))) / (2 * H)
    assert np.allclose(slope, slices.rates(moving, x, y), atol=1e-8)


@pytest.mark.parametrize("moving", [1, 2])
def test_a_slice_freezes_one_input_even_if_the_point_is_given_in_integers(moving: int):
    points = slices.slice_through(moving, -2, 1)
    assert set(points[2 - moving]) == {(-2, 1)[2 - moving]}
    assert np.allclose(np.diff(points[moving - 1]), 0.05)


def test_each_frame_is_a_place_of_the_sliders_and_its_titles_say_the_slopes():
    titles = []
    for frame in slices.FRAMES:
        for name, value in frame.items():
            assert slices.SLIDERS[name].low <= value <= slices.SLIDERS[name].high
        titles.append([axes.get_title() for axes in slices.slice_and_tangent(**frame).axes])
    assert titles == [
        ["y frozen at 2", "slope of f₁: 2", "slopes of f₁, f₂: 2, 2"],
        ["y frozen at 3", "slope of f₁: 2", "slopes of f₁, f₂: 2, 3"],
        ["x frozen at 1", "slope of f₁: 1", "slopes of f₁, f₂: 1, 1"],
    ]
