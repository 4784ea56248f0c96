"""How does a network with one hidden layer learn two moons, and what do its Jacobian matrices hold?

The error of one point x with the target t is E = (y − t)²/2, where y = v·a + c, a = tanh(z) and
z = Wx + b. Its slope by the weights W is a product of four Jacobian matrices.

>>> points, targets = moons()
>>> points.shape, sorted(set(targets.tolist()))
((100, 2), [-1.0, 1.0])
>>> [factor.shape for factor in factors(points, targets, start(hidden=12))]
[(100, 1, 1), (100, 1, 12), (100, 12, 12), (100, 12, 24)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {
    "hidden": Slider("hidden units h", 1, 16, 1, 8),
    "rate": Slider("learning rate", 0.05, 0.5, 0.05, 0.3),
}
"""The number of hidden units, and the length of a step against the gradient."""

FRAMES = (
    {"hidden": 1, "rate": 0.3},
    {"hidden": 3, "rate": 0.3},
    {"hidden": 8, "rate": 0.3},
)
"""A network with too few units, one with a few, and one that parts the moons."""

ALT = (
    "Three rows: 1, 3 and 8 hidden units. Left: points of two moons in the x₁-x₂ plane and the "
    "border, straight for 1 unit, then more and more bent. Middle: mean error against step; "
    "the dots of the explicit product lie on the line of backpropagation. Right: entries of z "
    "against weights; each row has two entries, x₁ and x₂, on a staircase of zeros."
)
"""What the frames show, in words."""

EPOCHS = 300
"""How many steps the figure trains; each uses all points."""


class Weights(NamedTuple):
    """What a network with h hidden units learns: W is h × 2, b and v have h entries."""

    W: NDArray[np.float64]
    b: NDArray[np.float64]
    v: NDArray[np.float64]
    c: float


def moons(count: int = 100, noise: float = 0.1) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give points on two half circles that reach into each other, and their targets 1 and −1."""
    rng = np.random.default_rng(7)
    angle = np.linspace(0, np.pi, count // 2)
    upper = np.column_stack([np.cos(angle) - 0.5, np.sin(angle) - 0.25])
    points = np.vstack([upper, -upper]) + noise * rng.normal(size=(2 * len(angle), 2))
    return points, np.repeat([1.0, -1.0], len(angle))


def start(hidden: int) -> Weights:
    """Give random weights to begin with, always the same ones."""
    rng = np.random.default_rng(1)
    into = 1.5 * rng.normal(size=(hidden, 2))
    return Weights(into, 0.5 * rng.normal(size=hidden), 0.3 * rng.normal(size=hidden), 0.0)


def outputs(
    points: NDArray[np.float64], weights: Weights
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the hidden values and the output of each point, one row a point."""
    hidden = np.tanh(points @ weights.W.T + weights.b)
    return hidden, hidden @ weights.v + weights.c


def factors(
    points: NDArray[np.float64], targets: NDArray[np.float64], weights: Weights
) -> tuple[NDArray[np.float64], ...]:
    """Give the Jacobian matrices of E by y, y by a, a by z and z by W, read row by row.

    Each is a stack of matrices, one for each point.
    """
    hidden, output = outputs(points, weights)
    count, units = len(points), len(weights.v)
    unit = np.eye(units)
    blocks = unit[:, :, None] * points[:, None, None, :]
    return (
        (output - targets)[:, None, None],
        np.broadcast_to(weights.v, (count, 1, units)),
        unit * (1 - hidden**2)[:, None, :],
        blocks.reshape(count, units, 2 * units),
    )


def gradient(
    points: NDArray[np.float64], targets: NDArray[np.float64], weights: Weights, *, explicit: bool
) -> Weights:
    """Give the slopes of the mean error.

    Args:
        points: one row a point.
        targets: what the output should be for each point.
        weights: where the slopes are taken.
        explicit: whether the slopes by W come from the product of four Jacobian matrices, in place
            of rows that are carried backwards.
    """
    hidden, output = outputs(points, weights)
    count = len(points)
    rows = (output - targets)[:, None] * weights.v * (1 - hidden**2)
    if explicit:
        first, second, third, fourth = factors(points, targets, weights)
        into = (first @ second @ third @ fourth).sum(axis=0).reshape(weights.W.shape)
    else:
        into = rows.T @ points
    return Weights(
        into / count,
        rows.mean(axis=0),
        (output - targets) @ hidden / count,
        float(np.mean(output - targets)),
    )


def train(
    hidden: int, rate: float, epochs: int = EPOCHS, *, explicit: bool = False
) -> tuple[Weights, NDArray[np.float64]]:
    """Give the weights after some steps on the two moons, and the mean error before each step."""
    points, targets = moons()
    weights = start(hidden)
    errors = []
    for _ in range(epochs):
        errors.append(np.mean((outputs(points, weights)[1] - targets) ** 2) / 2)
        slopes = gradient(points, targets, weights, explicit=explicit)
        weights = Weights(
            weights.W - rate * slopes.W,
            weights.b - rate * slopes.b,
            weights.v - rate * slopes.v,
            weights.c - rate * slopes.c,
        )
    return weights, np.array(errors)


def accuracy(weights: Weights) -> float:
    """Give the share of the points whose output has the sign of the target."""
    points, targets = moons()
    return float(np.mean(np.sign(outputs(points, weights)[1]) == targets))


def draw_training(hidden: float, rate: float) -> Figure:
    """Draw a trained network, its error by two ways of training, and the matrix of z by W.

    Args:
        hidden: how many hidden units the network has.
        rate: the learning rate.
    """
    units = round(hidden)
    weights, errors = train(units, rate)
    products = train(units, rate, explicit=True)[1]
    figure, (left, middle, right) = new_figure(columns=3, width=10, height=4.4)
    with style():
        _regions(left, weights)
        _named(left, "x₁", "x₂", f"{accuracy(weights):.0%} correct")
        middle.plot(errors, color=COLOURS["blue"], label="backpropagation")
        seen = np.arange(0, len(errors), 20)
        look: dict[str, Any] = {"markerfacecolor": "white", "color": COLOURS["black"]}
        middle.plot(seen, products[seen], "o", markersize=7, label="explicit product", **look)
        middle.set(ylim=(0, 0.8))
        middle.legend(loc="upper right")
        _named(middle, "step", "mean error", f"learning rate {rate:g}")
        _pattern(right, units)
        _named(right, "weights, row by row", "entries of z", "Jacobian matrix of z by W")
        figure.legend(*left.get_legend_handles_labels(), loc="outside lower left", ncols=2)
        figure.legend(*right.get_legend_handles_labels(), loc="outside lower right", ncols=3)
    return figure


def _regions(axes: Axes, weights: Weights) -> None:
    """Draw the points, and on which side of the network's border each lies."""
    points, targets = moons()
    across, up = np.meshgrid(np.linspace(-2, 2, 60), np.linspace(-1.4, 1.4, 60))
    output = outputs(np.stack([across, up], axis=-1).reshape(-1, 2), weights)[1]
    output = output.reshape(across.shape)
    axes.contourf(across, up, output, levels=[0, np.inf], colors="#DDEEF8")
    axes.contour(across, up, output, levels=[0], colors=COLOURS["black"], linewidths=2)
    for target, marker, colour in ((1, "o", "blue"), (-1, "^", "vermillion")):
        chosen = points[targets == target].T
        look: dict[str, Any] = {"color": COLOURS[colour], "markersize": 5}
        axes.plot(*chosen, marker, label=f"target {target}".replace("-", "−"), **look)
    axes.set(xlim=(-2, 2), ylim=(-1.4, 1.4))


def _pattern(axes: Axes, units: int) -> None:
    """Draw which entries of the Jacobian matrix of z by W hold x₁, x₂ and 0."""
    matrix = np.kron(np.eye(units), [[1.0, 2.0]])
    size = min(9.0, 90 / units)
    looks: tuple[tuple[int, str, dict[str, Any]], ...] = (
        (1, "s", {"color": COLOURS["blue"], "markersize": size, "label": "x₁"}),
        (2, "D", {"color": COLOURS["orange"], "markersize": 0.8 * size, "label": "x₂"}),
        (0, ".", {"color": "0.45", "markersize": 2, "label": "0"}),
    )
    for value, marker, look in looks:
        rows, columns = np.nonzero(matrix == value)
        axes.plot(columns + 1, rows + 1, marker, linestyle="none", **look)
    axes.set(xlim=(0.2, 2 * units + 0.8), ylim=(units + 0.8, 0.2))
    axes.set_xticks(sorted({1, units, 2 * units}))
    axes.set_yticks(sorted({1, units}))


def _named(axes: Axes, across: str, up: str, title: str) -> None:
    axes.set(xlabel=across, ylabel=up, title=title)
