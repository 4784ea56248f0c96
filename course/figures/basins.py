"""From which starts does Newton's method solve x² + y = a, xy = b, and which solution does it find?

>>> solutions(3.0, 2.0).round(6).tolist()
[[-2.0, -1.0], [1.0, 2.0]]
>>> shares(3.0, 2.5).round(2).tolist()
[0.59, 0.41]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.folding import fold, seed_map
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

SLIDERS = {
    "a": Slider("target a for x² + y", -1.0, 4.0, 0.25, 3.0),
    "b": Slider("target b for xy", -3.0, 3.0, 0.25, 1.0),
}
"""The right-hand sides of the two equations."""

FRAMES = ({"a": 3.0, "b": 1.0}, {"a": 3.0, "b": 2.0}, {"a": 3.0, "b": 2.5})
"""A target with three solutions, one on the cusp curve, and one beyond it."""

ALT = (
    "Left: the plane of starts x, y; colour and pattern say which solution Newton's method "
    "finds. Right: the target in the a-b plane with the dashed cusp curve. Inside it, at (3, 1), "
    "there are three basins. On it, at (3, 2), two solutions have met, and two basins are left. "
    "Outside, at (3, 2.5), one basin is left, and 59 percent of the starts, hatched, find none."
)
"""What the frames show, in words."""

_FRAME = (-4.0, 4.0, -5.0, 8.0)
"""The starts that are tried: x from and to, then y."""
_ALONG, _UP = 208, 208
_STEPS = 40
_NEAR = 1e-4
_LOOKS = (("sky", "o"), ("orange", "s"), ("purple", "^"))
"""The colour of a basin, and the marker of its solution."""


def solutions(a: float, b: float) -> NDArray[np.float64]:
    """Give the real solutions of x² + y = a, xy = b, one a row, the smallest x first.

    Args:
        a: what x² + y shall be.
        b: what xy shall be.
    """
    roots = np.roots([1.0, 0.0, -a, b])  # y = a − x² turns xy = b into x³ − ax + b = 0
    x = np.sort(roots[np.abs(roots.imag) < _NEAR].real)
    x = x[np.concatenate([[True], np.diff(x) > _NEAR])]
    return np.stack([x, a - x**2], axis=1)


def arrivals(a: float, b: float) -> NDArray[np.int64]:
    """Give for each start of a grid which solution 40 steps find: 0, 1, 2, or −1 for none.

    Args:
        a: what x² + y shall be.
        b: what xy shall be.
    """
    left, right, low, high = _FRAME
    x, y = np.meshgrid(np.linspace(left, right, _ALONG), np.linspace(low, high, _UP))
    with np.errstate(all="ignore"):  # a start on the fold has no step
        for _ in range(_STEPS):
            step = (x * (a - x**2) - b) / (2 * x**2 - y)
            x, y = x + step, a - x**2 - 2 * x * step
    found = np.full(x.shape, -1)
    for place, (root, _) in enumerate(solutions(a, b)):
        found[np.abs(x - root) < _NEAR] = place
    return found


def shares(a: float, b: float) -> NDArray[np.float64]:
    """Give the share of starts that find nothing, and of those that find each solution.

    Args:
        a: what x² + y shall be.
        b: what xy shall be.
    """
    found = arrivals(a, b)
    return np.array([np.mean(found == place) for place in range(-1, len(solutions(a, b)))])


def draw_basins(a: float, b: float) -> Figure:
    """Draw which solution each start finds, and beside it the target and the cusp curve.

    Args:
        a: what x² + y shall be.
        b: what xy shall be.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=5.6)
    with style():
        found, roots = arrivals(a, b), solutions(a, b)
        left.imshow(_picture(found), extent=_FRAME, origin="lower", aspect="auto")
        t = np.linspace(-2.2, 2.2, 89)
        look = {"color": COLOURS["vermillion"], "linestyle": "--"}
        left.plot(*fold(t), **look, label="det J = 0: fold, and its image, the cusp curve")
        right.plot(*seed_map(*fold(t)), **look)
        for place, (root, (_, marker)) in enumerate(zip(roots, _LOOKS, strict=False)):
            left.plot(*root, marker, color=COLOURS["black"], markersize=10)
            _label(left, root, str(place + 1))
        _inside(right)
        right.plot(a, b, "D", color=COLOURS["black"], markersize=10, zorder=5)
        _label(right, np.array([a, b]), "target")
        left.set(xlim=_FRAME[:2], ylim=_FRAME[2:], xlabel="x of the start", ylabel="y of the start")
        lost = f"{100 * np.mean(found < 0):.0f} % of the starts find none"
        left.set_title(f"solutions: {len(roots)};  {lost}")
        right.set(xlim=(-1.5, 5.4), ylim=(-3.6, 3.6), xlabel="a", ylabel="b")
        right.set_title(f"target (a, b) = ({a:g}, {b:g})".replace("-", "−"))
        figure.legend(loc="outside lower center")
    return figure


def _picture(found: NDArray[np.int64]) -> NDArray[np.float64]:
    """Paint each basin in its colour; hatch what found nothing, and dot or line the others."""
    row, column = np.indices(found.shape)
    picture = np.ones((*found.shape, 3))
    for place, (colour, _) in enumerate(_LOOKS):
        picture[found == place] = to_rgb(COLOURS[colour])
    lines = (
        (-1, (row + column) % 8 < 2, 0.45),  # noqa: PLR2004 - the hatching
        (1, row % 10 == 0, 1.0),
        (2, (row % 8 < 2) & (column % 8 < 2), 1.0),  # noqa: PLR2004 - the dots
    )
    for place, where, grey in lines:
        picture[(found == place) & where] = grey
    return picture


def _inside(axes: Axes) -> None:
    """Shade the targets with three solutions, and write the numbers of solutions."""
    a, b = seed_map(*fold(np.linspace(0, 1.5, 40)))
    axes.fill_between(a, -b, b, color="0.88", zorder=0)
    axes.text(2.6, -0.1, "3 solutions", ha="center", va="top")
    axes.text(0.4, -2.6, "1 solution", ha="center")


def _label(axes: Axes, place: NDArray[np.float64], text: str) -> None:
    axes.annotate(
        text, place, xytext=(10, 10), textcoords="offset points", zorder=6,
        bbox={"boxstyle": "round,pad=0.2", "facecolor": "white", "edgecolor": "0.4"},
    )  # fmt: skip
