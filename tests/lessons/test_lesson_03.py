"""The quick checks of lesson 3, and the mathematics of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures import folding
from tests.lessons.harness import hint_to, is_right

H = 1e-6


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l03_unchanged", "C"),
        ("l03_unchanged", "c"),
        ("l03_at_seed", [[2, 1], [2, 1]]),
        ("l03_at_seed", np.array([[2.0, 1.0], [2.0, 1.0]])),
        ("l03_at_seed", "[[2, 1], [4/2, 1]]"),
        ("l03_at_other", [[4, 1], [1, 2]]),
        ("l03_at_other", "Matrix([[4, 1], [1, 2]])"),
        ("l03_exact_change", 0.21),
        ("l03_exact_change", "21/100"),
        ("l03_exact_change", 1.1**2 + 2 - 3),
        ("l03_not_affected", "B"),
        ("l03_letter", "C"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l03_unchanged", "A", "Two units of x"),
        ("l03_unchanged", "B", "both steps are positive"),
        ("l03_unchanged", "D", "two rows"),
        ("l03_at_seed", [[2, 2], [1, 1]], "Row i is output i"),
        ("l03_at_seed", [[2, 1], [1, 2]], "which factor of xy"),
        ("l03_at_seed", [[1, 1], [2, 1]], "parabola"),
        ("l03_at_seed", [[1, 2], [1, 2]], "name its variables"),
        ("l03_at_other", [[1, 2], [4, 1]], "Which output comes first"),
        ("l03_at_other", [[4, 1], [2, 1]], "which factor of xy"),
        ("l03_at_other", [[1, 4], [2, 1]], "name its variables"),
        ("l03_at_other", [[2, 1], [1, 2]], "power rule"),
        ("l03_at_other", [[2, 1], [2, 1]], "Which coordinate"),
        ("l03_exact_change", 0.2, "the estimate by the Jacobian matrix"),
        ("l03_exact_change", 0.01, "what the estimate misses"),
        ("l03_exact_change", 3.21, "after the step"),
        ("l03_not_affected", "A", "a slope at one point"),
        ("l03_not_affected", "C", "Which entry of J(0, 1)"),
        ("l03_letter", "A", "Put p on (0, 1)"),
        ("l03_letter", "B", "Turn your head"),
        ("l03_letter", "D", "At (−2, 1) the letter is turned"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(("x", "y"), [(1.0, 2.0), (0.0, 1.0), (2.0, 1.0), (-1.5, 0.25)])
def test_the_matrix_of_the_figure_is_that_of_its_map(x: float, y: float):
    p = np.array([x, y])
    columns = [
        (folding.seed_map(*(p + step)) - folding.seed_map(*(p - step))) / (2 * H)
        for step in H * np.eye(2)
    ]
    assert np.allclose(np.column_stack(columns), folding.jacobian(x, y), atol=1e-8)


def test_the_fold_is_where_the_determinant_is_0_and_its_image_is_the_cusp():
    points = folding.fold(np.linspace(-2, 2, 9))
    assert np.allclose([np.linalg.det(folding.jacobian(*p)) for p in points.T], 0)
    a, b = folding.seed_map(*points)
    assert np.allclose(4 * a**3, 27 * b**2)


def test_each_frame_is_a_place_of_the_sliders_and_its_title_says_the_determinant():
    titles = []
    for frame in folding.FRAMES:
        for name, value in frame.items():
            slider = folding.SLIDERS[name]
            assert slider.low <= value <= slider.high
        titles.append(folding.square_and_image(**frame).axes[1].get_title())
    assert [title.partition("= ")[2] for title in titles] == ["7", "0", "−1"]


def test_on_the_way_of_the_letter_the_determinant_changes_its_sign_twice():
    signs = [np.sign(2 * x**2 - 1) for x in np.linspace(-2, 2, 41)]
    assert signs[0] == signs[-1] == 1
    assert np.count_nonzero(np.diff(signs)) == 2
    assert np.linalg.det(folding.jacobian(0, 1)) < 0
