"""The quick checks of lesson 7e, and the mathematics of its figure."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from course.figures import implicit
from tests.lessons.harness import hint_to, is_right


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l07e_push", "B"),
        ("l07e_push", "b"),
        ("l07e_scalar", 2),
        ("l07e_scalar", 2.0),
        ("l07e_scalar", "1/(1 - 1/2)"),
        ("l07e_unit", "d/(1 - d*w)"),
        ("l07e_unit", "1/(1/d - w)"),
        ("l07e_unit", "-d/(d*w - 1)"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l07e_push", "A", "Put the new z in"),
        ("l07e_push", "C", "weight is positive"),
        ("l07e_push", "D", "belongs to one x"),
        ("l07e_scalar", 1, "stands on the right"),
        ("l07e_scalar", 0.5, "Collect the terms"),
        ("l07e_scalar", 1.5, "two rounds"),
        ("l07e_unit", "d", "inside tanh"),
        ("l07e_unit", "1/(1 - d*w)", "input x passes"),
        ("l07e_unit", "d/(1 - w)", "feedback wz passes"),
        ("l07e_unit", "d/(1 + d*w)", "other side"),
        ("l07e_unit", "d/(d*w - 1)", "derivative of g by x"),
        ("l07e_unit", "d + w*d**2", "two rounds"),
        ("l07e_unit", "d - w*d**2", "multiply or divide"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize("contraction", [0.05, 0.5, 0.95])
def test_the_theorem_agrees_with_finite_differences(contraction: float):
    weights, x = implicit.layer(contraction)
    z = implicit.solution(weights, x)
    assert np.allclose(z, np.tanh(weights @ z + x), rtol=0, atol=1e-14)
    steps = 1e-5 * np.eye(implicit.UNITS)
    columns = [implicit.solution(weights, x + s) - implicit.solution(weights, x - s) for s in steps]
    assert abs(np.column_stack(columns) / 2e-5 - implicit.jacobian(weights, z)).max() < 1e-8


@pytest.mark.parametrize("contraction", [0.05, 0.5, 0.95])
def test_no_error_of_the_solution_is_above_its_bound(contraction: float):
    of_z, bound, of_derivative = implicit.errors(contraction)
    assert np.all(of_z <= bound + 1e-14)
    assert of_derivative[-1] < of_derivative[0] / 1000


def test_the_unrolled_derivative_is_that_of_the_unrolled_layer():
    weights, x = implicit.layer(0.5)
    steps = 1e-5 * np.eye(implicit.UNITS)
    ends = [[implicit.unrolled(weights, x + s, 4)[-1][0] for s in (step, -step)] for step in steps]
    columns = np.column_stack([(up - down) / 2e-5 for up, down in ends])
    assert np.allclose(columns, implicit.unrolled(weights, x, 4)[-1][1], rtol=0, atol=1e-8)


def test_a_pushed_unit_with_positive_weight_moves_farther_than_its_curve_rises():
    before, after, rise = implicit.push(0.5)
    assert 0 < rise < after - before
    z, slope = implicit.one_unit(0.5, 0.1)
    assert z == before
    assert np.isclose(slope, (1 - z**2) / (1 - (1 - z**2) / 2))
