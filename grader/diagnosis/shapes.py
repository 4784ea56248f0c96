"""What shape has a matrix, and where in the right one does each of its entries come from?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

Shape = tuple[int, int]
Place = tuple[int, int]
"""Row and column, counted from 0."""
Places = Mapping[Place, Place | None]
"""For each place, the place in the right matrix that stands there; None for a 0."""


def places(shape: Shape) -> Iterator[Place]:
    """All places of a matrix, row by row.

    >>> list(places((1, 2)))
    [(0, 0), (0, 1)]
    """
    rows, columns = shape
    return ((i, j) for i in range(rows) for j in range(columns))
