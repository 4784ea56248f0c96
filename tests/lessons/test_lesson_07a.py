"""The quick checks of lesson 7a, and the mathematics of its figure."""

from __future__ import annotations

from fractions import Fraction
from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import training
from tests.lessons.harness import hint_to, is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07a_curves", "B"),
        ("l07a_curves", "b"),
        ("l07a_shape", (12, 24)),
        ("l07a_shape", [12, 24]),
        ("l07a_shape", np.zeros((12, 24)).shape),
        ("l07a_zeros", "11/12"),
        ("l07a_zeros", 11 / 12),
        ("l07a_zeros", "1 - 24/288"),
        ("l07a_zeros", sympy.Rational(11, 12)),
        ("l07a_zeros", Fraction(11, 12)),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07a_curves", "A", "entries of the large matrices"),
        ("l07a_curves", "C", "leave"),
        ("l07a_shape", (24, 12), "Rows belong to outputs"),
        ("l07a_shape", (12, 2), "shape of W"),
        ("l07a_shape", (12, 12), "How many weights"),
        ("l07a_shape", (1, 24), "How many entries has z"),
        ("l07a_zeros", "1/12", "need not be 0"),
        ("l07a_zeros", 1 / 12, "need not be 0"),
        ("l07a_zeros", "23/24", "as many weights"),
        ("l07a_zeros", 0.5, "24 entries"),
        ("l07a_zeros", 264, "number of all entries"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


def test_the_matrix_by_the_weights_has_the_shape_and_the_zeros_of_the_checks():
    last = training.factors(*training.moons(), training.start(hidden=12))[-1]
    assert last.shape == (100, 12, 24)
    assert np.mean(last == 0) == pytest.approx(11 / 12)


def test_the_slopes_of_both_ways_agree_with_finite_differences():
    points, targets = training.moons()
    weights = training.start(hidden=5)

    def error(entries: np.ndarray) -> float:
        into, b, v, c = np.split(entries, [10, 15, 20])
        moved = training.Weights(into.reshape(5, 2), b, v, float(c[0]))
        return float(np.mean((training.outputs(points, moved)[1] - targets) ** 2) / 2)

    at = np.concatenate([np.ravel(entry) for entry in weights])
    steps = 1e-5 * np.eye(len(at))
    measured = [(error(at + step) - error(at - step)) / 2e-5 for step in steps]
    for explicit in (False, True):
        slopes = training.gradient(points, targets, weights, explicit=explicit)
        assert np.allclose(np.concatenate([np.ravel(s) for s in slopes]), measured, atol=1e-9)


def test_both_ways_of_training_find_the_same_weights():
    backwards, errors = training.train(12, 0.3, epochs=20)
    explicit, others = training.train(12, 0.3, epochs=20, explicit=True)
    assert np.allclose(errors, others, atol=1e-12)
    assert np.allclose(backwards.W, explicit.W, atol=1e-12)


def test_training_parts_the_moons_if_there_are_enough_units():
    assert training.accuracy(training.train(1, 0.3)[0]) < 0.9
    assert training.accuracy(training.train(8, 0.3)[0]) > 0.95


def test_each_frame_is_a_place_of_the_sliders():
    for frame in training.FRAMES:
        for name, value in frame.items():
            assert training.SLIDERS[name].low <= value <= training.SLIDERS[name].high


@pytest.mark.parametrize("hidden", [1, 16])
def test_the_picture_of_the_matrix_marks_two_entries_a_row(hidden: int):
    lines = training.draw_training(hidden, 0.5).axes[2].get_lines()
    counts = {line.get_label(): len(line.get_xdata()) for line in lines}
    assert counts == {"x₁": hidden, "x₂": hidden, "0": 2 * hidden * (hidden - 1)}
