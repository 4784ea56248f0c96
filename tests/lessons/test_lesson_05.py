"""Lesson 05: its quick checks know right answers and typical wrong ones, and its paths add up."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures.paths import INNER, OUTER, draw_paths, products
from grader.notebook.check import check
from tests.lessons.harness import is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l05_order", "A"),
        ("l05_shape", (3, 2)),
        ("l05_neuron", "2*(tanh(1) - 1)*(1 - tanh(1)**2)"),
        ("l05_neuron", 2 * (np.tanh(1) - 1) / np.cosh(1) ** 2),
        ("l05_cost", 30000),
        ("l05_cost", "3*100**2"),
    ],
)
def test_right_answers_are_accepted(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("l05_order", "B", "side by side"),
        ("l05_order", "C", "inner two numbers"),
        ("l05_shape", (2, 3), "How many outputs"),
        ("l05_shape", (3, 3), "How many inputs"),
        ("l05_neuron", "2*(1 - tanh(1))*(1 - tanh(1)**2)", "Which sign"),
        ("l05_neuron", "(tanh(1) - 1)*(1 - tanh(1)**2)", "derivative by w"),
        ("l05_neuron", "2*(tanh(1) - 1)", "slope of tanh"),
        ("l05_cost", 2010000, "row at the output"),
        ("l05_cost", 4 * 100**2, "How many products"),
    ],
)
def test_typical_wrong_answers_get_their_hint(q: ModuleType, name: str, wrong: object, words: str):
    hints = check(getattr(q, name), wrong).report.hints
    assert words in " ".join(hints)


def test_the_paths_of_a_pair_add_up_to_the_entry_of_the_product():
    sums = [[sum(products(i, j)) for j in (1, 2, 3)] for i in (1, 2)]
    assert sums == (np.array(OUTER) @ np.array(INNER)).tolist()


def test_the_title_states_the_sum():
    assert draw_paths(output=2, source=2).axes[0].get_title().endswith("sum −6")


def test_early_rounding_is_named_and_a_stranger_to_all_mistakes_still_gets_help(q: ModuleType):
    rounded = check(q.l05_neuron, -0.2002).report
    assert "rounded too early" in " ".join(rounded.notes)
    assert len(q.l05_neuron.hints) > 1
