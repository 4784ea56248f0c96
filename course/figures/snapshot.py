"""What does the map explorer look like where nothing can be dragged?

>>> figure = draw(MAPS["fold"], (1.0, 2.0), side=0.5, zoom=1.0)
>>> figure.axes[1].get_title()
'output, det J(p) = 0'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.collections import PolyCollection

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.maps import MAPS, PlaneMap, Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

__all__ = ["MAPS", "draw", "drawn_text"]

_CELLS = 12
"""Into so many strips the square is cut, along each side, to paint its image."""

_FOLLOWS = 0.5
"""F(p) is at most so far off the middle of the output plane, as a part of its half width."""


def draw(shown: PlaneMap, point: tuple[float, float], side: float, zoom: float) -> Figure:
    """Draw a square at a point and what a map, and its Jacobian matrix, make of it.

    Args:
        shown: the map.
        point: the lower left corner p of the square.
        side: the side of the square.
        zoom: how many times both planes are enlarged around p and F(p).
    """
    figure, axes = new_figure(columns=2, width=10, height=6)
    with style():
        p = np.array(point)
        view = zoomed(shown.window, p, zoom, reach=1)
        image = zoomed(shown.image, shown.value(*p), zoom, reach=_FOLLOWS)
        identity = (_unchanged, np.eye(2))
        maps = (identity, (shown.value, shown.matrix(*point)))
        for plane, seen, (value, matrix) in zip(axes, (view, image), maps, strict=True):
            _grid(plane, view, value)
            _singular(plane, shown, value)
            _square(plane, p, side, value)
            _columns(plane, value(*p), side * matrix)
            (x, y), half = seen.centre, seen.half
            plane.set(xlim=(x - half, x + half), ylim=(y - half, y + half), aspect="equal")
        titles = (
            f"input, p = {drawn_text(point)}",
            f"output, det J(p) = {shown.determinant(*point) + 0:.4g}",
        )
        for plane, names, title in zip(axes, (shown.inputs, shown.outputs), titles, strict=True):
            plane.set(xlabel=names[0], ylabel=names[1], title=title.replace("-", "−"))
        labelled = dict(zip(*reversed(axes[1].get_legend_handles_labels()), strict=True))
        figure.legend(labelled.values(), labelled.keys(), loc="outside lower center", ncols=3)
    return figure


def drawn_text(point: tuple[float, float]) -> str:
    """Write a point as everybody does, with true minus signs."""
    return f"({point[0]:.4g}, {point[1]:.4g})".replace("-", "−")


def zoomed(window: Window, point: NDArray[np.float64], zoom: float, reach: float) -> Window:
    """Give what is seen at a zoom: the point keeps its place, and all around it is enlarged.

    Args:
        window: what is seen at zoom 1.
        point: shape (2,).
        zoom: how many times it is enlarged.
        reach: how far off the middle the point may be, as a part of the window's half width.
    """
    away = np.clip(point - window.centre, -reach * window.half, reach * window.half)
    x, y = point - away / zoom
    return Window((float(x), float(y)), window.half / zoom)


def _unchanged(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack(np.broadcast_arrays(x, y))


def _grid(axes: Axes, view: Window, value: Callable[..., NDArray[np.float64]]) -> None:
    spacing = 2.0 ** round(np.log2(view.half / 2)) / 2
    (x, y), half = view.centre, view.half
    along = np.linspace(-half, half, 41)
    for lines, centre in ((True, x), (False, y)):
        first, last = np.ceil((centre - half) / spacing), np.floor((centre + half) / spacing)
        for constant in spacing * np.arange(first, last + 1):
            line = (constant, y + along) if lines else (x + along, constant)
            axes.plot(*value(*np.broadcast_arrays(*line)), color="0.8", linewidth=1.5)


def _singular(axes: Axes, shown: PlaneMap, value: Callable[..., NDArray[np.float64]]) -> None:
    for curve in shown.singular:
        look = "x" if curve.shape[1] == 1 else "--"
        colour, label = COLOURS["vermillion"], "where det J = 0, and its image"
        axes.plot(*value(*curve), look, color=colour, markersize=9, label=label)


def _square(
    axes: Axes, p: NDArray[np.float64], side: float, value: Callable[..., NDArray[np.float64]]
) -> None:
    """Paint the image of a square piece by piece, since it may be folded."""
    cuts = np.linspace(0, side, _CELLS + 1)
    points = value(*np.meshgrid(p[0] + cuts, p[1] + cuts, indexing="ij"))
    around = (points[:, :-1, :-1], points[:, 1:, :-1], points[:, 1:, 1:], points[:, :-1, 1:])
    quads = np.stack(around, axis=-1).reshape(2, _CELLS**2, 4).transpose(1, 2, 0)
    colour = COLOURS["sky"]
    label = "square, and its exact image"
    axes.add_collection(
        PolyCollection(quads, facecolor=colour, edgecolor=colour, zorder=2, label=label)
    )


def _columns(axes: Axes, start: NDArray[np.float64], columns: NDArray[np.float64]) -> None:
    """Draw two columns as steps from `start`, and the parallelogram that they span."""
    axes.plot(*start, "o", color=COLOURS["black"], markersize=8, zorder=6, label="p, and F(p)")
    looks = (
        ("blue", "-", "s", "step 1: column 1 of J"),
        ("orange", "--", "^", "step 2: column 2 of J"),
    )
    for column, (colour, stroke, marker, label) in zip(columns.T, looks, strict=True):
        look = {"color": COLOURS[colour], "linestyle": stroke, "marker": marker, "label": label}
        ends = np.stack([start, start + column], axis=1)
        axes.plot(*ends, **look, linewidth=3, markersize=8, markevery=[1], zorder=5)
    sides = np.array([[0, 1, 1, 0, 0], [0, 0, 1, 1, 0]])
    corners = start[:, None] + columns @ sides
    axes.plot(*corners, ":", color=COLOURS["black"], zorder=4, label="parallelogram of J")
