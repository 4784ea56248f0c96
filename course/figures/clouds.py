"""Does the ellipse of J Σ Jᵀ describe the cloud that a map makes of uncertain inputs?

>>> [round(disagreement(sigma), 3) for sigma in (0.05, 0.2, 0.6)]
[0.003, 0.045, 0.433]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {"sigma_theta": Slider("uncertainty of the angle θ", 0.05, 0.7, 0.05, 0.2)}
"""The standard deviation of the measured angle, in radians."""

FRAMES = ({"sigma_theta": 0.05}, {"sigma_theta": 0.2}, {"sigma_theta": 0.6})
"""An angle known well, one known less well, and one hardly known."""

RANGE, ANGLE, SIGMA_RANGE = 10.0, np.pi / 6, 0.1
_POINTS = 700


def linear_covariance(sigma_theta: float) -> NDArray[np.float64]:
    """Give J Σ Jᵀ for (x, y) = (r cos θ, r sin θ).

    Args:
        sigma_theta: standard deviation of θ.
    """
    cosine, sine = np.cos(ANGLE), np.sin(ANGLE)
    matrix = np.array([[cosine, -RANGE * sine], [sine, RANGE * cosine]])
    return matrix @ np.diag([SIGMA_RANGE**2, sigma_theta**2]) @ matrix.T


def true_mean(sigma_theta: float) -> NDArray[np.float64]:
    """Give the mean of (x, y) for normal r and θ, exactly.

    Args:
        sigma_theta: standard deviation of θ.
    """
    length = RANGE * np.exp(-(sigma_theta**2) / 2)
    return length * np.array([np.cos(ANGLE), np.sin(ANGLE)])


def true_covariance(sigma_theta: float) -> NDArray[np.float64]:
    """Give the covariance matrix of (x, y) for normal r and θ, exactly.

    Args:
        sigma_theta: standard deviation of θ.
    """
    cosine, sine = np.cos(ANGLE), np.sin(ANGLE)
    turn = np.array([[cosine, -sine], [sine, cosine]])
    square = RANGE**2 + SIGMA_RANGE**2  # the mean of r²
    along = square * (1 + np.exp(-2 * sigma_theta**2)) / 2 - RANGE**2 * np.exp(-(sigma_theta**2))
    across = square * (1 - np.exp(-2 * sigma_theta**2)) / 2
    return turn @ np.diag([along, across]) @ turn.T


def disagreement(sigma_theta: float) -> float:
    """Give the length of the difference of both matrices, over that of the exact one.

    Args:
        sigma_theta: standard deviation of θ.
    """
    exact = true_covariance(sigma_theta)
    return float(np.linalg.norm(linear_covariance(sigma_theta) - exact) / np.linalg.norm(exact))


def sample(sigma_theta: float, count: int) -> NDArray[np.float64]:
    """Give random points (x, y), always the same for the same arguments.

    Args:
        sigma_theta: standard deviation of θ.
        count: how many points.
    """
    r, theta = np.random.default_rng(11).standard_normal((2, count))
    r, theta = RANGE + SIGMA_RANGE * r, ANGLE + sigma_theta * theta
    return np.stack([r * np.cos(theta), r * np.sin(theta)])


def draw_cloud(sigma_theta: float) -> Figure:
    """Draw the cloud with both ellipses, and how far they differ for every uncertainty.

    Args:
        sigma_theta: standard deviation of θ.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=5.4)
    with style():
        centre = np.array([RANGE * np.cos(ANGLE), RANGE * np.sin(ANGLE)])
        left.plot(
            *sample(sigma_theta, _POINTS), ".", color="0.6", markersize=4, rasterized=True,
            label="700 random outputs",
        )  # fmt: skip
        linear = ("blue", "-", "o", "mean and ellipse of J Σ Jᵀ")
        exact = ("vermillion", "--", "s", "mean and ellipse of the exact matrix")
        for (colour, stroke, marker, label), middle, matrix in (
            (linear, centre, linear_covariance(sigma_theta)),
            (exact, true_mean(sigma_theta), true_covariance(sigma_theta)),
        ):
            look = {"color": COLOURS[colour], "linestyle": stroke, "linewidth": 3}
            left.plot(*_ellipse(middle, matrix), **look)
            left.plot(*middle, marker, markersize=9, markeredgecolor="white", **look, label=label)
        half = max(1.0, 2.6 * RANGE * sigma_theta)
        left.set(xlim=centre[0] + half * np.array([-1, 1]), xlabel="x", ylabel="y")
        left.set(ylim=centre[1] + half * np.array([-1, 1]), aspect="equal")
        left.set_title(f"window of width {2 * half:.1f}")
        all_sigmas = np.linspace(0.01, 0.7, 70)
        right.plot(all_sigmas, [disagreement(s) for s in all_sigmas], color=COLOURS["black"])
        here = disagreement(sigma_theta)
        right.plot(sigma_theta, here, "D", color=COLOURS["vermillion"], markersize=10)
        right.set(xlabel="σ of the angle θ", ylabel="relative error", ylim=(-0.02, 0.62))
        right.set_title(f"error of J Σ Jᵀ: {here:.3f}")
        figure.legend(loc="outside lower center", ncols=2)
    return figure


def _ellipse(middle: NDArray[np.float64], matrix: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the points that lie two standard deviations from the middle."""
    angle = np.linspace(0, 2 * np.pi, 121)
    around = np.linalg.cholesky(matrix) @ np.stack([np.cos(angle), np.sin(angle)])
    return middle[:, None] + 2 * around
