"""What follows from an earlier answer, so that one slip is not punished twice?

Each rule computes a later answer from one or more earlier ones. Applied to a student's own matrix
it gives follow-through credit; applied to the Jacobian of the printed F it gives what the exercise
itself determines, so that `check` can answer without any reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Point = Mapping[str, str]
"""The exact value of each variable, as text: {"x": "1", "y": "1/2"}."""


@dataclass(frozen=True)
class AtPoint:
    """The matrix answered to `of`, evaluated at `point`."""

    of: str
    point: Point


@dataclass(frozen=True)
class LinearEstimate:
    """F(p) + J(p)·step: `value` is F(p), J the matrix answered to `of`, p is `point`."""

    of: str
    point: Point
    value: tuple[str, ...]
    step: tuple[str, ...]


@dataclass(frozen=True)
class Determinant:
    """The determinant of the matrix answered to `of`."""

    of: str


@dataclass(frozen=True)
class ImageArea:
    """The integral of |det J| over a box, J being the 2×2 matrix answered to `of`.

    `box` gives each variable its two limits, as text.
    """

    of: str
    box: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class ChainProduct:
    """J_G(H(p))·J_H(p), from the matrices answered to `outer` and `inner`.

    `inner_point` is p, `outer_point` is H(p).
    """

    outer: str
    inner: str
    outer_point: Point
    inner_point: Point


Derivation = AtPoint | LinearEstimate | Determinant | ImageArea | ChainProduct
