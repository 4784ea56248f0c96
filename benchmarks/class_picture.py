"""What does the growth of a class look like? Cost by size, and minutes for a large course."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, StrMethodFormatter

from benchmarks.class_growth import COURSE, Graded
from benchmarks.picture import COLOURS, MARKS, POINTS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES = (11, 4.5)
TARGET_MINUTES = 30


def draw(found: Sequence[Graded], minutes: Mapping[int, float], path: Path) -> None:
    """Write the picture to `path`, the same bytes for the same numbers."""
    given = {"font.size": POINTS, "svg.hashsalt": "class", "svg.fonttype": "path"}
    with mpl.rc_context(given):
        figure = Figure(INCHES, layout="constrained")
        left, right = figure.subplots(1, 2)
        _costs(left, found)
        _projection(right, minutes)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None})


def _costs(axes: Axes, found: Sequence[Graded]) -> None:
    counts = sorted({one.workers for one in found})
    for workers, colour, mark in zip(counts, COLOURS, MARKS, strict=False):
        line = [one for one in found if one.distinct and one.workers == workers]
        style = {"color": colour, "marker": mark, "markersize": 9, "linewidth": 2}
        name = f"{workers} worker{'' if workers == 1 else 's'}"
        sizes = [one.size for one in line]
        axes.plot(sizes, [one.each.seconds for one in line], label=name, **style)
    axes.set(xscale="log", xlabel="submissions in the class", ylabel="seconds for each of them")
    axes.set_xticks(sizes)
    axes.set_ylim(bottom=0)
    _finish(axes)


def _projection(axes: Axes, minutes: Mapping[int, float]) -> None:
    cluster = {count: found for count, found in minutes.items() if count}
    axes.axhline(TARGET_MINUTES, color="0.4", linestyle=":", label=f"{TARGET_MINUTES} minutes")
    axes.axhline(minutes[0], color=COLOURS[0], linewidth=2, label="two cores, no cluster")
    style = {"color": COLOURS[1], "marker": MARKS[1], "markersize": 9, "linewidth": 2}
    axes.plot(list(cluster), list(cluster.values()), label="notebooks on a cluster", **style)
    axes.set(xscale="log", xlabel="workers of the cluster", ylabel=f"minutes for {COURSE:,}")
    axes.set_xticks(list(cluster))
    axes.set_ylim(bottom=0)
    _finish(axes)


def _finish(axes: Axes) -> None:
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.grid(color="0.85")
    axes.legend(frameon=False, fontsize=POINTS)
