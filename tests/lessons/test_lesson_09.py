"""Lesson 09: its quick checks know right answers and typical wrong ones; its figures are true."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures.costs import STEPS, difference_errors, draw_costs, evaluation, ratios
from grader.notebook.check import check
from tests.lessons.harness import is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l09_shape", "A"),
        ("l09_loss", "D"),
        ("l09_loss", " d "),
        ("l09_robot", "A"),
        ("l09_words", ["B", "D"]),
        ("l09_words", {"D", "B"}),
        ("l09_jvp", (4, -4)),
        ("l09_jvp", np.array([4.0, -4.0])),
        ("l09_jvp", [[4], [-4]]),
        ("l09_vjp", [1, 0, 6]),
        ("l09_vjp", [[1, 0, 6]]),
        ("l09_dual", "9 + 6*eps"),
        ("l09_dual", "3*(3 + 2*eps)"),
    ],
)
def test_right_answers_are_accepted(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("l09_shape", "B", "How many rows"),
        ("l09_shape", "C", "Count the rows"),
        ("l09_loss", "A", "a pass for each column"),
        ("l09_loss", "B", "one direction"),
        ("l09_loss", "C", "How many outputs"),
        ("l09_robot", "B", "few outputs"),
        ("l09_robot", "C", "Which mode"),
        ("l09_robot", "D", "How many inputs"),
        ("l09_words", ["A", "C"], "one call of F"),
        ("l09_words", "B", "few outputs are wrong"),
        ("l09_words", ["D"], "few inputs are wrong"),
        ("l09_jvp", [[2, 2, 0], [0, -1, -3]], "the products in a row"),
        ("l09_jvp", (4, 2), "which signs"),
        ("l09_vjp", (1, 1, 3), "You added the rows"),
        ("l09_vjp", [[1, 2, 0], [0, -2, 6]], "What is left"),
        ("l09_vjp", (2, 3, 3), "belongs to the first row"),
        ("l09_dual", "9 + 6*eps + eps**2", "the square of ε"),
        ("l09_dual", "9 + 3*eps", "four products"),
        ("l09_dual", "6", "two parts"),
        ("l09_dual", "9 + eps", "product by product"),
    ],
)
def test_typical_wrong_answers_get_their_hint(q: ModuleType, name: str, wrong: object, words: str):
    assert words in " ".join(check(getattr(q, name), wrong).report.hints)


@pytest.mark.parametrize("wrong", [["A", "C"], ["B"], ["A", "B", "C", "D"]])
def test_other_words_are_not_the_wrong_ones(q: ModuleType, wrong: list[str]):
    assert not is_right(q, "l09_words", wrong)


def test_each_mode_pays_for_its_passes():
    assert evaluation(1, 256, 128) == 128 + 128**2 + 128 * 256
    forward, reverse = ratios(1, 256, 128)
    assert (forward < 3, reverse > 256) == (True, True)
    assert ratios(256, 1, 128) == (reverse, forward)


@pytest.mark.parametrize("width", [16, 128, 512])
def test_the_modes_cost_the_same_for_a_square_matrix_and_only_there(width: int):
    assert ratios(16, 16, width)[0] == ratios(16, 16, width)[1]
    assert ratios(8, 16, width)[0] < ratios(8, 16, width)[1]
    assert ratios(32, 16, width)[0] > ratios(32, 16, width)[1]


def test_the_figure_draws_the_ratios():
    forward, reverse = draw_costs(exponent=3, width=64).axes[0].lines[:2]
    found = [(f, r) for f, r in zip(forward.get_ydata(), reverse.get_ydata(), strict=True)]
    assert found == [ratios(2**k, 8, 64) for k in range(11)]


def test_differences_have_a_best_step_and_a_complex_step_needs_none():
    one_sided, central, imaginary = difference_errors()
    assert 1e-9 <= STEPS[one_sided.argmin()] <= 1e-7
    assert 1e-6 <= STEPS[central.argmin()] <= 1e-4
    assert central.min() < one_sided.min() / 10
    assert max(imaginary[STEPS < 2e-8]) < 1e-15
