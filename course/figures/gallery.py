"""What does a two-by-two Jacobian matrix make of the unit circle? An ellipse, or a flat one.

>>> kinds(((2.0, 1.0), (2.0, 1.0)))
('rank one',)
>>> kinds(((0.0, 1.0), (1.0, 0.0)))
('permutation', 'orthogonal (reflection)', 'symmetric')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style
from course.figures.showing import Slider

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from numpy.typing import ArrayLike, NDArray

SLIDERS = {
    "a": Slider("row 1, column 1", -2.0, 2.0, 0.1, 1.0),
    "b": Slider("row 1, column 2", -2.0, 2.0, 0.1, 1.0),
    "c": Slider("row 2, column 1", -2.0, 2.0, 0.1, 0.0),
    "d": Slider("row 2, column 2", -2.0, 2.0, 0.1, 1.0),
}
"""The four entries of the matrix, row by row."""

FRAMES = (
    {"a": 2.0, "b": 0.0, "c": 0.0, "d": 0.5},
    {"a": 0.0, "b": 1.0, "c": 1.0, "d": 0.0},
    {"a": 2.0, "b": 1.0, "c": 2.0, "d": 1.0},
)
"""A diagonal matrix, a permutation and a matrix of rank one."""

ALT = (
    "Left: the unit circle in the plane of Δx and Δy. Right: its image by a matrix, in the plane "
    "of Δf₁ and Δf₂. Diagonal entries 2 and ½ give an ellipse with these half-axes. The "
    "permutation gives the circle, hatched as mirrored. The matrix with the rows (2, 1), (2, 1) "
    "gives a segment that reaches 3.16 to either side."
)
"""What the frames show, in words."""

_NEAR = 1e-9
"""Sliders add up steps of 0.1, so what should be equal differs in the last digits."""


def circle(count: int = 240) -> NDArray[np.float64]:
    """Give points around the unit circle, anticlockwise; the last is the first."""
    angle = np.linspace(0, 2 * np.pi, count + 1)
    return np.stack([np.cos(angle), np.sin(angle)])


def singular(matrix: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give two perpendicular unit vectors, as columns, and the lengths of their images.

    The images are the half-axes of the ellipse, the longer one first. If both are equally long, any
    perpendicular pair serves, and the axes' own directions are given.

    Args:
        matrix: two rows of two numbers.
    """
    _, lengths, rows = np.linalg.svd(np.asarray(matrix, dtype=float))
    if abs(lengths[0] - lengths[1]) < _NEAR:
        return np.eye(2), lengths
    pointing = np.where(np.abs(rows[:, 0]) > _NEAR, rows[:, 0], rows[:, 1])
    return (rows * np.sign(pointing)[:, None]).T, lengths


def kinds(matrix: ArrayLike) -> tuple[str, ...]:
    """Name the special kinds to which a matrix belongs.

    Args:
        matrix: two rows of two numbers.
    """
    given = np.asarray(matrix, dtype=float)
    unit, swap = np.eye(2), np.eye(2)[::-1]
    determinant = float(np.linalg.det(given))
    is_orthogonal = np.allclose(given.T @ given, unit, atol=_NEAR)
    tests = {
        "zero": not given.any(),
        "identity": np.allclose(given, unit, atol=_NEAR),
        "permutation": np.allclose(given, swap, atol=_NEAR),
        "diagonal": np.allclose(given, np.diag(np.diag(given)), atol=_NEAR),
        "orthogonal (rotation)": is_orthogonal and determinant > 0,
        "orthogonal (reflection)": is_orthogonal and determinant < 0,
        "rank one": given.any() and abs(determinant) < _NEAR,
        "symmetric": np.allclose(given, given.T, atol=_NEAR),
    }
    return tuple(name for name, holds in tests.items() if holds) or ("no special kind",)


def circle_and_image(a: float, b: float, c: float, d: float) -> Figure:
    """Draw the unit circle, and beside it what a matrix makes of it, with its half-axes.

    Args:
        a: entry in row 1, column 1.
        b: entry in row 1, column 2.
        c: entry in row 2, column 1.
        d: entry in row 2, column 2.
    """
    matrix = np.array([[a, b], [c, d]])
    figure, (left, right) = new_figure(columns=2, width=10, height=6.6)
    with style():
        directions, lengths = singular(matrix)
        determinant = float(np.linalg.det(matrix))
        _disc(left, np.eye(2), is_mirrored=False)
        _disc(right, matrix, is_mirrored=determinant < -_NEAR)
        right.plot(*circle(), ":", color=COLOURS["black"], label="unit circle")
        for axes, applied in ((left, np.eye(2)), (right, matrix)):
            _half_axes(axes, applied @ directions)
            _columns(axes, applied)
        _finish(left, 1.4, ("Δx", "Δy"), "unit circle")
        long, short = (_text(length) for length in lengths)
        _finish(right, max(3.4, 1.08 * lengths[0]), ("Δf₁", "Δf₂"), "its image by J")
        rows = " and ".join(f"({_text(one)}, {_text(two)})" for one, two in matrix)
        numbers = f"det J = {_text(determinant)}, singular values {long} and {short}"
        figure.suptitle(f"rows {rows}: {', '.join(kinds(matrix))}\n{numbers}", fontsize=16)
        handles, labels = right.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside lower center", ncols=3)
    return figure


def _disc(axes: Axes, matrix: NDArray[np.float64], *, is_mirrored: bool) -> None:
    """Fill the image of the disc; hatch it if it has turned over."""
    axes.fill(
        *(matrix @ circle()),
        facecolor="#FFE8B8" if is_mirrored else "#D6EEFB",
        edgecolor=COLOURS["black"],
        hatch="//" if is_mirrored else "",
        linewidth=2,
        label="image, mirrored (hatched)" if is_mirrored else "image",
    )


def _half_axes(axes: Axes, ends: NDArray[np.float64]) -> None:
    """Draw the images of the two singular vectors, told apart by stroke and marker."""
    looks = (
        ("blue", "-", "s", "v₁, and Jv₁"),
        ("vermillion", "--", "^", "v₂, and Jv₂"),
    )
    for end, (colour, stroke, marker, label) in zip(ends.T, looks, strict=True):
        axes.plot(
            *np.stack([np.zeros(2), end], axis=1),
            color=COLOURS[colour],
            linestyle=stroke,
            linewidth=3,
            marker=marker,
            markersize=8,
            markevery=[1],
            label=label,
        )


def _columns(axes: Axes, matrix: NDArray[np.float64]) -> None:
    """Mark the images of (1, 0) and (0, 1), which are the columns."""
    looks = (("o", "(1, 0) and column 1"), ("D", "(0, 1) and column 2"))
    for column, (marker, label) in zip(matrix.T, looks, strict=True):
        axes.plot(
            *column,
            marker,
            color=COLOURS["black"],
            fillstyle="none",
            markersize=13,
            markeredgewidth=2,
            label=label,
        )


def _finish(axes: Axes, radius: float, names: tuple[str, str], title: str) -> None:
    axes.set(xlim=(-radius, radius), ylim=(-radius, radius), aspect="equal")
    axes.set(xlabel=names[0], ylabel=names[1], title=title)


def _text(number: float) -> str:
    """Write a number with three digits and a real minus sign; what is nearly 0 is 0."""
    return f"{0.0 if abs(number) < _NEAR else number:.3g}".replace("-", "−")
