"""What does F(x, y) = (x² + y, xy) do while one input moves and the other is frozen?

>>> import numpy as np
>>> seed_map(np.array(1.0), np.array(2.0)).tolist()
[3.0, 2.0]
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
    "moving": Slider("1: x moves, 2: y moves", 1, 2, 1, 1),
    "x": Slider("x of the point", -2.0, 2.0, 0.25, 1.0),
    "y": Slider("y of the point", -1.0, 3.0, 0.25, 2.0),
}
"""Which input moves, and the point through which the slice goes."""

FRAMES = (
    {"moving": 1, "x": 1.0, "y": 2.0},
    {"moving": 1, "x": 1.0, "y": 3.0},
    {"moving": 2, "x": 1.0, "y": 2.0},
)
"""A slice along x, the same with y frozen elsewhere, and the slice along y."""

ALT = (
    "Left: level lines of f₁ in the x-y plane and a slice through the point. Middle: f₁ along the "
    "slice, with tangent. Right: its image in the f₁-f₂ plane. While x moves, f₁ has the slope 2 "
    "at x = 1 for y frozen at 2 and at 3, but f₂ has the slope 2, then 3. While y moves through "
    "(1, 2), both slopes are 1."
)
"""What the frames show, in words."""

_RANGES = ((-2.5, 2.5), (-1.5, 3.5))
"""How far x and y go in the pictures."""

_TANGENTS = ((-3.2, 3.2), (-2.2, 4.2))
"""How far the tangents of the slices go: one unit further than the sliders."""

_OUTPUTS = ((-3.0, 12.0), (-10.5, 10.5))
"""How far f₁ and f₂ go in the pictures: every tangent ends inside."""

_LOOKS = (("blue", "-"), ("orange", "--"))
"""Colour and stroke of a slice along x, and of one along y."""


def seed_map(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give F(x, y) = (x² + y, xy), the outputs along the first axis."""
    return np.stack(np.broadcast_arrays(x**2 + y, x * y))


def rates(moving: int, x: float, y: float) -> NDArray[np.float64]:
    """Give the rates of both outputs at (x, y) while input 1 or 2 moves.

    >>> rates(1, 1.0, 2.0).tolist()
    [2.0, 2.0]
    """
    return np.array([[2 * x, 1.0], [y, x]])[:, moving - 1]


def slice_through(moving: int, x: float, y: float) -> NDArray[np.float64]:
    """Give the points of the slice through (x, y) on which input 1 or 2 moves."""
    points = np.repeat(np.array([[x], [y]], dtype=float), 101, axis=1)
    points[moving - 1] = np.linspace(*_RANGES[moving - 1], 101)
    return points


def slice_and_tangent(moving: float, x: float, y: float) -> Figure:
    """Draw a slice among the level lines of x² + y, its graph with a tangent, and its image by F.

    Args:
        moving: 1 if x moves and y is frozen, 2 if y moves and x is frozen.
        x: first coordinate of the point.
        y: second coordinate of the point.
    """
    moving = round(moving)
    figure, (plane, graph, image) = new_figure(columns=3, width=10, height=4.4)
    figure.set_layout_engine("constrained", w_pad=0.12)
    with style():
        point = np.array([x, y])
        output = seed_map(point[0], point[1])
        rate = rates(moving, x, y)
        along = slice_through(moving, x, y)
        outputs = seed_map(*along)
        _levels(plane)
        other = slice_through(3 - moving, x, y)
        plane.plot(*other, color="0.35", linestyle=":", label="the other slice")
        for axes, curve in (
            (plane, along),
            (graph, np.stack([along[moving - 1], outputs[0]])),
            (image, outputs),
        ):
            colour, stroke = _LOOKS[moving - 1]
            axes.plot(
                *curve, stroke, color=COLOURS[colour], linewidth=3.5, label=f"{_name(moving)} moves"
            )
        steps = np.array([-1.0, 1.0])
        _tangent(graph, point[moving - 1] + steps, output[0] + rate[0] * steps)
        _tangent(image, output[0] + rate[0] * steps, output[1] + rate[1] * steps)
        for axes, place in (
            (plane, point),
            (graph, (point[moving - 1], output[0])),
            (image, output),
        ):
            axes.plot(
                *place, "o", color=COLOURS["black"], markersize=9, zorder=5, label="the point"
            )
        frozen = f"{_name(3 - moving)} frozen at {point[2 - moving]:g}"
        _finish(plane, ("x", "y"), _RANGES, frozen)
        _finish(
            graph,
            (_name(moving), "f₁ = x² + y"),
            (_TANGENTS[moving - 1], _OUTPUTS[0]),
            f"slope of f₁: {rate[0]:g}",
        )
        title = f"slopes of f₁, f₂: {rate[0]:g}, {rate[1]:g}"
        _finish(image, ("f₁ = x² + y", "f₂ = xy"), _OUTPUTS, title)
        handles = {
            label: handle
            for axes in (plane, graph)
            for handle, label in zip(*axes.get_legend_handles_labels(), strict=True)
        }
        figure.legend(handles.values(), handles.keys(), loc="outside lower center", ncols=4)
    return figure


def _name(number: int) -> str:
    return "xy"[number - 1]


def _levels(axes: Axes) -> None:
    """Draw the lines on which x² + y has the same value."""
    x, y = np.meshgrid(*(np.linspace(*ends, 101) for ends in _RANGES))
    lines = axes.contour(
        x, y, x**2 + y, levels=[1, 3, 5, 7], colors="0.7", linewidths=1.5, linestyles="solid"
    )
    places = [(-1.27, -0.6), (-1.62, 0.37), (-1.9, 1.37), (-2.15, 2.37)]
    texts = axes.clabel(lines, fontsize=13, colors="0.3", manual=places, zorder=4)
    for text in texts:
        text.set(rotation=0, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})


def _tangent(axes: Axes, horizontal: NDArray[np.float64], vertical: NDArray[np.float64]) -> None:
    """Draw the tangent from one unit before the point to one unit after it."""
    axes.plot(
        horizontal,
        vertical,
        color=COLOURS["black"],
        linewidth=2.5,
        marker="|",
        markersize=10,
        zorder=4,
        label="tangent, one unit each way",
    )


def _finish(
    axes: Axes,
    names: tuple[str, str],
    ranges: tuple[tuple[float, float], tuple[float, float]],
    title: str,
) -> None:
    axes.set(xlabel=names[0], ylabel=names[1], xlim=ranges[0], ylim=ranges[1])
    axes.set_title(title.replace("-", "−"))
