"""The quick checks of lesson 7b, and the mathematics of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import flow
from tests.lessons.harness import hint_to, is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07b_total", "B"),
        ("l07b_total", "b"),
        ("l07b_log_det", "s(x)"),
        ("l07b_log_det", "log(exp(s(x)))"),
        ("l07b_log_det", "3*tanh(x)/5"),
        ("l07b_log_det", "0.6*tanh(x)"),
        ("l07b_log_det", sympy.Rational(3, 5) * sympy.tanh(sympy.Symbol("x", real=True))),
        ("l07b_log_density", "-s(x)"),
        ("l07b_log_density", "log(1/exp(s(x)))"),
        ("l07b_log_density", "-3/5*tanh(x)"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07b_total", "A", "mean of 2 and 1/2"),
        ("l07b_total", "C", "above or below 1"),
        ("l07b_log_det", "exp(s(x))", "its logarithm"),
        ("l07b_log_det", "exp(3*tanh(x)/5)", "its logarithm"),
        ("l07b_log_det", "s(x) + t(x)", "adding t(x)"),
        ("l07b_log_det", 0, "stretched"),
        ("l07b_log_det", "-s(x)", "way back"),
        ("l07b_log_density", "s(x)", "rise or fall"),
        ("l07b_log_density", "exp(-s(x))", "added to its logarithm"),
        ("l07b_log_density", 0, "integral"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


def test_the_inverse_undoes_the_layer():
    points = np.random.default_rng(1).normal(size=(2, 50))
    assert np.allclose(flow.inverse(flow.forward(points, 0.8), 0.8), points)
    assert np.allclose(flow.forward(flow.inverse(points, 0.8), 0.8), points)


def test_only_the_right_factor_gives_a_density():
    assert [flow.total(0.6, power) for power in (1, 0, -1)] == pytest.approx(
        [1, 1.0724, 1.3065], abs=1e-4
    )
    assert [flow.total(0, power) for power in (1, 0, -1)] == pytest.approx([1, 1, 1], abs=1e-6)


@pytest.mark.parametrize("power", [1, 0, -1])
def test_the_curve_of_the_meter_passes_through_the_integral(power: int):
    lines = flow.draw_flow(0.5, power).axes[2].get_lines()
    curve, dot = lines[1 - power], lines[-1]
    assert np.interp(0.5, *curve.get_data()) == pytest.approx(float(dot.get_ydata()[0]), abs=1e-4)


def test_samples_lie_as_the_density_says():
    edges = np.linspace(-3, 3, 13), np.linspace(-5, 7, 13)
    count = 40_000
    seen = np.histogram2d(*flow.samples(0.6, count), bins=edges)[0] / count
    fine = [np.linspace(edge[0], edge[-1], 12 * 20 + 1) for edge in edges]
    middles = [(line[1:] + line[:-1]) / 2 for line in fine]
    cell = (fine[0][1] - fine[0][0]) * (fine[1][1] - fine[1][0])
    errors = []
    for power in (1, 0, -1):
        said = flow.density(np.stack(np.meshgrid(*middles, indexing="ij")), 0.6, power) * cell
        errors.append(abs(said.reshape(12, 20, 12, 20).sum(axis=(1, 3)) - seen).sum())
    assert errors[0] < 0.05
    assert min(errors[1:]) > 0.3


def test_each_frame_is_a_place_of_the_sliders():
    for frame in flow.FRAMES:
        for name, value in frame.items():
            assert flow.SLIDERS[name].low <= value <= flow.SLIDERS[name].high
