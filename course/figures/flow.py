"""What does a coupling layer of a normalizing flow make of a density, with and without its factor?

The layer is F(x₁, x₂) = (x₁, x₂·exp(s(x₁)) + t(x₁)) with s(x₁) = a·tanh(x₁) and t(x₁) = x₁²/2 − 1.

>>> [round(total(0.6, power), 4) for power in (1, 0, -1)]
[1.0, 1.0724, 1.3065]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.area import normal_density
from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {
    "a": Slider("strength a", 0.0, 1.0, 0.1, 0.6),
    "power": Slider("power of the factor", -1, 1, 1, 1),
}
"""How far the layer stretches and squeezes, and how often the formula takes its factor."""

FRAMES = ({"a": 0.6, "power": 1}, {"a": 0.6, "power": 0}, {"a": 0.6, "power": -1})
"""One layer, and the formula with the factor, without it and with its reciprocal."""

ALT = (
    "Three rows: formula with the factor, without it, and with the factor inverted. Left: "
    "samples in the y₁-y₂ plane and contours of the formula. Middle: histogram of y₁ and what the "
    "formula says; only in the first row they agree, then the curve leans to the right. Right: "
    "integral against strength a; at a = 0.6 it is 1, then 1.0724, then 1.3065."
)
"""What the frames show, in words."""

_NAMES = ("with the factor", "without the factor", "factor inverted")
_LOOKS = (("-", "blue", "o"), ("--", "vermillion", "s"), (":", "black", "^"))
"""A line, a colour and a marker for each power of the factor, from 1 down to −1."""


def scale(x: NDArray[np.float64], a: float | NDArray[np.float64]) -> NDArray[np.float64]:
    """Give s, the logarithm of the factor by which the layer stretches."""
    return a * np.tanh(x)


def shift(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give t, which the layer adds."""
    return x**2 / 2 - 1


def forward(points: NDArray[np.float64], a: float) -> NDArray[np.float64]:
    """Apply the layer to points, whose coordinates stand in two rows."""
    first, second = points
    return np.stack([first, second * np.exp(scale(first, a)) + shift(first)])


def inverse(points: NDArray[np.float64], a: float) -> NDArray[np.float64]:
    """Undo the layer."""
    first, second = points
    return np.stack([first, (second - shift(first)) * np.exp(-scale(first, a))])


def density(points: NDArray[np.float64], a: float, power: int = 1) -> NDArray[np.float64]:
    """Give what the formula says at points, whose coordinates stand in two rows.

    Args:
        points: where.
        a: strength of the layer.
        power: 1 for the formula with its factor, 0 without it, −1 with the reciprocal.
    """
    back = inverse(points, a)
    return normal_density(back[0]) * normal_density(back[1]) * _factor(points[0], a, power)


def total(a: float, power: int = 1) -> float:
    """Integrate what the formula says over the plane, on a grid."""
    first, second = np.linspace(-6, 6, 121), np.linspace(-15, 35, 401)
    grid = np.stack(np.meshgrid(first, second))
    return float(np.trapezoid(np.trapezoid(density(grid, a, power), first), second))


def samples(a: float, count: int = 4000) -> NDArray[np.float64]:
    """Give images of normal random points, always the same ones."""
    return forward(np.random.default_rng(7).normal(size=(2, count)), a)


def draw_flow(a: float, power: float) -> Figure:
    """Draw samples of the layer, what the formula says of them, and how much it adds up to.

    Args:
        a: strength of the layer.
        power: 1 for the formula with its factor, 0 without it, −1 with the reciprocal.
    """
    chosen = round(power)
    line, colour, marker = _LOOKS[1 - chosen]
    figure, (left, middle, right) = new_figure(columns=3, width=10, height=4.4)
    with style():
        found = samples(a)
        left.plot(*found[:, :800], ".", color=COLOURS["sky"], markersize=4)
        grid = np.stack(np.meshgrid(np.linspace(-3.2, 3.2, 80), np.linspace(-5, 8, 80)))
        levels = [0.01, 0.04, 0.1, 0.2]
        heights = density(grid, a, chosen)
        left.contour(*grid, heights, levels=levels, colors=COLOURS["black"], linewidths=2)
        left.set(xlim=(-3.2, 3.2), ylim=(-5, 8))
        _named(left, "y₁", "y₂", "samples and formula")
        bins = np.linspace(-3.2, 3.2, 33)
        share = np.histogram(found[0], bins)[0] / found.shape[1]
        middle.stairs(
            share / (bins[1] - bins[0]), bins, fill=True, color=COLOURS["sky"], label="samples"
        )
        across = np.linspace(-3.2, 3.2, 161)
        along = normal_density(across) * np.exp((1 - chosen) * scale(across, a))
        middle.plot(across, along, line, color=COLOURS[colour], label="formula")
        middle.set(xlim=(-3.2, 3.2), ylim=(0, 1.3))
        middle.legend(loc="upper left")
        _named(middle, "y₁", "density", "seen along y₁")
        _meter(right)
        here = total(a, chosen)
        right.plot(a, here, marker, color=COLOURS[colour], markersize=11)
        _named(right, "strength a", "", f"integral {here:.4f}")
        names = right.get_legend_handles_labels()
        figure.legend(*names, loc="outside lower center", ncols=3)
    return figure


def _factor(first: NDArray[np.float64], a: float, power: int) -> NDArray[np.float64]:
    """Give the power of exp(−s), the determinant of the inverse."""
    return np.exp(-power * scale(first, a))


def _meter(axes: Axes) -> None:
    """Draw the three integrals over the strength of the layer."""
    strengths = np.linspace(0, 1, 21)
    x = np.linspace(-8, 8, 801)
    for surplus, (name, (line, colour, _)) in enumerate(zip(_NAMES, _LOOKS, strict=True)):
        weighted = normal_density(x) * np.exp(surplus * scale(x, strengths[:, None]))
        axes.plot(strengths, np.trapezoid(weighted, x), line, color=COLOURS[colour], label=name)
    axes.set(ylim=(0.9, 2.1))


def _named(axes: Axes, across: str, up: str, title: str) -> None:
    axes.set(xlabel=across, ylabel=up, title=title)
