"""What do all figures of the course look like?"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = {
    "blue": "#0072B2",
    "orange": "#E69F00",
    "green": "#009E73",
    "vermillion": "#D55E00",
    "sky": "#56B4E9",
    "purple": "#CC79A7",
    "black": "#000000",
}
"""Okabe and Ito's colours, which colour-blind readers can tell apart."""

_STYLE = {
    "axes.labelsize": 13,
    "axes.prop_cycle": mpl.cycler(color=list(COLOURS.values())),
    "axes.titlesize": 14,
    "figure.facecolor": "white",
    "font.size": 13,
    "legend.fontsize": 13,
    "lines.linewidth": 2,
    "savefig.facecolor": "white",
    "svg.fonttype": "path",
    "svg.hashsalt": "course",
    "xtick.labelsize": 13,
    "ytick.labelsize": 13,
}


def style() -> AbstractContextManager[None]:
    """The settings under which figures are made and written: opaque, large text, fixed colours."""
    return mpl.rc_context({**mpl.rcParamsDefault, "backend": mpl.rcParams["backend"], **_STYLE})


def new_figure(
    columns: int = 1, rows: int = 1, *, width: float = 10.0, height: float = 4.5
) -> tuple[Figure, list[Axes]]:
    """A figure that no notebook displays by itself, and its axes from left to right, row by row.

    Args:
        columns: how many axes stand side by side.
        rows: how many rows of them there are.
        width: in inches, at most 10.
        height: in inches.
    """
    with style():
        figure = Figure(figsize=(width, height), layout="constrained")
        axes = figure.subplots(rows, columns, squeeze=False)
    return figure, list(axes.flat)
