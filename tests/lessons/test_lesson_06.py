"""The quick checks of lesson 6, and the mathematics of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import gallery
from tests.lessons.harness import hint_to, is_right

X, Y = sympy.symbols("x y", real=True)
R = sympy.sqrt(X**2 + Y**2)
F = sympy.Matrix([X + 3 * Y + 4, 2 * X - Y + 5])


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l06_circle", "C"),
        ("l06_circle", "c"),
        ("l06_row", [["2*x", 3]]),
        ("l06_row", "[[x + x, 3]]"),
        ("l06_row", ["2*x", 3]),
        ("l06_row", sympy.Matrix([X**2 + 3 * Y]).jacobian([X, Y])),
        ("l06_gradient", [[8], [3]]),
        ("l06_gradient", np.array([[8.0], [3.0]])),
        ("l06_gradient", [8, 3]),
        ("l06_affine", [[1, 3], [2, -1]]),
        ("l06_affine", np.array([[1, 3], [2, -1]])),
        ("l06_affine", F.jacobian([X, Y])),
        ("l06_elementwise", "D"),
        ("l06_norm", [["x/sqrt(x**2 + y**2)", "y/sqrt(x**2 + y**2)"]]),
        ("l06_norm", "[[x*(x**2 + y**2)**(-1/2), 2*y/(2*sqrt(y*y + x*x))]]"),
        ("l06_norm", sympy.Matrix([R]).jacobian([X, Y])),
        ("l06_norm_at_zero", "C"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l06_circle", "A", "two equal outputs"),
        ("l06_circle", "B", "image of (1, 0)"),
        ("l06_circle", "D", "slanted direction"),
        ("l06_row", [["2*x"], [3]], "How many rows"),
        ("l06_row", [["x**2", "3*y"]], "two terms of f"),
        ("l06_row", [["2*x + 3", "2*x + 3"]], "y stands still"),
        ("l06_gradient", [[8, 3]], "That is a row"),
        ("l06_gradient", [[16], [15]], "two terms of f at the point"),
        ("l06_gradient", [[10], [3]], "Which coordinate"),
        ("l06_affine", [[1, 0], [0, 1]], "The name misleads"),
        ("l06_affine", [[5, 7], [7, 4]], "moves every image"),
        ("l06_affine", [["x", "3*y"], ["2*x", "-y"]], "the terms of Ax"),
        ("l06_affine", [[1, 2], [3, -1]], "Row i is output i"),
        ("l06_elementwise", "A", "slope 1 everywhere"),
        ("l06_elementwise", "B", "how many columns"),
        ("l06_elementwise", "C", "while only y moves"),
        ("l06_norm", sympy.Matrix([R]).jacobian([X, Y]).T, "How many rows"),
        ("l06_norm", [["1/(2*sqrt(x**2+y**2))", "1/(2*sqrt(x**2+y**2))"]], "slope of the square"),
        ("l06_norm", [["2*x/sqrt(x**2+y**2)", "2*y/sqrt(x**2+y**2)"]], "slope of √u"),
        ("l06_norm", [["x", "y"]], "walk one unit"),
        ("l06_norm", [[1, 1]], "the same as x + y"),
        ("l06_norm_at_zero", "A", "look flat"),
        ("l06_norm_at_zero", "B", "from the left"),
        ("l06_norm_at_zero", "D", "Has |x| a slope"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(
    "matrix",
    [
        [[2, 1], [2, 1]],
        [[2, 1], [0, 1]],
        [[0, 1], [1, 0]],
        [[-1.5, 0.2], [0.7, -2]],
        [[0, 0], [0, 0]],
        [[0, 2], [0, 0]],
    ],
)
def test_the_half_axes_are_perpendicular_and_the_longest_and_shortest_of_the_image(
    matrix: list[list[float]],
):
    directions, lengths = gallery.singular(matrix)
    ends = np.array(matrix) @ directions
    distances = np.linalg.norm(np.array(matrix) @ gallery.circle(3600), axis=0)
    assert np.allclose(directions.T @ directions, np.eye(2))
    assert np.allclose(ends.T @ ends, np.diag(lengths**2))
    assert np.allclose([distances.max(), distances.min()], lengths, atol=1e-2)
    assert np.isclose(np.prod(lengths), abs(np.linalg.det(matrix)))


@pytest.mark.parametrize(
    ("matrix", "names"),
    [
        ([[0, 0], [0, 0]], {"zero", "diagonal", "symmetric"}),
        ([[1, 0], [0, 1]], {"identity", "diagonal", "orthogonal (rotation)", "symmetric"}),
        ([[0, 1], [1, 0]], {"permutation", "orthogonal (reflection)", "symmetric"}),
        ([[0.6, -0.8], [0.8, 0.6]], {"orthogonal (rotation)"}),
        ([[0.1 * 6, -0.1 * 8], [0.1 * 8, 0.1 * 6]], {"orthogonal (rotation)"}),
        ([[2, 0], [0, 0.5]], {"diagonal", "symmetric"}),
        ([[2, 1], [2, 1]], {"rank one"}),
        ([[0.1 + 0.2, 0.3], [0.3, 0.3]], {"rank one", "symmetric"}),
        ([[2, 1], [0, 1]], {"no special kind"}),
    ],
)
def test_a_matrix_is_named_by_every_kind_it_belongs_to(matrix: list[list[float]], names: set[str]):
    assert set(gallery.kinds(matrix)) == names


def test_each_frame_is_a_place_of_the_sliders_and_says_its_numbers():
    said = []
    for frame in gallery.FRAMES:
        for name, value in frame.items():
            slider = gallery.SLIDERS[name]
            assert slider.low <= value <= slider.high
        said.append(gallery.circle_and_image(**frame).get_suptitle())
    assert [line for title in said for line in title.splitlines()] == [
        "rows (2, 0) and (0, 0.5): diagonal, symmetric",
        "det J = 1, singular values 2 and 0.5",
        "rows (0, 1) and (1, 0): permutation, orthogonal (reflection), symmetric",
        "det J = −1, singular values 1 and 1",
        "rows (2, 1) and (2, 1): rank one",
        "det J = 0, singular values 3.16 and 0",
    ]
