"""How does the solution of z = tanh(Wz + x) answer to x, and how fast do iterations get there?

>>> one_unit(0.0, 0.0)
(0.0, 1.0)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

UNITS = 20
"""The size of the layer, whose Jacobian matrix is 20×20."""

X, PUSH = 0.1, 0.05
"""The input of the single unit on the left, and how far it is pushed."""

SLIDERS = {"contraction": Slider("contraction c", 0.05, 0.95, 0.05, 0.5)}
FRAMES = ({"contraction": 0.2}, {"contraction": 0.5}, {"contraction": 0.9})

ALT = (
    "Left: a diagonal and two curves tanh(cz + x) over z, for two inputs; each crosses the "
    "diagonal at its solution, and stairs lead from 0 to the first. Right: errors of the solution "
    "and of the unrolled derivative against the iteration, logarithmic. From c = 0.2 to 0.5 and "
    "0.9 the solution moves more and more beyond the rise, and errors fall ever more slowly."
)
"""What the frames show, in words."""

_ROUNDS = 40
_SMALLEST = 1e-17


def layer(contraction: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give weights W that shorten every vector by the factor `contraction`, and an input x."""
    rng = np.random.default_rng(20)
    rotation, _ = np.linalg.qr(rng.normal(size=(UNITS, UNITS)))
    return contraction * rotation, 0.5 * rng.normal(size=UNITS)


def solution(
    weights: NDArray[np.float64], x: NDArray[np.float64], steps: int = 20
) -> NDArray[np.float64]:
    """Give the z with z = tanh(Wz + x), by Newton's method from z = 0."""
    z = np.zeros_like(x)
    for _ in range(steps):
        a = np.tanh(weights @ z + x)
        z = z - np.linalg.solve(np.eye(len(x)) - (1 - a**2)[:, None] * weights, z - a)
    return z


def jacobian(weights: NDArray[np.float64], z: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give (I − DW)⁻¹D at a solution z, where D = diag(1 − z²)."""
    slopes = np.diag(1 - z**2)
    return np.linalg.solve(np.eye(len(z)) - slopes @ weights, slopes)


def unrolled(
    weights: NDArray[np.float64], x: NDArray[np.float64], rounds: int
) -> list[tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Give z and its Jacobian matrix after 0, 1, 2, … applications of tanh(Wz + x) to z = 0."""
    z, derivative = np.zeros_like(x), np.zeros_like(weights)
    found = [(z, derivative)]
    for _ in range(rounds):
        z = np.tanh(weights @ z + x)
        derivative = (1 - z**2)[:, None] * (weights @ derivative + np.eye(len(x)))
        found.append((z, derivative))
    return found


def one_unit(w: float, x: float) -> tuple[float, float]:
    """Give the solution of z = tanh(wz + x) for one unit, and its derivative dz/dx."""
    weights = np.array([[w]])
    z = solution(weights, np.array([x]))
    return float(z[0]), float(jacobian(weights, z)[0, 0])


def push(w: float) -> tuple[float, float, float]:
    """Give the unit's solution before and after the push, and the rise of tanh at the first one."""
    before, after = one_unit(w, X)[0], one_unit(w, X + PUSH)[0]
    return before, after, float(np.tanh(w * before + X + PUSH)) - before


def errors(contraction: float) -> tuple[NDArray[np.float64], ...]:
    """Give, for each round, the error of z, its bound cᵏ‖z‖, and the error of the unrolled J."""
    weights, x = layer(contraction)
    z = solution(weights, x)
    exact = jacobian(weights, z)
    found = unrolled(weights, x, _ROUNDS)
    of_z = np.array([np.linalg.norm(a - z) for a, _ in found])
    of_derivative = np.array([np.linalg.norm(b - exact, 2) for _, b in found])
    return of_z, contraction ** np.arange(_ROUNDS + 1) * np.linalg.norm(z), of_derivative


def draw(contraction: float = 0.5) -> Figure:
    """Draw a pushed unit and its solutions on the left, the errors of 20 units on the right."""
    figure, (left, right) = new_figure(columns=2, width=10, height=4.6)
    with style():
        _unit(left, contraction)
        rounds = np.arange(_ROUNDS + 1)
        looks = (
            ("solution z", "o-", "blue"),
            ("bound cᵏ‖z‖", ":", "black"),
            ("unrolled J", "s--", "vermillion"),
        )
        for error, (name, line, colour) in zip(errors(contraction), looks, strict=True):
            shown = np.maximum(error, _SMALLEST)
            right.semilogy(rounds, shown, line, color=COLOURS[colour], label=name, markersize=4)
        right.set(
            xlabel="iteration k",
            ylabel="error",
            ylim=(_SMALLEST, 1e9),
            yticks=[1e-16, 1e-12, 1e-8, 1e-4, 1],
            title=f"{UNITS} units,\ncontraction c = {contraction:.2f}",
        )
        right.legend(loc="upper right")
    return figure


def _unit(axes: Axes, w: float) -> None:
    """Draw both curves of one unit, the diagonal, and the way from 0 to the first solution."""
    line = np.linspace(-0.05, 1.0, 200)
    before, after, rise = push(w)
    axes.plot(line, line, color=COLOURS["black"], label="diagonal")
    axes.plot(line, np.tanh(w * line + X), color=COLOURS["blue"], label="tanh(cz + x)")
    pushed = np.tanh(w * line + X + PUSH)
    axes.plot(line, pushed, "--", color=COLOURS["vermillion"], label=f"x pushed by {PUSH}")
    stairs = [0.0]
    for _ in range(_ROUNDS):
        stairs.append(float(np.tanh(w * stairs[-1] + X)))
    axes.step(stairs, [*stairs[1:], before], ":", where="post", color=COLOURS["black"])
    axes.plot([before], [before], "o", color=COLOURS["blue"], markersize=9)
    axes.plot([after], [after], "s", color=COLOURS["vermillion"], markersize=9)
    axes.set(
        xlabel="z",
        ylabel="value",
        xlim=(-0.05, 1.0),
        ylim=(-0.05, 1.0),
        title=f"one unit: curve rises {rise:.3f},\nsolution moves {after - before:.3f}",
    )
    axes.legend(loc="upper left")
