"""What does the growth of times look like? One picture with a panel for each way to grow."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, StrMethodFormatter

from benchmarks.growth import Panel, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#0072B2", "#D55E00", "#009E73")
"""Blue, vermilion and green of Okabe and Ito, which colour-blind readers tell apart."""
MARKS = ("o", "s", "^")
POINTS = 13
"""Size of the text."""
INCHES = (11, 9)


def draw(panels: Sequence[Panel], found: Sequence[Sequence[Sequence[Point]]], path: Path) -> None:
    """Write the picture to `path`, the same bytes for the same numbers."""
    given = {"font.size": POINTS, "svg.hashsalt": "growth", "svg.fonttype": "path"}
    with mpl.rc_context(given):
        figure = Figure(INCHES, layout="constrained")
        for axes, panel, series in zip(figure.subplots(2, 2).flat, panels, found, strict=True):
            _panel(axes, panel, series)
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None})


def _panel(axes: Axes, panel: Panel, found: Sequence[Sequence[Point]]) -> None:
    for series, points, colour, mark in zip(panel.series, found, COLOURS, MARKS, strict=False):
        sizes, times = zip(*((p.size, p.milliseconds) for p in points), strict=True)
        style = {"color": colour, "marker": mark, "markersize": 9, "markeredgewidth": 2}
        axes.plot(sizes, times, label=series.name, linewidth=2, **style)
        undecided = [(p.size, p.milliseconds) for p in points if not p.decided]
        if undecided:
            hollow = {**style, "markerfacecolor": "white", "linestyle": "none"}
            axes.plot(*zip(*undecided, strict=True), **hollow)
    axes.set(xscale="log", yscale="log", xlabel=panel.axis, ylabel="milliseconds")
    axes.set_xticks([point.size for point in found[0]])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
    axes.yaxis.set_major_formatter(StrMethodFormatter("{x:,g}"))
    axes.grid(color="0.85")
    axes.legend(loc="upper left", frameon=False, fontsize=POINTS)
    low, high = axes.get_ylim()
    axes.set_ylim(low, high * (high / low) ** ROOM_FOR_THE_LEGEND)


ROOM_FOR_THE_LEGEND = 0.35
