"""The quick checks of lesson 11, and the mathematics of its figures."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest
import sympy

from course.figures import basins, clouds
from course.figures.folding import jacobian, seed_map
from tests.lessons.harness import hint_to, is_right

D, V, M, N = sympy.symbols("delta V m n", real=True)
Q0, Q1, Q2, Q3 = sympy.symbols("q0:4", real=True)


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l11_lost", "B"),
        ("l11_lost", "b"),
        ("l11_step", ("5/3", "1/3")),
        ("l11_step", [5 / 3, 1 / 3]),
        ("l11_step", np.array([2, -1]) + np.linalg.solve(jacobian(2, -1), [0, 3])),
        ("l11_fold", "B"),
        (
            "l11_power",
            [
                ["V*m*cos(delta)", "m*sin(delta)"],
                ["V*m*sin(delta)", "2*V*n - m*cos(delta)"],
            ],
        ),
        (
            "l11_power",
            sympy.Matrix([V * M * sympy.sin(D), V**2 * N - V * M * sympy.cos(D)]).jacobian([D, V]),
        ),
        ("l11_shape", (2, 2)),
        ("l11_resistance", 0.134629),
        ("l11_resistance", "sqrt(0.018125)"),
        ("l11_resistance", np.hypot(0.05, 0.125)),
        ("l11_quaternion", "16*q0**2*(q0**2 + q1**2 + q2**2 + q3**2)"),
        ("l11_quaternion", 16 * Q0**4 + 16 * Q0**2 * (Q1**2 + Q2**2 + Q3**2)),
        ("l11_quaternion", "(4*q0)**2*(q0**2 + q1**2 + q2**2 + q3**2)"),
        ("l11_roots", "B"),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l11_lost", "A", "does the basin of solution 1 grow"),
        ("l11_lost", "C", "on the dashed curve alone"),
        ("l11_step", ("-1/3", "4/3"), "From which point"),
        ("l11_step", (7 / 3, -7 / 3), "F(p) − target"),
        ("l11_step", ("7/3", "1/3"), "first row of J"),
        ("l11_step", ("10/9", "-4/9"), "aims at (0, 0)"),
        ("l11_fold", "A", "an invertible J"),
        ("l11_fold", "C", "the distance squared"),
        ("l11_fold", "D", "two residuals"),
        (
            "l11_power",
            [
                ["V*m*cos(delta)", "V*m*sin(delta)"],
                ["m*sin(delta)", "2*V*n - m*cos(delta)"],
            ],
            "Row i is output i",
        ),
        (
            "l11_power",
            [
                ["m*sin(delta)", "V*m*cos(delta)"],
                ["2*V*n - m*cos(delta)", "V*m*sin(delta)"],
            ],
            "Which input comes first",
        ),
        (
            "l11_power",
            [
                ["V*m*cos(delta)", "m*sin(delta)"],
                ["-V*m*sin(delta)", "2*V*n - m*cos(delta)"],
            ],
            "How many minus signs",
        ),
        (
            "l11_power",
            [
                ["-V*m*cos(delta)", "m*sin(delta)"],
                ["V*m*sin(delta)", "2*V*n - m*cos(delta)"],
            ],
            "derivative of sin δ",
        ),
        (
            "l11_power",
            [["V*m*cos(delta)", "m*sin(delta)"], ["V*m*sin(delta)", "V*n - m*cos(delta)"]],
            "derivative of V²",
        ),
        (
            "l11_power",
            [["V*m*cos(delta)", "m*sin(delta)"], ["V*m*sin(delta)", "2*V*n"]],
            "both terms of Q",
        ),
        ("l11_shape", (3, 3), "How many outputs"),
        ("l11_shape", (2, 3), "the shape of J."),
        ("l11_shape", (3, 2), "does the product begin"),
        ("l11_resistance", 0.175, "independent uncertainties"),
        ("l11_resistance", 0.05 - 0.125, "with their signs"),
        ("l11_resistance", 0.075, "from the other"),
        ("l11_resistance", 0.018125, "the variance"),
        ("l11_resistance", 0.05, "what V contributes"),
        ("l11_resistance", 0.125, "what I contributes"),
        ("l11_resistance", 0.0269258, "How large is R"),
        ("l11_resistance", 0.580948, "Σ holds variances"),
        ("l11_quaternion", 4 * (Q0**2 + Q1**2 + Q2**2 + Q3**2), "with more terms"),
        ("l11_quaternion", "16*(q0**2 + q1**2 + q2**2 + q3**2)**2", "Set q0 = 0"),
        ("l11_quaternion", "(2*q0)**4", "You multiplied the diagonal"),
        ("l11_quaternion", "16*q0**2*(q0**2 - q1**2 - q2**2 - q3**2)", "clearing that row"),
        ("l11_quaternion", "2*q0**2*(q0**2 + q1**2 + q2**2 + q3**2)", "How often does it count"),
        ("l11_roots", "A", "When is a difference 0"),
        ("l11_roots", "C", "the sum of all roots"),
        ("l11_roots", "D", "Can a difference be 0"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(
    ("target", "count"),
    [((3, 1), 3), ((3, 2), 2), ((3, -2), 2), ((3, 2.5), 1), ((-1, 3), 1), ((0, 0), 1)],
)
def test_solutions_solve_and_their_number_follows_the_cusp_curve(
    target: tuple[float, float], count: int
):
    roots = basins.solutions(*target)
    assert len(roots) == count
    assert np.allclose([seed_map(x, y) for x, y in roots], target, atol=1e-6)


def test_a_start_belongs_to_the_solution_that_newton_finds():
    found = basins.arrivals(3, 1)
    x, y = np.linspace(-4, 4, found.shape[1]), np.linspace(-5, 8, found.shape[0])
    for row, column in ((30, 150), (100, 20), (140, 100), (20, 190)):
        p = np.array([x[column], y[row]])
        for _ in range(40):
            p = p + np.linalg.solve(jacobian(*p), np.array([3, 1]) - seed_map(*p))
        assert np.allclose(p, basins.solutions(3, 1)[found[row, column]])


def test_beyond_the_cusp_the_starts_of_the_lost_solutions_find_none():
    before, after = basins.shares(3, 1), basins.shares(3, 2.5)
    assert before[0] < 0.001
    assert 0.55 < after[0] < 0.65
    assert after.sum() == pytest.approx(1)


@pytest.mark.parametrize("sigma", [0.05, 0.2, 0.6])
def test_the_exact_mean_and_covariance_are_those_of_many_random_outputs(sigma: float):
    outputs = clouds.sample(sigma, 200_000)
    exact = clouds.true_covariance(sigma)
    assert np.allclose(outputs.mean(axis=1), clouds.true_mean(sigma), atol=0.03)
    assert np.linalg.norm(np.cov(outputs) - exact) < 0.02 * np.linalg.norm(exact)


def test_the_ellipse_lies_once_the_angle_is_uncertain():
    errors = [clouds.disagreement(sigma) for sigma in (0.05, 0.2, 0.6)]
    assert np.allclose(errors, [0.003, 0.045, 0.433], atol=5e-4)


def test_each_frame_is_a_place_of_the_sliders():
    for module in (basins, clouds):
        for frame in module.FRAMES:
            for name, value in frame.items():
                slider = module.SLIDERS[name]
                assert slider.low <= value <= slider.high
                steps = (value - slider.low) / slider.step
                assert steps == pytest.approx(round(steps))
    assert "solutions: 2" in basins.draw_basins(3, 2).axes[0].get_title()
    assert clouds.draw_cloud(0.2).axes[1].get_title().endswith("0.045")
