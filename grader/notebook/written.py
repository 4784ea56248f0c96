"""Where does the answer to a question stand that a human marks? In its own cell, and beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nbformat import NotebookNode


def written_at(
    cells: Sequence[NotebookNode], place: int, *, untouched: bool
) -> tuple[NotebookNode, ...]:
    """The cells that hold an answer: the one at `place`, and what was added beside it.

    Args:
        cells: of a rebuilt notebook.
        place: the index of the question's own cell.
        untouched: whether that cell holds no word of the student's; if nothing was added beside it,
            the answer may then stand anywhere else.
    """
    above = tuple(_added(cells[:place][::-1]))[::-1]
    below = tuple(_added(cells[place + 1 :]))
    if untouched and not (above or below):
        below = tuple(cell for cell in cells if _is_added(cell) and cell.cell_type != "code")
    return (*above, cells[place], *below)


def _added(cells: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    return takewhile(_is_added, cells)


def _is_added(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("jacobian", {}).get("added"))
