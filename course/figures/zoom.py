"""How good is the linear estimate near a point? A box under the magnifying glass, and single steps.

Both figures measure the error: the distance between where a map leads and where its estimate
F(p) + J(p)·Δ says that it leads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from course.figures.drawing import COLOURS, new_figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Points = NDArray[np.float64]
"""Points as columns: the shape is (2, number of points)."""
Map = Callable[[Points], Points]

BOX_CENTRE = np.array([[-2.0], [1.0]])
STEP_START = np.array([[1.0], [2.0]])
LENGTHS = 0.5 ** np.arange(8)
"""The half-widths of the boxes, and the lengths of the steps: each is half of the one before."""

ALT_OF_BOX = (
    "Three frames: a box around (−2, 1) of half-width 1, 1/4 and 1/16. Left, its curved image "
    "under (x + sin y, y + sin x) and the dashed estimate, both enlarged to one size: the gap "
    "shrinks until they agree. Right, largest error against half-width, both axes logarithmic: "
    "the dots run along a line of slope 2."
)
"""What three frames of `draw_box` show, in words."""

ALT_OF_STEP = (
    "Three frames: steps from (1, 2) at 0, 60 and 90 degrees. Left, the output plane: the true "
    "path curves away from the dashed straight estimate, less so at 60 degrees, not at all at 90. "
    "Right, error against length of the step, both axes logarithmic: the dots have slope 2 at 0 "
    "and 60 degrees; at 90 the error is 0."
)
"""What three frames of `draw_step` show, in words."""

_ROUNDING = 1e-12


def waves(points: Points) -> Points:
    """The map (x + sin y, y + sin x), which bends every straight line."""
    x, y = points
    return np.array([x + np.sin(y), y + np.sin(x)])


def waves_matrix(point: Points) -> Points:
    """The Jacobian matrix of `waves` at one point."""
    x, y = point.ravel()
    return np.array([[1, np.cos(y)], [np.cos(x), 1]])


def golden(points: Points) -> Points:
    """The document's map (x² + y, xy)."""
    x, y = points
    return np.array([x**2 + y, x * y])


def golden_matrix(point: Points) -> Points:
    """The Jacobian matrix of `golden` at one point."""
    x, y = point.ravel()
    return np.array([[2 * x, 1], [y, x]])


def remainder(f: Map, matrix: Points, start: Points, steps: Points) -> Points:
    """What the linear estimate misses after each step: F(p + Δ) − F(p) − J·Δ."""
    return f(start + steps) - f(start) - matrix @ steps


def box_error(half_width: float) -> float:
    """The largest error of the estimate for `waves` on the lines of the box around its centre."""
    steps = half_width * np.hstack(list(_grid_lines()))
    missed = remainder(waves, waves_matrix(BOX_CENTRE), BOX_CENTRE, steps)
    return float(np.linalg.norm(missed, axis=0).max())


def step_error(angle: float, length: float) -> float:
    """The error of the estimate for `golden` after one step from (1, 2), `angle` in degrees."""
    step = length * _direction(angle)
    missed = remainder(golden, golden_matrix(STEP_START), STEP_START, step)
    error = float(np.linalg.norm(missed))
    return error if error > _ROUNDING else 0.0


def draw_box(halvings: float) -> Figure:
    """The image of a small box, enlarged, beside its linear estimate; and the error at each size.

    Args:
        halvings: how often the half-width 1 of the box has been halved.
    """
    figure, (left, right) = _two_panels()
    with style():
        _draw_image(left, 0.5**halvings)
        _draw_box_errors(right, 0.5**halvings)
    return figure


def draw_step(angle: float) -> Figure:
    """One step from (1, 2): where the document's map leads, and the error at each length.

    Args:
        angle: the direction of the step, in degrees from the x axis.
    """
    figure, (left, right) = _two_panels()
    with style():
        _draw_paths(left, angle)
        _draw_step_errors(right, angle)
    return figure


def _two_panels() -> tuple[Figure, list[Axes]]:
    """Two axes at fixed places: a layout that has to be found takes longer than the drawing."""
    figure, panels = new_figure(columns=2, height=4.2)
    with style():
        figure.set_layout_engine(None)
    figure.subplots_adjust(left=0.06, right=0.985, bottom=0.15, top=0.92, wspace=0.2)
    return figure, panels


def _draw_image(axes: Axes, half_width: float) -> None:
    """The grid on a box, as the map bends it and as the estimate has it, enlarged by 1/h."""
    matrix = waves_matrix(BOX_CENTRE)
    for line in _grid_lines():
        steps = half_width * line
        moved = (waves(BOX_CENTRE + steps) - waves(BOX_CENTRE)) / half_width
        axes.plot(*moved, color=COLOURS["blue"])
        axes.plot(*(matrix @ line), color=COLOURS["vermillion"], linestyle="--")
    axes.plot([], [], color=COLOURS["blue"], label="image")
    axes.plot([], [], color=COLOURS["vermillion"], linestyle="--", label="estimate")
    axes.set(
        xlim=(-2.3, 2.3),
        ylim=(-1.8, 2.5),
        aspect="equal",
        xlabel="first output, from the centre, in h",
        ylabel="second output, in h",
        title=f"box of half-width h = {_fraction(half_width)}",
    )
    axes.legend(loc="upper center", ncols=2, frameon=False, columnspacing=1, handlelength=1.5)


def _draw_box_errors(axes: Axes, half_width: float) -> None:
    """The largest error for each box, the present box in a frame."""
    errors = [box_error(length) for length in LENGTHS]
    _draw_errors(axes, errors, "half-width h of the box", "largest error in the box")
    error = box_error(half_width)
    axes.plot(half_width, error, "s", color=COLOURS["vermillion"], markersize=13, fillstyle="none")
    axes.set_title(f"largest error {error:.2g} = {error / half_width:.2g} h")


def _draw_paths(axes: Axes, angle: float) -> None:
    """Where the map leads along a step of length 1, and where the estimate leads."""
    steps = _direction(angle) * np.linspace(0, 1, 41)
    start = golden(STEP_START)
    truth = golden(STEP_START + steps)
    estimate = start + golden_matrix(STEP_START) @ steps
    axes.plot(*truth, color=COLOURS["blue"], label="F(p + Δ)", linewidth=3)
    axes.plot(*estimate, color=COLOURS["vermillion"], linestyle="--", label="F(p) + J Δ")
    axes.plot(*np.column_stack([truth[:, -1], estimate[:, -1]]), ":", color="black", label="error")
    axes.plot(*truth[:, -1], "o", color=COLOURS["blue"], markersize=9)
    axes.plot(*estimate[:, -1], "s", color=COLOURS["vermillion"], markersize=8)
    axes.plot(*start, "D", color="black", markersize=8)
    axes.annotate("F(p)", start.ravel(), (-42, 4), textcoords="offset points")
    cosine, sine = _direction(angle).ravel() + 0.0
    axes.set(
        xlim=(1.5, 6.5),
        ylim=(0.5, 5),
        aspect="equal",
        xlabel="first output",
        ylabel="second output",
        title=f"step Δ = ({cosine:.2f}, {sine:.2f})".replace("-", "−"),
    )
    axes.legend(loc="upper left", frameon=False)


def _draw_step_errors(axes: Axes, angle: float) -> None:
    """The error after steps in one direction."""
    errors = [step_error(angle, length) for length in LENGTHS]
    _draw_errors(axes, errors, "length of the step Δ", "error of the estimate")
    axes.set_title(f"error at length 1: {errors[0]:.2g}")


def _draw_errors(axes: Axes, errors: list[float], across: str, up: str) -> None:
    """The errors at `LENGTHS` on logarithmic axes, between lines of slope 1 and slope 2."""
    axes.loglog(LENGTHS, LENGTHS, ":", color="black")
    axes.loglog(LENGTHS, LENGTHS**2, "--", color=COLOURS["orange"])
    shown = [error or np.nan for error in errors]
    axes.loglog(LENGTHS, shown, "o", color=COLOURS["blue"], markersize=8)
    axes.text(0.02, 0.036, "slope 1", ha="right", va="bottom")
    axes.text(0.045, 3e-4, "slope 2", ha="left", va="top")
    if not any(errors):
        axes.text(0.3, 1e-3, "error 0 at\nevery length", ha="center", va="center")
    axes.set(xlim=(0.006, 1.4), ylim=(1e-5, 2), xlabel=across, ylabel=up)
    axes.minorticks_off()


def _fraction(half_width: float) -> str:
    return f"1/{round(1 / half_width)}" if half_width < 1 else "1"


def _direction(angle: float) -> Points:
    radians = np.radians(angle)
    return np.array([[np.cos(radians)], [np.sin(radians)]])


def _grid_lines() -> Iterator[Points]:
    """Five lines across and five lines up the box from (−1, −1) to (1, 1)."""
    along = np.linspace(-1, 1, 41)
    for place in np.linspace(-1, 1, 5):
        across = np.full_like(along, place)
        yield np.array([along, across])
        yield np.array([across, along])
