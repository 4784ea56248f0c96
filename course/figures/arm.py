"""How does the hand of an arm with two links move when its joints turn?

>>> hand(np.array([0.0, np.pi / 2])).round(6).tolist()
[1.0, 1.0]
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

SLIDERS = {
    "shoulder": Slider("shoulder angle in degrees", -90, 180, 10, 30),
    "elbow": Slider("elbow angle in degrees", -150, 150, 10, 90),
}
FRAMES = (
    {"shoulder": 30, "elbow": 90},
    {"shoulder": 30, "elbow": 20},
    {"shoulder": 30, "elbow": 0},
)
"""A bent arm, an arm that is nearly straight, and a straight one."""

ALT = (
    "Three rows. Left: an arm with two links in the x-y plane; at its hand two arrows, one for "
    "each joint, and an ellipse. Right: det J against the elbow angle, a sine curve. At 90° the "
    "ellipse is wide and det J = 1; at 20° it is narrow, 0.34; at 0° both arrows lie on one line "
    "across the straight arm, the ellipse is a segment and det J = 0."
)
"""What the frames show, in words."""

DAMPING_SLIDERS = {
    "damping": Slider("damping λ", 0.0, 0.5, 0.05, 0.2),
    "elbow": Slider("elbow angle in degrees", 1, 60, 1, 3),
}
DAMPING_FRAMES = (
    {"damping": 0.05, "elbow": 3},
    {"damping": 0.2, "elbow": 3},
    {"damping": 0.5, "elbow": 3},
)
"""The same arm, nearly straight, with little, middling and strong damping."""

START, TARGET = np.array([0.3, 1.0]), np.array([0.5, 1.2])
"""The angles at which the search begins, and the place that the hand is to reach."""

PULL = 0.1
"""How far towards the shoulder the hand shall move in the figure of the damping."""

_SHOWN = 0.4
"""The scale at which velocities are drawn."""


def hand(
    angles: NDArray[np.float64], lengths: tuple[float, float] = (1.0, 1.0)
) -> NDArray[np.float64]:
    """Give the place of the hand; the second angle is measured from the first link."""
    first, both = angles[0], angles[0] + angles[1]
    upper, fore = lengths
    x = upper * np.cos(first) + fore * np.cos(both)
    y = upper * np.sin(first) + fore * np.sin(both)
    return np.array([x, y])


def jacobian(
    angles: NDArray[np.float64], lengths: tuple[float, float] = (1.0, 1.0)
) -> NDArray[np.float64]:
    """Give the Jacobian matrix of `hand`: one column a joint."""
    x, y = hand(angles, lengths)
    both = angles[0] + angles[1]
    fore = lengths[1]
    return np.array([[-y, -fore * np.sin(both)], [x, fore * np.cos(both)]])


def step(
    matrix: NDArray[np.float64], error: NDArray[np.float64], damping: float
) -> NDArray[np.float64]:
    """Give the damped turn Jᵀ(JJᵀ + λ²I)⁻¹e of the joints; without damping, Newton's."""
    square = matrix @ matrix.T + damping**2 * np.eye(2)
    return matrix.T @ np.linalg.solve(square, error)


def search(damping: float, rounds: int = 10) -> list[float]:
    """Give how far the hand is from TARGET after 0, 1, 2, … rounds that begin at START."""
    angles, distances = START, []
    for _ in range(rounds + 1):
        error = TARGET - hand(angles)
        distances.append(float(np.linalg.norm(error)))
        angles = angles + step(jacobian(angles), error, damping)
    return distances


def pulled(elbow: float, damping: float) -> float:
    """Give the largest joint's turn if the hand shall move by PULL towards the shoulder.

    Args:
        elbow: the elbow's angle.
        damping: the λ of the step.
    """
    angles = np.array([0.0, elbow])
    place = hand(angles)
    error = -PULL * place / np.linalg.norm(place)
    return float(np.abs(step(jacobian(angles), error, damping)).max())


def velocities(shoulder: float, elbow: float) -> Figure:
    """Draw the arm with the velocities that its hand can have, and the Jacobian determinant.

    Args:
        shoulder: the first joint's angle, in degrees.
        elbow: the second joint's angle, in degrees.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=6)
    with style():
        angles = np.radians([shoulder, elbow])
        matrix, end = jacobian(angles), hand(angles)
        knee = np.array([np.cos(angles[0]), np.sin(angles[0])])
        left.plot(
            *np.stack([np.zeros(2), knee, end]).T, "-o", color="0.4", linewidth=6, markersize=11
        )
        outward = np.outer([0.0, 9.0], end)
        left.plot(*outward.T, ":", color=COLOURS["green"], label="line from the shoulder")
        turn = np.linspace(0, 2 * np.pi, 121)
        ellipse = end[:, None] + _SHOWN * matrix @ np.stack([np.cos(turn), np.sin(turn)])
        left.plot(*ellipse, color=COLOURS["black"], label="ellipse: J times the unit circle")
        looks = (
            ("blue", "-", "s", "column 1: shoulder turns"),
            ("vermillion", "--", "^", "column 2: elbow turns"),
        )
        for column, (colour, stroke, marker, label) in zip(matrix.T, looks, strict=True):
            left.plot(
                *np.stack([end, end + _SHOWN * column], axis=1),
                color=COLOURS[colour],
                linestyle=stroke,
                linewidth=3,
                marker=marker,
                markersize=9,
                markevery=[1],
                label=label,
                zorder=4,
            )
        left.set(xlim=(-2.5, 2.5), ylim=(-2.5, 2.5), aspect="equal", xlabel="x", ylabel="y")
        left.set_title(f"arm; velocities drawn times {_SHOWN:g}")
        _areas(right, elbow)
        figure.legend(loc="outside lower center", ncols=2)
    return figure


def damping_and_speed(damping: float, elbow: float) -> Figure:
    """Draw how far the joints turn near the straight arm, and how fast each method arrives.

    Args:
        damping: the λ of the damped step.
        elbow: the angle that is marked on the left, in degrees.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=5.2)
    with style():
        bent = np.geomspace(0.2, 60, 120)
        looks = (
            (0.0, "blue", "-", "o", "Newton"),
            (damping, "vermillion", "--", "s", f"damped, λ = {damping:g}"),
        )
        turns = []
        for value, colour, stroke, marker, label in looks:
            look = {"color": COLOURS[colour], "linestyle": stroke}
            left.loglog(bent, [pulled(a, value) for a in np.radians(bent)], **look)
            turns.append(pulled(np.radians(elbow), value))
            left.loglog(elbow, turns[-1], marker, color=COLOURS[colour], markersize=10)
            distances = np.maximum(search(value), 1e-17)
            right.semilogy(distances, marker=marker, markersize=6, label=label, **look)
        left.set(xlabel="elbow angle in degrees", ylabel="largest turn in radians")
        left.set(ylim=(1e-3, 1e2), xticks=[1, 10, 60], xticklabels=["1", "10", "60"])
        left.set_title("at {:g}°: Newton {:.2f}, damped {:.2f}".format(elbow, *turns))
        right.set(xlabel="round", ylabel="distance to the target", ylim=(1e-17, 3))
        right.set(title="from a bent arm", yticks=[1e-16, 1e-12, 1e-8, 1e-4, 1])
        for axes in (left, right):
            axes.minorticks_off()
            axes.grid(visible=True, color="0.9")
        figure.legend(loc="outside lower center", ncols=2)
    return figure


def _areas(axes: Axes, elbow: float) -> None:
    """Draw the Jacobian determinant against the elbow's angle."""
    degrees = np.linspace(-180, 180, 181)
    axes.axhline(0, color="0.7")
    axes.plot(degrees, np.sin(np.radians(degrees)), color=COLOURS["black"])
    now = np.sin(np.radians(elbow))
    axes.plot(elbow, now, "D", color=COLOURS["vermillion"], markersize=11)
    axes.set(xlabel="elbow angle in degrees", ylabel="det J", xticks=[-180, -90, 0, 90, 180])
    axes.set(ylim=(-1.2, 1.2), title=f"det J = {now:.2f}".replace("-", "−"))
