"""Where does F(x, y) = (x² + y, xy) fold the plane, and what becomes of a small square?

>>> import numpy as np
>>> seed_map(np.array(1.0), np.array(2.0)).tolist()
[3.0, 2.0]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {
    "x": Slider("x of the corner p", -2.0, 2.0, 0.25, 1.0),
    "y": Slider("y of the corner p", -1.0, 3.0, 0.25, 2.0),
    "h": Slider("side h of the square", 0.2, 1.0, 0.1, 0.6),
}
"""The corner p of the square, and its side."""

FRAMES = (
    {"x": 2.0, "y": 1.0, "h": 0.6},
    {"x": 1.0, "y": 2.0, "h": 0.6},
    {"x": 0.0, "y": 1.0, "h": 0.6},
)
"""A square beside the fold, one that stands on it, and one on its other side."""

ALT = (
    "Left: a square with corner p in the x-y plane and the dashed parabola y = 2x². Right: its "
    "image and a parallelogram in the f₁-f₂ plane. At p = (2, 1) the parallelogram is wide. At "
    "(1, 2), on the parabola, it shrinks to a segment. At (0, 1) its two sides are exchanged."
)
"""What the frames show, in words."""

_CELLS = 12
"""Into so many strips the square is cut, along each side, to paint its image."""


def seed_map(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give F(x, y) = (x² + y, xy), the outputs along the first axis."""
    return np.stack(np.broadcast_arrays(x**2 + y, x * y))


def jacobian(x: float, y: float) -> NDArray[np.float64]:
    """Give the Jacobian matrix of F at (x, y)."""
    return np.array([[2 * x, 1.0], [y, x]])


def fold(t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the points (t, 2t²), at which the Jacobian determinant of F is 0."""
    return np.stack([t, 2 * t**2])


def square_and_image(x: float, y: float, h: float) -> Figure:
    """Draw a square with corner (x, y) and side h, and beside it what F and J make of it.

    Args:
        x: first coordinate of the corner p.
        y: second coordinate of p.
        h: side of the square.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=6)
    with style():
        matrix = jacobian(x, y)
        p = np.array([x, y])
        _grid(left, right)
        t = np.linspace(-2.2, 2.2, 89)
        for axes, curve in ((left, fold(t)), (right, seed_map(*fold(t)))):
            axes.plot(
                *curve, "--", color=COLOURS["vermillion"], label="fold curve, where det J = 0"
            )
        paint(left, right, p, h)
        right.collections[-1].set_label("square, and its image by F")
        _steps(left, p, h * np.eye(2))
        image = seed_map(p[0], p[1])
        _steps(right, image, h * matrix)
        sides = np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]])
        corners = image[:, None] + h * matrix @ sides
        right.plot(*corners, ":", color=COLOURS["black"], zorder=4, label="parallelogram of J")
        _finish(left, (0.25, 1.5), 3.0, ("x", "y"), f"input, p = ({x:g}, {y:g})")
        middle = image + h * matrix.sum(axis=1) / 2
        title = f"output, det J(p) = {2 * x**2 - y:g}"
        _finish(right, (middle[0], middle[1]), 4.5, ("f₁", "f₂"), title)
        labelled = dict(zip(*reversed(right.get_legend_handles_labels()), strict=True))
        figure.legend(labelled.values(), labelled.keys(), loc="outside lower center", ncols=3)
    return figure


def _grid(left: Axes, right: Axes) -> None:
    """Draw the lines of the input plane, and their images."""
    along = np.linspace(-3, 6, 91)
    for constant in np.arange(-2.5, 4.1, 0.5):
        for x, y in (
            (np.full_like(along, constant), along),
            (along, np.full_like(along, constant)),
        ):
            inside = (x >= -2.5) & (x <= 3) & (y >= -1) & (y <= 4)  # noqa: PLR2004 - the grid's frame
            left.plot(x[inside], y[inside], color="0.8", linewidth=1.5)
            right.plot(*seed_map(x[inside], y[inside]), color="0.8", linewidth=1.5)


def paint(left: Axes, right: Axes, corner: NDArray[np.float64], h: float) -> None:
    """Paint a square and its image, piece by piece, since the image may be folded.

    Args:
        left: the input plane.
        right: the output plane.
        corner: the square's lower left corner.
        h: its side.
    """
    cuts = np.linspace(0, h, _CELLS + 1)
    grid = np.stack(np.meshgrid(corner[0] + cuts, corner[1] + cuts, indexing="ij"))
    for axes, points in ((left, grid), (right, seed_map(*grid))):
        around = (
            points[:, :-1, :-1],
            points[:, 1:, :-1],
            points[:, 1:, 1:],
            points[:, :-1, 1:],
        )
        quads = np.stack(around, axis=-1).reshape(2, _CELLS**2, 4).transpose(1, 2, 0)
        colour = COLOURS["sky"]
        pieces = PolyCollection(quads, facecolor=colour, edgecolor=colour, zorder=2)
        axes.add_collection(pieces)


def _steps(axes: Axes, start: NDArray[np.float64], columns: NDArray[np.float64]) -> None:
    """Draw the two columns as steps from `start`, told apart by colour, stroke and marker."""
    axes.plot(*start, "o", color=COLOURS["black"], markersize=8, zorder=6, label="p, and F(p)")
    looks = (
        ("blue", "-", "s", "step in x: column 1"),
        ("orange", "--", "^", "step in y: column 2"),
    )
    for column, (colour, stroke, marker, label) in zip(columns.T, looks, strict=True):
        axes.plot(
            *np.stack([start, start + column], axis=1),
            color=COLOURS[colour],
            linestyle=stroke,
            linewidth=3,
            marker=marker,
            markersize=8,
            markevery=[1],
            zorder=5,
            label=label,
        )


def _finish(
    axes: Axes,
    middle: tuple[float, float],
    radius: float,
    names: tuple[str, str],
    title: str,
) -> None:
    axes.set_xlim(middle[0] - radius, middle[0] + radius)
    axes.set_ylim(middle[1] - radius, middle[1] + radius)
    axes.set(xlabel=names[0], ylabel=names[1], aspect="equal", title=title.replace("-", "−"))
