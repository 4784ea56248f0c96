from __future__ import annotations

import json

import numpy as np
import pytest

from course.figures.maps import MAPS, PlaneMap, Window, effect

H = 1e-6
EVERY = pytest.mark.parametrize("shown", MAPS.values(), ids=MAPS)


@EVERY
def test_each_matrix_is_that_of_its_map(shown: PlaneMap):
    for point in [shown.start, (0.3, 0.7), (-0.5, 1.25)]:
        p = np.array(point)
        steps = H * np.eye(2)
        columns = [(shown.value(*(p + s)) - shown.value(*(p - s))) / (2 * H) for s in steps]
        assert np.allclose(np.column_stack(columns), shown.matrix(*point), atol=1e-8)
        assert shown.determinant(*point) == pytest.approx(np.linalg.det(shown.matrix(*point)))


@EVERY
def test_each_singular_curve_is_where_the_determinant_is_0(shown: PlaneMap):
    for curve in shown.singular:
        assert np.allclose([shown.determinant(*p) for p in curve.T], 0)


@EVERY
def test_the_determinant_keeps_its_sign_away_from_the_singular_curves(shown: PlaneMap):
    """Between neighbours of different sign there is a curve that is drawn."""
    (x, y), half = shown.window.centre, shown.window.half
    grid = np.linspace(-half, half, 42)  # an even count: no point on a line of symmetry
    curves = np.concatenate([np.empty((2, 0)), *shown.singular], axis=1)
    for line in x + grid:
        for low, high in zip(y + grid, y + grid[1:], strict=False):
            if shown.determinant(line, low) * shown.determinant(line, high) < 0:
                away = np.hypot(curves[0] - line, curves[1] - (low + high) / 2)
                assert min(away) < half / 10


@EVERY
def test_a_page_gets_lists_texts_and_numbers(shown: PlaneMap):
    drawn = json.loads(json.dumps(shown.drawn()))
    assert drawn["window"]["half"] == shown.window.half
    assert [len(curve) for curve in drawn["singular"]] == [c.shape[1] for c in shown.singular]
    assert shown.window.holds(shown.start)


@pytest.mark.parametrize(
    ("point", "inside"),
    [((1, 2), True), ((3, 4), True), ((3.1, 2), False), ((1, float("nan")), False)],
)
def test_a_window_holds_what_lies_inside_and_on_its_edge(point: tuple[float, float], inside: bool):  # noqa: FBT001 - a row of the table
    assert Window((1.0, 2.0), 2.0).holds(point) is inside


@pytest.mark.parametrize(
    ("determinant", "said"),
    [
        (7, "positive: orientation is kept, small areas are scaled by 7"),
        (-0.5, "negative: orientation reverses, small areas are scaled by 0.5"),
        (-1, "negative: orientation reverses, small areas stay"),
        (0, "zero: to first order, small areas collapse"),
        (1e-9, "zero: to first order, small areas collapse"),
        (10, "positive: orientation is kept, small areas are scaled by 10"),
    ],
)
def test_a_determinant_is_said_in_words(determinant: float, said: str):
    assert effect(determinant) == said
