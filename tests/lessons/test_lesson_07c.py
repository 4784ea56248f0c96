"""The quick checks of lesson 7c, and the mathematics of its figures."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures import vision
from tests.lessons.harness import hint_to, is_right

H = 1e-6


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07c_square", "B"),
        ("l07c_square", "b"),
        ("l07c_det", "3/16"),
        ("l07c_det", 0.1875),
        ("l07c_det", "(1 - 1/4)*(1 - 3/4)"),
        ("l07c_shape", (1600, 6)),
        ("l07c_shape", [40 * 40, 6]),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07c_square", "A", "vary across it"),
        ("l07c_square", "C", "the inner or the outer one"),
        ("l07c_square", "D", "0.9 and r = 1.1"),
        ("l07c_det", "(3/4)**2", "direction of the radius"),
        ("l07c_det", 0.5625, "direction of the radius"),
        ("l07c_det", "1 - 2/4", "How many factors"),
        ("l07c_det", "1/4", "the one across"),
        ("l07c_det", 0.75, "the one along"),
        ("l07c_det", 1, "product of two lengths"),
        ("l07c_det", "35/16", "pull points"),
        ("l07c_shape", (6, 1600), "Rows belong to outputs"),
        ("l07c_shape", (1, 6), "single pixel"),
        ("l07c_shape", (2, 6), "∂W/∂p"),
        ("l07c_shape", (1600, 2), "by x and y"),
        ("l07c_shape", (40, 6), "one side"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize("k", [0.2, -0.25, -0.6])
@pytest.mark.parametrize("point", [(0.8, 0.0), (0.3, -0.9), (0.0, 0.0)])
def test_the_area_factor_is_the_determinant_of_finite_differences(
    k: float, point: tuple[float, float]
):
    p = np.array(point)
    columns = [
        (vision.distort(p + step, k) - vision.distort(p - step, k)) / (2 * H)
        for step in H * np.eye(2)
    ]
    measured = np.linalg.det(np.column_stack(columns))
    assert np.isclose(measured, vision.determinant(p, k), atol=1e-8)
    assert np.isclose(measured, np.prod(vision.stretches(k, float(np.hypot(*p)))), atol=1e-8)


def test_the_slopes_of_the_picture_and_the_columns_agree_with_finite_differences():
    points = vision.pixels()
    by_place = [
        (vision.picture(points + step[:, None]) - vision.picture(points - step[:, None])) / (2 * H)
        for step in H * np.eye(2)
    ]
    assert np.allclose(np.column_stack(by_place), vision.slopes(points), atol=1e-7)
    p = vision.HIDDEN
    by_parameter = [
        (
            vision.picture(vision.affine(points, p + step))
            - vision.picture(vision.affine(points, p - step))
        )
        / (2 * H)
        for step in H * np.eye(6)
    ]
    assert np.allclose(np.column_stack(by_parameter), vision.by_parameters(points, p), atol=1e-7)


def test_the_search_finds_the_hidden_warp_and_noise_keeps_it_from_doing_so():
    assert np.abs(vision.match()[-1] - vision.HIDDEN).max() < 1e-8
    assert 1e-3 < np.abs(vision.match(noise=0.1)[-1] - vision.HIDDEN).max() < 0.1


def test_each_frame_is_a_place_of_the_sliders():
    for frames, sliders in (
        (vision.FRAMES, vision.SLIDERS),
        (vision.MATCHING_FRAMES, vision.MATCHING_SLIDERS),
    ):
        for frame in frames:
            assert frame.keys() == sliders.keys()
            assert all(sliders[n].low <= value <= sliders[n].high for n, value in frame.items())


def test_the_title_says_the_determinant_in_the_square():
    titles = [vision.distortion(**frame).axes[1].get_title() for frame in vision.FRAMES]
    assert [title.partition(": ")[2] for title in titles] == ["1.56", "0.44", "−0.24"]


def test_each_column_is_a_picture_under_its_parameters_name():
    titles = [axes.get_title() for axes in vision.columns().axes]
    assert [title for title in titles if title] == list(vision.PARAMETERS)


def test_the_picture_shows_what_is_left_after_some_rounds():
    titles = [axes.get_title() for axes in vision.matching(rounds=1.0, noise=0.0).axes[:3]]
    assert titles == ["target T, noise 0", "T − I(W), round 1", "error now 0.05"]
