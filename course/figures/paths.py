"""The graph of a composition: a derivative is the sum over all paths of the product of slopes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from course.figures.drawing import COLOURS, new_figure, style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INNER = ((3, 2, 0), (0, 1, 1))
"""The Jacobian matrix of H(x, y, z) = (xy, y + z) at (2, 3, 1)."""
OUTER = ((4, 6), (1, -8))
"""The Jacobian matrix of G(u, v) = (uv, u − v²) at (6, 4)."""


def products(output: int, source: int) -> list[int]:
    """The product along each path from an input to an output, both counted from 1."""
    return [OUTER[output - 1][k] * INNER[k][source - 1] for k in range(2)]


def draw_paths(output: float = 1, source: float = 2) -> Figure:
    """Draw the graph of G∘H, the two paths of one pair, and the matrix entry they add up to."""
    i, j = round(output), round(source)
    figure, (axes,) = new_figure(width=10, height=3.8)
    with style():
        inputs = [(0.0, 2.0 - k) for k in range(3)]
        middle = [(2.0, 1.7), (2.0, 0.3)]
        outputs = [(4.0, 1.7), (4.0, 0.3)]
        for k in range(2):
            for s in range(3):
                _edge(axes, inputs[s], middle[k], INNER[k][s], shown=s == j - 1, dashed=k == 1)
            for r in range(2):
                _edge(axes, middle[k], outputs[r], OUTER[r][k], shown=r == i - 1, dashed=k == 1)
        for place, name in zip(
            [*inputs, *middle, *outputs], ["x", "y", "z", "u", "v", "F₁", "F₂"], strict=True
        ):
            _node(axes, place, name)
        _matrix(axes, i, j)
        one, two = products(i, j)
        pair = f"∂F{'₁₂'[i - 1]}/∂{'xyz'[j - 1]}"
        title = f"{pair}:  via u {one},  via v {two},  sum {one + two}"
        axes.set_title(title.replace("-", "−"), fontsize=16)
        axes.set(xlim=(-0.3, 6.9), ylim=(-0.3, 2.55))
        axes.axis("off")
    return figure


def draw_neuron() -> Figure:
    """Draw weight, sum, output and error of a neuron in a row, with the slope on each edge."""
    figure, (axes,) = new_figure(width=10, height=1.8)
    with style():
        for k, label in enumerate(["ds/dw", "dz/ds", "dE/dz"]):
            axes.plot([2 * k, 2 * k + 2], [0, 0], color=COLOURS["blue"], linewidth=3)
            axes.text(2 * k + 1, 0.2, label, ha="center", fontsize=14)
        for k, name in enumerate("wszE"):
            _node(axes, (2.0 * k, 0.0), name)
        axes.set(xlim=(-0.4, 6.4), ylim=(-0.6, 0.6))
        axes.axis("off")
    return figure


def _node(axes: Axes, place: tuple[float, float], name: str) -> None:
    axes.text(
        *place, name, ha="center", va="center", fontsize=15, zorder=3,
        bbox={"boxstyle": "circle,pad=0.4", "facecolor": "white", "linewidth": 2},
    )  # fmt: skip


def _matrix(axes: Axes, i: int, j: int) -> None:
    """Write the matrix of G∘H at the right, each row beside its output, and frame one entry."""
    across = (5.3, 5.9, 6.5)
    for s, name in enumerate("xyz"):
        axes.text(across[s], 2.3, name, ha="center", va="center", fontsize=15)
    for r, up in enumerate((1.7, 0.3)):
        for s in range(3):
            chosen = (r, s) == (i - 1, j - 1)
            axes.text(
                across[s], up, f"{sum(products(r + 1, s + 1))}".replace("-", "−"), ha="center",
                va="center", fontsize=15, fontweight="bold" if chosen else "normal",
                bbox={"pad": 6, "facecolor": "#FFF7DC", "linewidth": 3} if chosen else None,
            )  # fmt: skip
    for end, inward in ((4.95, 0.1), (6.85, -0.1)):
        axes.plot(
            [end + inward, end, end, end + inward], [2.0, 2.0, 0.0, 0.0],
            color=COLOURS["black"], linewidth=2,
        )  # fmt: skip


def _edge(  # noqa: PLR0913
    axes: Axes,
    start: tuple[float, float],
    end: tuple[float, float],
    slope: int,
    *,
    shown: bool,
    dashed: bool,
) -> None:
    colour = COLOURS["vermillion" if dashed else "blue"] if shown else "0.75"
    axes.plot(
        [start[0], end[0]], [start[1], end[1]], color=colour, linewidth=4 if shown else 2,
        linestyle="--" if dashed else "-", zorder=2 if shown else 1,
    )  # fmt: skip
    if shown:
        place = (start[0] + 0.35 * (end[0] - start[0]), start[1] + 0.35 * (end[1] - start[1]))
        axes.text(
            *place, f"{slope}".replace("-", "−"), ha="center", va="center", fontsize=14, zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 2},
        )  # fmt: skip
