"""The quick checks of lesson 7d, and the mathematics of its figures."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures import arm
from tests.lessons.harness import hint_to, is_right

H = 1e-6
LENGTHS = (1.5, 0.8)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07d_lost", "A"),
        ("l07d_lost", "a"),
        ("l07d_jacobian", [[-1, -1], [1, 0]]),
        ("l07d_jacobian", np.array([[-1.0, -1.0], [1.0, 0.0]])),
        ("l07d_jacobian", "[[-sin(pi/2), -1], [cos(0), 0]]"),
        ("l07d_det", "l1*l2*sin(theta2)"),
        ("l07d_det", "l1*l2*(sin(theta1 + theta2)*cos(theta1) - cos(theta1 + theta2)*sin(theta1))"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07d_lost", "B", "In which direction does the hand set off"),
        ("l07d_lost", "C", "Are they different"),
        ("l07d_lost", "D", "stay where it is"),
        ("l07d_jacobian", [[0, -1], [1, 0]], "direction θ₁ + θ₂"),
        ("l07d_jacobian", [[-1, 1], [-1, 0]], "Row 1 belongs to x"),
        ("l07d_jacobian", [[1, 0], [-1, -1]], "Which output"),
        ("l07d_jacobian", [[-1, -1], [0, 1]], "Which column"),
        ("l07d_jacobian", [[1, 1], [1, 0]], "derivative of cos"),
        ("l07d_jacobian", [[-1, -1], [1, 1]], "at rest"),
        ("l07d_det", "l1*l2*sin(theta1)", "about the shoulder"),
        ("l07d_det", "l1*l2*cos(theta2)", "straight arm"),
        ("l07d_det", "sin(theta2)", "twice as long"),
        ("l07d_det", "-l1*l2*sin(theta2)", "ad − bc"),
        ("l07d_det", "l1*l2*sin(theta1 + theta2)", "difference of angles"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize("angles", [(0.3, 1.0), (2.0, -0.7), (-1.0, 0.0)])
def test_the_matrix_is_that_of_the_hand_and_its_determinant_depends_on_the_elbow(
    angles: tuple[float, float],
):
    at = np.array(angles)
    columns = [
        (arm.hand(at + step, LENGTHS) - arm.hand(at - step, LENGTHS)) / (2 * H)
        for step in H * np.eye(2)
    ]
    measured = np.column_stack(columns)
    assert np.allclose(measured, arm.jacobian(at, LENGTHS), atol=1e-8)
    assert np.isclose(np.linalg.det(measured), np.prod(LENGTHS) * np.sin(angles[1]), atol=1e-8)


def test_a_straight_arm_moves_only_at_right_angles_to_itself():
    angles = np.array([0.7, 0.0])
    assert np.allclose(arm.hand(angles) @ arm.jacobian(angles), 0)


def test_newton_arrives_faster_and_faster_and_damping_slows_it_down():
    newton, damped = arm.search(0.0), arm.search(0.2)
    assert newton[-1] < 1e-12
    assert damped[-1] < 1e-6
    assert all(slow > fast for slow, fast in zip(damped[4:], newton[4:], strict=True))


@pytest.mark.parametrize("damping", [0.05, 0.2, 0.5])
def test_near_the_straight_arm_the_damped_turn_is_smaller_and_bounded(damping: float):
    for elbow in np.radians([1.0, 3.0, 10.0]):
        assert arm.pulled(elbow, damping) < arm.pulled(elbow, 0.0)
        assert arm.pulled(elbow, damping) <= arm.PULL / (2 * damping)


def test_each_frame_is_a_place_of_the_sliders():
    for frames, sliders in (
        (arm.FRAMES, arm.SLIDERS),
        (arm.DAMPING_FRAMES, arm.DAMPING_SLIDERS),
    ):
        for frame in frames:
            assert frame.keys() == sliders.keys()
            assert all(sliders[n].low <= value <= sliders[n].high for n, value in frame.items())


def test_the_figures_say_the_numbers_of_their_descriptions():
    titles = [arm.velocities(**frame).axes[1].get_title() for frame in arm.FRAMES]
    assert titles == ["det J = 1.00", "det J = 0.34", "det J = 0.00"]
    titles = [arm.damping_and_speed(**frame).axes[0].get_title() for frame in arm.DAMPING_FRAMES]
    assert [title.rpartition(" ")[2] for title in titles] == ["0.69", "0.05", "0.01"]
    assert all("Newton 3.82" in title for title in titles)
