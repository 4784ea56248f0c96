"""The quick checks of lesson 2, and the mathematics of its figures."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import entries
from tests.lessons.harness import hint_to, is_right

H = 1e-6
X, Y = sympy.symbols("x y")
G = sympy.Matrix([X + 2 * Y, X * Y, Y**2])


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l02_flat", "B"),
        ("l02_flat", "b"),
        ("l02_jacobian", [[1, 2], ["y", "x"], [0, "2*y"]]),
        ("l02_jacobian", "Matrix([[1, 2], [y, x], [0, y + y]])"),
        ("l02_jacobian", G.jacobian([X, Y])),
        ("l02_space", "C"),
        ("l02_bug", "C"),
        ("l02_mended", "D"),
        ("l02_partials", [0, 0]),
        ("l02_partials", (0.0, 0.0)),
        ("l02_partials", np.zeros(2)),
        ("l02_differentiable", "B"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l02_flat", "A", "How many inputs"),
        ("l02_flat", "C", "Let y = 1"),
        ("l02_flat", "D", "name both inputs"),
        ("l02_jacobian", [[1, "y", 0], [2, "x", "2*y"]], "Row i is output i"),
        ("l02_jacobian", G.jacobian([X, Y]).T, "Row i is output i"),
        ("l02_jacobian", [[1, 2], ["y", "x"], [0, "y"]], "power rule"),
        ("l02_jacobian", [[1, 2], ["x", "y"], [0, "2*y"]], "Which factor of xy stays"),
        ("l02_jacobian", [[1, 2], ["y", "x"], ["2*y", "2*y"]], "third output change"),
        ("l02_jacobian", [[1, 1], ["y", "x"], [0, "2*y"]], "by how much does x + 2y grow"),
        ("l02_jacobian", [[2, 1], ["x", "y"], ["2*y", 0]], "name its variables"),
        ("l02_space", "A", "Do rows belong to inputs"),
        ("l02_space", "B", "How many outputs are there"),
        ("l02_space", "D", "which output an entry belongs to"),
        ("l02_bug", "A", "column 1 the first weight"),
        ("l02_bug", "B", "There are u weights"),
        ("l02_bug", "D", "the last column is weight u"),
        ("l02_mended", "A", "Which row is the wrong corner in"),
        ("l02_mended", "B", "There are v outputs"),
        ("l02_mended", "C", "Which weight"),
        ("l02_partials", [0.5, 0.5], "only x moves"),
        ("l02_partials", [1, 1], "Put y = 0"),
        ("l02_differentiable", "A", "f(h, h)"),
        ("l02_differentiable", "C", "f(h, 0) and f(0, h)"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(("x", "y"), [(1.0, 1.0), (-1.0, 1.0), (0.0, 0.5), (-1.5, -0.25)])
def test_the_entries_of_the_figure_are_the_slopes_of_its_map(x: float, y: float):
    p = np.array([x, y])
    columns = [
        (entries.three_outputs(*(p + step)) - entries.three_outputs(*(p - step))) / (2 * H)
        for step in H * np.eye(2)
    ]
    assert np.allclose(np.column_stack(columns), entries.jacobian(x, y), atol=1e-8)


@pytest.mark.parametrize(
    ("row", "column", "framed"),
    [(2, 0, [2, 3]), (0, 2, [1, 3, 5]), (3, 1, [4]), (0, 0, [0, 1, 2, 3, 4, 5])],
)
def test_the_chosen_entries_are_framed(row: int, column: int, framed: list[int]):
    cells = entries.table_of_slices(row, column, 1.0, 1.0).axes
    assert [k for k, cell in enumerate(cells) if cell.title.get_weight() == "bold"] == framed


@pytest.mark.parametrize("h", [1.0, 1e-3, -1e-9])
def test_the_ratio_is_flat_on_the_axes_and_jumps_on_the_diagonals(h: float):
    assert entries.ratio(h, 0) == entries.ratio(0, h) == entries.ratio(0, 0) == 0
    assert entries.ratio(h, h) == pytest.approx(1 / 2)
    assert entries.ratio(h, -h) == pytest.approx(-1 / 2)


def test_a_point_in_integers_gives_the_same_plots():
    curves = [cell.lines[0].get_ydata() for cell in entries.table_of_slices(0, 0, 0, 0).axes]
    assert len(set(curves[0])) > len(curves)
    assert np.allclose(np.diff(curves[5]), 3 * np.diff(np.linspace(-2, 2, 81)))
