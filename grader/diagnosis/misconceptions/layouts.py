"""How do right derivatives come to stand at wrong places?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from grader.diagnosis.misconception import Topic, WrongLayout
from grader.diagnosis.shapes import Places, Shape, places

LARGEST = 4
"""Up to how many rows or columns every order is tried; of more, pairs that change places."""


class Transposed(WrongLayout):
    """Rows and columns are exchanged, or a row is written as a column."""

    code, name, topic = "J161", "transposed", Topic.LAYOUT
    hint = "Row i is output i, column j is variable j. To which output does your first row belong?"
    example = "the Jacobian matrix of (x², xy) written with columns (2x, 0) and (y, x)"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """The one transposed matrix."""
        turned = (shape[1], shape[0])
        yield turned, {(i, j): (j, i) for i, j in places(turned)}


class ColumnsPermuted(WrongLayout):
    """The columns stand in another order than the variables."""

    code, name, topic = "J162", "columns in another order", Topic.LAYOUT
    hint = "In which order are the variables named? The columns stand in that order."
    example = "(x, 2x) as a row of the Jacobian matrix of a map of (x, y), for (2x, x)"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """Every other order of the columns."""
        for order in _orders(shape[1]):
            yield shape, {(i, j): (i, order[j]) for i, j in places(shape)}


class RowsPermuted(WrongLayout):
    """The rows stand in another order than the outputs."""

    code, name, topic = "J163", "rows in another order", Topic.LAYOUT
    hint = "Which output comes first? The rows stand in the order of the outputs."
    example = "the derivatives of the second output in the first row"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """Every other order of the rows."""
        for order in _orders(shape[0]):
            yield shape, {(i, j): (order[i], j) for i, j in places(shape)}


class DiagonalOnly(WrongLayout):
    """Output i is differentiated by variable i alone, and the rest is 0."""

    code, name, topic = "J164", "only the diagonal filled", Topic.LAYOUT
    hint = "Does each output depend on its own variable alone? Look beside the diagonal."
    example = "zeros beside the diagonal for (x + y, xy)"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """The diagonal, and zeros."""
        yield shape, {(i, j): (i, j) if i == j else None for i, j in places(shape)}


class SquareDiagonal(WrongLayout):
    """One entry for each output stands on a diagonal, whatever the number of variables is."""

    code, name, topic = "J165", "square diagonal matrix", Topic.LAYOUT
    hint = "Each variable has a column. How many variables are there, and how many columns?"
    example = "(cos u, 0) and (0, cos v) for the map (sin u, sin v) of three variables"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """The derivatives by one variable, on a diagonal that is not that of the right shape."""
        rows, columns = shape
        if rows not in (1, columns):
            for column in range(columns):
                square = (rows, rows)
                yield square, {(i, j): (i, column) if i == j else None for i, j in places(square)}


class OneColumn(WrongLayout):
    """Only one column is given, although there are several variables."""

    code, name, topic = "J166", "one column only", Topic.LAYOUT
    hint = "Each variable has a column of its own. How many variables are there?"
    example = "the column (2x, y) for (x² + y, xy)"

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """Each column alone."""
        rows, columns = shape
        if columns > 1:
            for column in range(columns):
                yield (rows, 1), {(i, 0): (i, column) for i in range(rows)}


def _orders(count: int) -> Iterator[tuple[int, ...]]:
    straight = tuple(range(count))
    if count <= LARGEST:
        yield from (order for order in permutations(straight) if order != straight)
        return
    for one in straight:
        for two in straight[one + 1 :]:
            exchanged = list(straight)
            exchanged[one], exchanged[two] = two, one
            yield tuple(exchanged)
