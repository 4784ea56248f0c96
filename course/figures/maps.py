"""Which maps of the plane can be explored, and what does each do near a point?

The formulas stand here and, since a page draws without a kernel, once more in `maps.js`; a test
compares the two.

>>> MAPS["fold"].matrix(1.0, 2.0).tolist()
[[2.0, 1.0], [2.0, 1.0]]
>>> effect(MAPS["fold"].determinant(2.0, 1.0))
'positive: orientation is kept, small areas are scaled by 7'
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from course.figures import arm
from course.figures.folding import fold, jacobian, seed_map

if TYPE_CHECKING:
    from numpy.typing import NDArray

NEAR_ZERO = 0.005
"""A determinant below this size is shown as 0, since two digits are shown."""


@dataclass(frozen=True)
class Window:
    """A square piece of a plane: its centre, and half of its side."""

    centre: tuple[float, float]
    half: float

    def holds(self, point: tuple[float, float]) -> bool:
        """Say whether the point lies inside or on the edge."""
        pairs = zip(point, self.centre, strict=True)
        return all(abs(p - c) <= self.half + 1e-9 for p, c in pairs)

    def __str__(self) -> str:
        """Name the range of each coordinate."""
        return " and ".join(f"{c - self.half:g} to {c + self.half:g}" for c in self.centre)


@dataclass(frozen=True)
class PlaneMap:
    """A map of the plane, with what is needed to draw it.

    Args:
        title: its name and formula, for a list to choose from.
        inputs: the names of its two inputs.
        outputs: the names of its two outputs.
        value: gives the outputs, from arrays of the inputs, along the first axis.
        matrix: gives the Jacobian matrix at a point, shape (2, 2).
        singular: curves of shape (2, k) on which det J = 0; one point is a curve with k = 1.
        window: what is drawn of the input plane.
        image: what is drawn of the output plane; it follows F(p) where that leaves it.
        start: the point p at the beginning.
    """

    title: str
    inputs: tuple[str, str]
    outputs: tuple[str, str]
    value: Callable[..., NDArray[np.float64]]
    matrix: Callable[[float, float], NDArray[np.float64]]
    singular: tuple[NDArray[np.float64], ...]
    window: Window
    image: Window
    start: tuple[float, float]

    def determinant(self, x: float, y: float) -> float:
        """Give det J at a point, free of the rounding of a general algorithm."""
        (a, b), (c, d) = self.matrix(x, y)
        return float(a * d - b * c)

    def drawn(self) -> dict[str, Any]:
        """Give what the page needs besides the formulas, as lists, texts and numbers."""
        return {
            "title": self.title,
            "inputs": self.inputs,
            "outputs": self.outputs,
            "singular": [curve.T.round(6).tolist() for curve in self.singular],
            "window": {"centre": self.window.centre, "half": self.window.half},
            "image": {"centre": self.image.centre, "half": self.image.half},
            "start": self.start,
        }


def effect(determinant: float) -> str:
    """Say in words what a Jacobian determinant means for small areas."""
    if abs(determinant) < NEAR_ZERO:
        return "zero: to first order, small areas collapse"
    sign = "positive: orientation is kept" if determinant > 0 else "negative: orientation reverses"
    size = f"{abs(determinant):.2f}".rstrip("0").rstrip(".")
    areas = "stay" if size == "1" else f"are scaled by {size}"
    return f"{sign}, small areas {areas}"


def _square(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give z² for z = x + iy."""
    return np.stack(np.broadcast_arrays(x**2 - y**2, 2 * x * y))


def _polar(r: NDArray[np.float64], theta: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack(np.broadcast_arrays(r * np.cos(theta), r * np.sin(theta)))


def _polar_matrix(r: float, theta: float) -> NDArray[np.float64]:
    return np.array(
        [[np.cos(theta), -r * np.sin(theta)], [np.sin(theta), r * np.cos(theta)]],
    )


def _linear(rows: list[list[float]], title: str) -> PlaneMap:
    """A map that is its own Jacobian matrix, without a singular point."""
    matrix = np.array(rows)
    return PlaneMap(
        title=title,
        inputs=("x", "y"),
        outputs=("f₁", "f₂"),
        value=lambda x, y: np.tensordot(matrix, np.stack(np.broadcast_arrays(x, y)), axes=1),
        matrix=lambda _x, _y: matrix,
        singular=(),
        window=Window((0.0, 0.0), 2.0),
        image=Window((0.0, 0.0), 3.0),
        start=(0.5, 0.25),
    )


def _line(first: tuple[float, float], last: tuple[float, float]) -> NDArray[np.float64]:
    """A segment, as points that are close enough for its image to be a smooth curve."""
    return np.linspace(first, last, 81).T


MAPS: Mapping[str, PlaneMap] = {
    "fold": PlaneMap(
        title="fold: (x² + y, xy)",
        inputs=("x", "y"),
        outputs=("f₁", "f₂"),
        value=seed_map,
        matrix=jacobian,
        singular=(fold(np.linspace(-1.5, 1.5, 121)),),
        window=Window((0.0, 1.0), 2.5),
        image=Window((2.5, 0.0), 4.0),
        start=(1.5, 1.0),
    ),
    "square": PlaneMap(
        title="z²: (x² − y², 2xy)",
        inputs=("x", "y"),
        outputs=("f₁", "f₂"),
        value=_square,
        matrix=lambda x, y: np.array([[2 * x, -2 * y], [2 * y, 2 * x]]),
        singular=(np.zeros((2, 1)),),
        window=Window((0.0, 0.0), 2.0),
        image=Window((0.0, 0.0), 4.0),
        start=(1.0, 0.5),
    ),
    "polar": PlaneMap(
        title="polar: (r cos θ, r sin θ)",
        inputs=("r", "θ"),
        outputs=("x", "y"),
        value=_polar,
        matrix=_polar_matrix,
        singular=(_line((0.0, -0.5), (0.0, 3.5)),),
        window=Window((1.0, 1.5), 2.0),
        image=Window((0.0, 0.5), 3.5),
        start=(1.5, 0.5),
    ),
    "shear": _linear([[1.0, 1.0], [0.0, 1.0]], "shear: (x + y, y)"),
    "reflection": _linear([[0.0, 1.0], [1.0, 0.0]], "reflection: (y, x)"),
    "arm": PlaneMap(
        title="arm with two links",
        inputs=("θ₁", "θ₂"),
        outputs=("x", "y"),
        value=lambda first, second: arm.hand(np.stack(np.broadcast_arrays(first, second))),
        matrix=lambda first, second: arm.jacobian(np.array([first, second])),
        singular=tuple(_line((-3.25, bend), (3.25, bend)) for bend in (-np.pi, 0.0, np.pi)),
        window=Window((0.0, 0.0), 3.25),
        image=Window((0.0, 0.0), 2.5),
        start=(0.5, 1.0),
    ),
}
"""The maps of the explorer, by the names that a notebook uses."""
