"""What does a map make of an area, and of a density? Squares, polar cells and strips tell.

>>> round(signed_ratio(2.0, 1.0, 0.02), 4)
7.0001
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.folding import fold, jacobian, paint, seed_map
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {
    "x": Slider("x of the centre p", -2.0, 2.0, 0.25, 1.0),
    "y": Slider("y of the centre p", -1.0, 3.0, 0.25, 1.0),
    "h": Slider("side h of the square", 0.1, 1.0, 0.1, 0.6),
}
"""The centre p of the square, and its side."""

FRAMES = (
    {"x": 2.0, "y": 1.0, "h": 0.6},
    {"x": 1.0, "y": 2.0, "h": 0.6},
    {"x": 0.0, "y": 0.5, "h": 0.6},
)
"""A square where the Jacobian determinant is positive, one where it is 0, one where it is less."""

ALT = (
    "Three rows. Left: a square with a letter F at p in the x-y plane, and the dashed parabola "
    "y = 2x². Middle: its image by the map, and a parallelogram. Right: signed area ratio against "
    "side h. At (2, 1) F is readable and the ratio tends to 7; at (1, 2), on the parabola, the "
    "image is thin and it tends to 0; at (0, 0.5) F is mirrored and it tends to −0.5."
)
"""What the frames show, in words."""

_LOOKS = ((COLOURS["sky"], "//"), (COLOURS["orange"], ".."), (COLOURS["purple"], "xx"))
"""Fillings that differ in more than their colour."""


def outline(count: int = 200) -> NDArray[np.float64]:
    """Give points around the unit square centred at 0, anticlockwise; the last is the first."""
    along = np.linspace(-0.5, 0.5, count, endpoint=False)
    low, high = np.full(count, -0.5), np.full(count, 0.5)
    x = np.concatenate([along, high, -along, low, [-0.5]])
    y = np.concatenate([low, along, high, -along, [-0.5]])
    return np.stack([x, y])


def shoelace(points: NDArray[np.float64]) -> float:
    """Give the signed area inside a closed line: positive if it runs anticlockwise."""
    x, y = points
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def signed_ratio(x: float, y: float, h: float) -> float:
    """Give the signed area of the image of a square, over the square's own area.

    Args:
        x: first coordinate of the square's centre.
        y: second coordinate of the centre.
        h: side of the square.
    """
    square = np.array([[x], [y]]) + h * outline()
    return shoelace(seed_map(*square)) / h**2


def area_meter(x: float, y: float, h: float) -> Figure:
    """Draw a square with a letter F in it, its image by F(x, y) = (x² + y, xy), and their areas.

    Args:
        x: first coordinate of the square's centre p.
        y: second coordinate of p.
        h: side of the square.
    """
    figure, (left, middle, right) = new_figure(columns=3, width=10, height=4.6)
    with style():
        p = np.array([[x], [y]])
        _plane(left)
        paint(left, middle, p[:, 0] - h / 2, h)
        letter = _letter()
        look = {"color": COLOURS["black"], "zorder": 5}
        left.plot(*(p + h * letter), **look)
        middle.plot(*seed_map(*(p + h * letter)), **look, label="letter F, and its image")
        corners = seed_map(*p) + h * jacobian(x, y) @ outline(1)
        middle.plot(
            *corners, ":", color=COLOURS["vermillion"], zorder=6, label="parallelogram of J(p)"
        )
        _named(left, "x", "y", f"input, p = ({x:g}, {y:g})")
        _named(middle, "f₁", "f₂", "output, enlarged")
        _around(middle, np.hstack([seed_map(*(p + h * outline())), corners]))
        _shrinking(right, x, y, h)
        entries = [axes.get_legend_handles_labels() for axes in (left, middle)]
        handles, labels = ([*one, *two] for one, two in zip(*entries, strict=True))
        figure.legend(handles, labels, loc="outside lower center", ncols=2)
    return figure


def polar_cells() -> Figure:
    """Draw three equal rectangles in the plane of r and θ, and their images in the x-y plane."""
    figure, (left, right) = new_figure(columns=2, width=10, height=4.8)
    with style():
        angle = np.pi / 8
        for place, (colour, hatch) in enumerate(_LOOKS):
            corner = np.array([[place], [(2 - place) * angle]])
            r, theta = corner + np.array([[1], [angle]]) * (outline(50) + 0.5)
            look = {"facecolor": colour, "hatch": hatch, "edgecolor": COLOURS["black"]}
            left.fill(r, theta, linewidth=2, **look)
            x, y = r * np.cos(theta), r * np.sin(theta)
            area = shoelace(np.stack([x, y]))
            label = f"r = {place + 0.5:g}: area {area:.3f}"
            right.fill(x, y, linewidth=2, label=label, **look)
        left.text(0.15, 0.15, f"each area: {angle:.3f}")
        left.set(xlim=(0, 3.2), ylim=(0, 1.6))
        _named(left, "r", "θ", "equal cells of r and θ")
        right.set(xlim=(0, 3.2), ylim=(0, 3.2), aspect="equal")
        _named(right, "x = r cos θ", "y = r sin θ", "their images")
        right.legend(loc="upper right", title="middle of the cell")
    return figure


def normal_density(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the density of the standard normal distribution."""
    return np.exp(-(x**2) / 2) / np.sqrt(2 * np.pi)


def stretched_density() -> Figure:
    """Draw the density of a normal X with three strips, and what Y = exp(X) makes of them."""
    figure, (left, right) = new_figure(columns=2, width=10, height=4.8)
    with style():
        x = np.linspace(-3, 3, 301)
        left.plot(x, normal_density(x), color=COLOURS["black"])
        y = np.linspace(0.01, 5, 600)
        right.plot(y, normal_density(np.log(y)) / y, color=COLOURS["black"], label="density of Y")
        right.plot(
            y,
            normal_density(np.log(y)),
            "--",
            color=COLOURS["vermillion"],
            label="without the factor",
        )
        for start, (colour, hatch) in zip((-1.5, -0.25, 1.0), _LOOKS, strict=True):
            strip = np.linspace(start, start + 0.5, 60)
            height = normal_density(strip)
            stretched = np.exp(strip)
            area = np.trapezoid(height, strip)
            look = {"facecolor": colour, "hatch": hatch, "edgecolor": COLOURS["black"]}
            left.fill_between(strip, height, **look, label=f"area {area:.3f}")
            right.fill_between(stretched, height / stretched, **look)
        left.set(ylim=(0, 0.7))
        right.set(ylim=(0, 0.75), xlim=(0, 5))
        left.legend(loc="upper right", title="the same area in both plots")
        right.legend(loc="upper right")
        _named(left, "x", "density", "X is standard normal")
        _named(right, "y", "density", "Y = exp(X)")
    return figure


def _letter() -> NDArray[np.float64]:
    """Give the strokes of a letter F inside the unit square centred at 0, with gaps between."""
    stem = np.linspace(-0.35, 0.35, 30)
    bar = np.linspace(-0.2, 0.25, 30)
    gap = np.array([np.nan])
    x = np.concatenate([np.full(30, -0.2), gap, bar, gap, bar[:24]])
    y = np.concatenate([stem, gap, np.full(30, 0.35), gap, np.full(24, 0.03)])
    return np.stack([x, y])


def _plane(axes: Axes) -> None:
    """Draw where the Jacobian determinant is 0, and hatch where it is negative."""
    x, y = fold(np.linspace(-2.5, 2.5, 101))
    axes.plot(x, y, "--", color=COLOURS["blue"], label="fold curve, where det J = 0")
    axes.fill_between(
        x,
        y,
        np.maximum(y, 4),
        facecolor="#FFF3DC",
        edgecolor="0.6",
        hatch="/",
        linewidth=0,
        zorder=0,
        label="det J < 0",
    )
    axes.set(xlim=(-2.6, 2.6), ylim=(-1.6, 3.6), aspect="equal")


def _shrinking(axes: Axes, x: float, y: float, h: float) -> None:
    """Draw how the ratio of areas approaches the determinant as the side shrinks."""
    determinant = 2 * x**2 - y
    sides = np.linspace(0.02, 1, 50)
    ratios = [signed_ratio(x, y, side) for side in sides]
    axes.axhline(determinant, linestyle="--", color=COLOURS["vermillion"])
    axes.plot(sides, ratios, color=COLOURS["blue"])
    axes.plot(h, signed_ratio(x, y, h), "o", color=COLOURS["blue"], markersize=10)
    axes.set(xlim=(0, 1.05), ylim=(determinant - 0.05, determinant + 0.2))
    label = f"det J(p) = {determinant:g}".replace("-", "−")
    axes.text(1.0, determinant - 0.035, label, horizontalalignment="right")
    axes.ticklabel_format(useOffset=False)
    _named(axes, "side h", "", "signed area ratio")


def _around(axes: Axes, points: NDArray[np.float64]) -> None:
    """Set a square window around the points."""
    low, high = points.min(axis=1), points.max(axis=1)
    middle, radius = (low + high) / 2, 0.6 * max(high - low)
    axes.set_xlim(middle[0] - radius, middle[0] + radius)
    axes.set_ylim(middle[1] - radius, middle[1] + radius)
    axes.set_aspect("equal")


def _named(axes: Axes, across: str, up: str, title: str) -> None:
    axes.set(xlabel=across, ylabel=up, title=title.replace("-", "−"))
