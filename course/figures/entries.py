"""What does each entry of a Jacobian matrix show? One slice of the map, and its slope.

The map is F(x, y) = (x² − y, xy², 3y): three outputs, two inputs, six slices. A second figure shows
a function that has slopes along both axes at the origin and is not differentiable there.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

OUTPUTS = ("f₁ = x² − y", "f₂ = xy²", "f₃ = 3y")
INPUTS = ("x", "y")
REACH = 2.0
"""The slices are drawn for inputs between −REACH and REACH."""

HEIGHTS = ((-3.0, 6.5), (-7.5, 7.5), (-7.0, 7.0))
"""What each row shows of its output, so that slopes in one row can be compared."""

FRAMES = (
    {"row": 2, "column": 0, "x": 1.0, "y": 1.0},
    {"row": 0, "column": 2, "x": 1.0, "y": 1.0},
    {"row": 3, "column": 1, "x": -1.0, "y": 1.0},
)
"""One row, one column, and one entry at another point."""

ALT = (
    "Three tables of six plots: outputs f₁, f₂, f₃ in rows, inputs x, y in columns, each with its "
    "tangent. At (1, 1) first row 2, then column 2 is framed. At (−1, 1) the entry in row 3, "
    "column 1 is framed: a horizontal line, slope 0. Two slopes have changed their sign."
)
"""What the frames show, in words."""

ALT_OF_LINES = (
    "The values of f along four lines through the origin, against the place t on the line. Off "
    "the origin they are constant: 0 along both axes, one half along the diagonal (1, 1), minus "
    "one half along (1, −1). Only the axes agree with f(0, 0) = 0: f jumps at the origin."
)
"""What the figure of `along_lines` shows, in words."""

SLIDERS = {
    "row": Slider("row (0: all)", 0, 3, 1, 2),
    "column": Slider("column (0: all)", 0, 2, 1, 0),
    "x": Slider("x of the point", -1.5, 1.5, 0.5, 1.0),
    "y": Slider("y of the point", -1.5, 1.5, 0.5, 1.0),
}


def three_outputs(x: float, y: float) -> np.ndarray:
    """Give F(x, y), in numbers."""
    return np.array([x**2 - y, x * y**2, 3 * y])


def jacobian(x: float, y: float) -> np.ndarray:
    """Give the Jacobian matrix of F at (x, y): a row for each output, a column for each input."""
    return np.array([[2 * x, -1.0], [y**2, 2 * x * y], [0.0, 3.0]])


def ratio(x: float, y: float) -> float:
    """Give xy/(x² + y²), and 0 at the origin."""
    return 0.0 if x == y == 0 else x * y / (x**2 + y**2)


def table_of_slices(row: float, column: float, x: float, y: float) -> Figure:
    """Draw output i against input j in row i and column j, with its tangent at (x, y).

    Args:
        row: the row to frame, from 1 on; 0 stands for all rows.
        column: the column to frame, from 1 on; 0 stands for all columns.
        x: where the tangents touch, first input.
        y: where they touch, second input.
    """
    figure, axes = new_figure(2, 3, width=9, height=7)
    with style():
        for (i, j), cell in zip(product(range(3), range(2)), axes, strict=True):
            _slice(cell, i, j, np.array([x, y], dtype=float))
        for j, cell in enumerate(axes[:2]):
            fixed = f"{INPUTS[1 - j]} = {_text((y, x)[j])}"
            cell.set_title(f"column {j + 1}: {INPUTS[j]} moves, {fixed}\n{cell.get_title()}")
        for j, cell in enumerate(axes[-2:]):
            cell.set_xlabel(INPUTS[j])
        for i, cell in enumerate(axes[::2]):
            cell.set_ylabel(f"row {i + 1}\n{OUTPUTS[i]}")
        for (i, j), cell in zip(product((1, 2, 3), (1, 2)), axes, strict=True):
            _mark(cell, is_chosen=round(row) in (0, i) and round(column) in (0, j))
    return figure


def along_lines() -> Figure:
    """Draw xy/(x² + y²) along an axis and along two diagonals through the origin."""
    figure, (axes,) = new_figure(width=9, height=4)
    t = np.linspace(-1, 1, 200)  # an even number of points: none of them is 0
    lines = (
        ("along either axis: 0", (1, 0), "blue", "-"),
        ("along (1, 1): ½", (1, 1), "vermillion", "--"),
        ("along (1, −1): −½", (1, -1), "green", "-."),
    )
    with style():
        for label, (u, v), colour, dashes in lines:
            values = [ratio(u * s, v * s) for s in t]
            axes.plot(t, values, dashes, color=COLOURS[colour])
            axes.annotate(label, (-0.98, values[0]), (0, 6), textcoords="offset points")
        for height in (0.5, -0.5):
            axes.plot(0, height, "o", color=COLOURS["black"], fillstyle="none", markersize=9)
        axes.plot(0, 0, "o", color=COLOURS["black"], markersize=9)
        axes.annotate("f(0, 0) = 0", (0, 0), (8, 8), textcoords="offset points")
        axes.set(xlabel="t, the place on the line", ylabel="f", ylim=(-0.75, 0.75))
    return figure


def _slice(axes: Axes, i: int, j: int, p: np.ndarray) -> None:
    """Draw output i while input j moves and the other input stays, and the tangent at p."""
    moving = np.linspace(-REACH, REACH, 81)
    points = np.tile(p, (len(moving), 1))
    points[:, j] = moving
    slope = float(jacobian(*p)[i, j])
    value = float(three_outputs(*p)[i])
    near = p[j] + np.array([-0.8, 0.8])
    axes.plot(moving, [three_outputs(*point)[i] for point in points], color=COLOURS["blue"])
    axes.plot(near, value + slope * (near - p[j]), "--", color=COLOURS["vermillion"], linewidth=3)
    axes.plot(p[j], value, "o", color=COLOURS["black"], markersize=7)
    axes.set_title(f"∂f{'₁₂₃'[i]}/∂{INPUTS[j]} = {_text(slope)}")
    axes.set(xlim=(-2.4, 2.4), ylim=HEIGHTS[i])


def _mark(axes: Axes, *, is_chosen: bool) -> None:
    """Frame a chosen cell thickly; leave the others thin."""
    for spine in axes.spines.values():
        spine.set_linewidth(5 if is_chosen else 1)
        spine.set_edgecolor(COLOURS["black"] if is_chosen else "#767676")
    if is_chosen:
        axes.set_facecolor("#FFF7DC")
        axes.title.set_fontweight("bold")


def _text(number: float) -> str:
    """Write a number with a real minus sign."""
    return f"{number:g}".replace("-", "−")
