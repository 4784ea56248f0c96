"""What does a warp do to the places of pixels, and what do its parameters do to their values?

The first map is radial distortion, W(x, y) = (1 + kr²)·(x, y). The second is an affine warp of a
smooth picture: its six parameters p are found again by the method of Lucas and Kanade.

>>> stretches(k=-0.25, r=1.0)
(0.25, 0.75)
>>> by_parameters(pixels(), np.zeros(6)).shape
(1600, 6)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage
    from numpy.typing import NDArray

SLIDERS = {
    "k": Slider("distortion k", -0.6, 0.2, 0.05, -0.25),
    "r": Slider("distance r of the square", 0.1, 1.0, 0.1, 0.8),
}
FRAMES = ({"k": 0.2, "r": 0.8}, {"k": -0.25, "r": 0.8}, {"k": -0.6, "r": 0.9})
"""Corners pulled out, corners pushed in, and a lens so strong that the plane folds."""

ALT = (
    "Three rows. Left: a grid in the x-y plane over a heat map of det J, with a square. "
    "Right: the distorted grid. For k = 0.2 the corners are pulled out and the square grows, 1.56. "
    "For k = −0.25 it becomes a narrow rectangle, 0.44, and a fold circle appears near the edge. "
    "For k = −0.6 the square lies beyond the fold: it is mirrored, −0.24."
)
"""What the frames show, in words."""

MATCHING_SLIDERS = {
    "rounds": Slider("rounds", 0, 8, 1, 2),
    "noise": Slider("noise of the pixels", 0.0, 0.1, 0.01, 0.0),
}
MATCHING_FRAMES = (
    {"rounds": 0, "noise": 0.0},
    {"rounds": 1, "noise": 0.0},
    {"rounds": 2, "noise": 0.1},
)
"""Before the first round, after one round, and after two rounds with noisy pixels."""

PARAMETERS = (
    "p₁: x in W₁",
    "p₂: y in W₁",
    "p₃: x in W₂",
    "p₄: y in W₂",
    "p₅: shift in W₁",
    "p₆: shift in W₂",
)
HIDDEN = np.array([0.15, -0.12, 0.09, -0.08, 0.18, -0.15])
"""The parameters of the warp that is to be found."""

SIDE = 40
"""A picture has SIDE × SIDE pixels."""

_EDGE, _SQUARE, _ROUNDS = 1.2, 0.3, 8
_BLOBS = (
    (1.0, -0.5, 0.4, 0.45),
    (-0.8, 0.5, 0.3, 0.4),
    (0.9, 0.2, -0.6, 0.5),
    (-0.6, -0.6, -0.5, 0.4),
)
"""The height, the place (x, y) and the width of each blob of the picture."""


def distort(points: NDArray[np.float64], k: float) -> NDArray[np.float64]:
    """Give (1 + kr²)·(x, y) for points whose x and y lie along the first axis."""
    return points * (1 + k * np.sum(points**2, axis=0))


def stretches(k: float, r: float) -> tuple[float, float]:
    """Give the factors along and across the radius, 1 + 3kr² and 1 + kr²."""
    return 1 + 3 * k * r**2, 1 + k * r**2


def determinant(points: NDArray[np.float64], k: float) -> NDArray[np.float64]:
    """Give the Jacobian determinant (1 + kr²)(1 + 3kr²) of the distortion at each point."""
    kr2 = k * np.sum(points**2, axis=0)
    return (1 + kr2) * (1 + 3 * kr2)


def distortion(k: float, r: float) -> Figure:
    """Draw a grid over its determinants, and the distorted grid; both with a marked square.

    Args:
        k: strength of the distortion.
        r: distance of the square's centre from the middle, to the right.
    """
    figure, (left, right) = new_figure(columns=2, width=10, height=5.6)
    with style():
        side = np.linspace(-_EDGE, _EDGE, 161)
        factor = determinant(np.stack(np.meshgrid(side, side)), k)
        shown = left.imshow(
            factor,
            extent=(-_EDGE, _EDGE, -_EDGE, _EDGE),
            origin="lower",
            cmap="PuOr",
            vmin=-2,
            vmax=2,
        )
        figure.colorbar(shown, ax=left, extend="both", label="det J", shrink=0.8)
        if factor.min() < 0:
            left.contourf(side, side, factor, levels=[-99, 0], colors="none", hatches=["//"])
            left.contour(side, side, factor, levels=[0], colors="black", linestyles="--")
        _grid(left, right, k)
        _square(left, right, k, r)
        along, across = stretches(k, r)
        left.set(xlabel="x", ylabel="y", title=f"k = {k:g}".replace("-", "−"))
        title = f"det J in the square: {along * across:.2f}".replace("-", "−")
        right.locator_params(nbins=5)
        right.set(xlabel="W₁", ylabel="W₂", title=title, aspect="equal")
        figure.legend(handles=_key(), loc="outside lower center", ncols=3)
    return figure


def pixels(side: int = SIDE) -> NDArray[np.float64]:
    """Give x and y of all pixels of a picture over [−1, 1] × [−1, 1], one column a pixel."""
    ticks = np.linspace(-1, 1, side)
    return np.stack(np.meshgrid(ticks, ticks)).reshape(2, -1)


def picture(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the smooth picture's value at each point."""
    x, y = points
    blobs = [h * np.exp(-((x - a) ** 2 + (y - b) ** 2) / w**2) for h, a, b, w in _BLOBS]
    return np.sum(blobs, axis=0)


def slopes(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the picture's partial derivatives by x and by y, one row a point."""
    x, y = points
    total = np.zeros_like(points)
    for h, a, b, w in _BLOBS:
        blob = h * np.exp(-((x - a) ** 2 + (y - b) ** 2) / w**2)
        total += blob * np.stack([x - a, y - b]) * (-2 / w**2)
    return total.T


def affine(points: NDArray[np.float64], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give W(x; p) = ((1 + p₁)x + p₂y + p₅, p₃x + (1 + p₄)y + p₆) for each point."""
    return (np.eye(2) + p[:4].reshape(2, 2)) @ points + p[4:, None]


def by_parameters(points: NDArray[np.float64], p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the derivatives of all pixel values by p, one row a pixel, one column a parameter."""
    x, y = points
    by_x, by_y = slopes(affine(points, p)).T
    return np.stack([by_x * x, by_x * y, by_y * x, by_y * y, by_x, by_y], axis=1)


def match(noise: float = 0.0, rounds: int = _ROUNDS) -> list[NDArray[np.float64]]:
    """Give the parameters that Lucas and Kanade's method has after 0, 1, 2, … rounds."""
    points = pixels()
    target = _target(noise)
    found = [np.zeros(6)]
    for _ in range(rounds):
        p = found[-1]
        missing = target - picture(affine(points, p))
        step = np.linalg.lstsq(by_parameters(points, p), missing, rcond=None)[0]
        found.append(p + step)
    return found


def columns(p: NDArray[np.float64] | None = None) -> Figure:
    """Draw the six columns of the Jacobian matrix of the pixel values, each as a picture."""
    figure, every = new_figure(columns=3, rows=2, width=10, height=6.6)
    with style():
        matrix = by_parameters(pixels(), np.zeros(6) if p is None else p)
        top = float(np.abs(matrix).max())
        for axes, column, name in zip(every, matrix.T, PARAMETERS, strict=True):
            shown = _values(axes, column, top)
            axes.set_title(name)
        figure.colorbar(shown, ax=every, label="change of the pixel per unit of the parameter")
    return figure


def matching(rounds: float, noise: float) -> Figure:
    """Draw what is left of the difference after some rounds, and the errors of all rounds.

    Args:
        rounds: how often the parameters have been improved.
        noise: standard deviation of what is added to each pixel of the target.
    """
    figure, (left, middle, right) = new_figure(columns=3, width=10, height=3.8)
    with style():
        every = match(noise)
        target = _target(noise)
        rest = target - picture(affine(pixels(), every[int(rounds)]))
        for axes, values, top, title in (
            (left, target, 1.0, f"target T, noise {noise:g}"),
            (middle, rest, 0.5, f"T − I(W), round {int(rounds)}"),
        ):
            shown = _values(axes, values, top)
            look = {"extend": "both", "location": "bottom", "ticks": [-top, 0, top]}
            figure.colorbar(shown, ax=axes, shrink=0.8, **look)
            axes.set_title(title)
        errors = np.maximum([np.abs(q - HIDDEN).max() for q in every], 1e-17)
        right.semilogy(errors, "-o", color=COLOURS["blue"], markersize=5)
        now = errors[int(rounds)]
        right.semilogy(int(rounds), now, "s", color=COLOURS["vermillion"], markersize=12)
        right.set(xlabel="round", ylabel="largest error of p", ylim=(1e-17, 9), xlim=(-0.4, 8.4))
        right.set_title(f"error now {now:.1g}".replace("-", "−"))
        right.set(xticks=range(0, _ROUNDS + 1, 2), yticks=[1e-16, 1e-12, 1e-8, 1e-4, 1])
        right.minorticks_off()
        right.grid(visible=True, color="0.9")
    return figure


def _target(noise: float) -> NDArray[np.float64]:
    """Give the picture under the hidden warp, with noise on each pixel."""
    points = pixels()
    grain = np.random.default_rng(7).normal(size=points.shape[1])
    return picture(affine(points, HIDDEN)) + noise * grain


def _values(axes: Axes, values: NDArray[np.float64], top: float) -> AxesImage:
    """Draw one number a pixel as a picture, with y upwards."""
    shown = axes.imshow(
        values.reshape(SIDE, SIDE), extent=(-1, 1, -1, 1), origin="lower", cmap="PuOr"
    )
    shown.set_clim(-top, top)
    axes.set(xlabel="x", ylabel="y", xticks=[-1, 0, 1], yticks=[-1, 0, 1])
    return shown


def _grid(left: Axes, right: Axes, k: float) -> None:
    """Draw grid lines and their images; dashed where the map turns the plane over."""
    along = np.linspace(-_EDGE, _EDGE, 241)
    size = 0.0
    for constant in np.linspace(-_EDGE, _EDGE, 13):
        level = np.full_like(along, constant)
        for line in (np.stack([along, level]), np.stack([level, along])):
            left.plot(*line, color="0.55", linewidth=1.5)
            image = distort(line, k)
            size = max(size, float(np.abs(image).max()))
            turned = determinant(line, k) < 0
            right.plot(*np.where(turned, np.nan, image), color="0.55", linewidth=1.5)
            colour = COLOURS["purple"]
            right.plot(*np.where(turned, image, np.nan), "--", color=colour, linewidth=1.5)
    right.set(xlim=(-1.08 * size, 1.08 * size), ylim=(-1.08 * size, 1.08 * size))


def _square(left: Axes, right: Axes, k: float, r: float) -> None:
    """Mark a square and its image, with the two sides that start at the lower left corner."""
    corner = np.array([[r - _SQUARE / 2], [-_SQUARE / 2]])
    t = np.linspace(0, _SQUARE, 21)
    zero = np.zeros_like(t)
    out, up = np.stack([t, zero]), np.stack([zero, t])
    sides = np.hstack([out, up + out[:, -1:], out[:, ::-1] + up[:, -1:], up[:, ::-1]])
    for axes, bent in ((left, False), (right, True)):
        for line, colour, stroke, marker in (
            (sides, None, "", ""),
            (out, "blue", "-", "s"),
            (up, "vermillion", "--", "^"),
        ):
            points = distort(corner + line, k) if bent else corner + line
            if colour is None:
                axes.fill(*points, color=COLOURS["sky"], zorder=3)
                continue
            look = {"linestyle": stroke, "marker": marker, "markevery": [-1], "zorder": 4}
            axes.plot(*points, color=COLOURS[colour], linewidth=3, markersize=7, **look)


def _key() -> list[Line2D | Patch]:
    """Give what the legend of the distortion explains."""
    return [
        Line2D(
            [], [], color=COLOURS["blue"], linewidth=3, marker="s", label="side along the radius"
        ),
        Line2D(
            [],
            [],
            color=COLOURS["vermillion"],
            linewidth=3,
            linestyle="--",
            marker="^",
            label="side across it",
        ),
        Patch(facecolor=COLOURS["sky"], label="square, and its image"),
        Line2D([], [], color="black", linestyle="--", label="det J = 0"),
        Patch(facecolor="white", edgecolor="black", hatch="//", label="det J < 0"),
        Line2D([], [], color=COLOURS["purple"], linestyle="--", label="image where det J < 0"),
    ]
