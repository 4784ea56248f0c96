from __future__ import annotations

import numpy as np
import pytest

from course.figures.maps import MAPS, Window
from course.figures.snapshot import draw, drawn_text, zoomed


@pytest.mark.parametrize("zoom", [1, 8, 64])
def test_the_point_keeps_its_place_when_a_plane_is_enlarged(zoom: float):
    window, p = Window((1.0, 2.0), 4.0), np.array([2.0, 5.0])
    seen = zoomed(window, p, zoom, reach=1)
    assert seen.half == 4 / zoom
    assert np.allclose((p - seen.centre) / seen.half, [0.25, 0.75])


def test_a_plane_follows_a_point_that_would_leave_it():
    seen = zoomed(Window((0.0, 0.0), 4.0), np.array([10.0, -1.0]), 1, reach=0.5)
    assert seen.centre == (8.0, 0.0)


def test_the_picture_says_where_it_is_and_what_the_determinant_is():
    left, right = draw(MAPS["fold"], (0.0, 0.5), side=0.5, zoom=2).axes
    assert left.get_title() == "input, p = (0, 0.5)"
    assert right.get_title() == "output, det J(p) = −0.5"
    assert np.ptp(left.get_xlim()) == pytest.approx(2.5)


def test_the_parallelogram_is_spanned_by_the_columns():
    _, right = draw(MAPS["fold"], (1.0, 2.0), side=0.5, zoom=1).axes
    lines = {line.get_label(): np.stack(line.get_data(), axis=1) for line in right.lines}
    corners = [[3, 2], [4, 3], [4.5, 3.5], [3.5, 2.5], [3, 2]]
    assert np.allclose(lines["parallelogram of J"], corners)


def test_a_point_is_written_with_true_minus_signs():
    assert drawn_text((-1.0, 0.25)) == "(−1, 0.25)"
