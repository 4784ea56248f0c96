"""Which cells of a notebook stand around a question? Its prompt, its answer, its rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from grader.notebook.rebuild import grade_id, is_grade, is_solution

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SOLUTION = re.compile(r"### BEGIN SOLUTION\n(.*?)\n?### END SOLUTION", re.DOTALL)


def place_of(cells: Sequence[NotebookNode], question: str) -> int | None:
    """The index of the cell that earns the points of `question`; None if there is none."""
    return next((i for i, cell in enumerate(cells) if grade_id(cell) == question), None)


def answer_cell(cells: Sequence[NotebookNode], question: str) -> str | None:
    """The name of the cell in which `question` is answered, where nbgrader keeps comments.

    It is the cell itself, or the last one to answer in before it; None if there is none.
    """
    place = place_of(cells, question)
    before = [] if place is None else cells[place::-1]
    return next((grade_id(cell) for cell in before if is_solution(cell)), None)


def prompt_of(cells: Sequence[NotebookNode], question: str) -> str:
    """The Markdown just above the answer to `question`; '' if there is none."""
    place = place_of(cells, answer_cell(cells, question) or question) or 0
    above = cells[place - 1] if place else None
    return above.source if above is not None and above.cell_type == "markdown" else ""


def rubric_of(cells: Sequence[NotebookNode], question: str) -> str:
    """What stands between the solution marks of a manual question; '' if there is nothing."""
    place = place_of(cells, question)
    return "" if place is None else "\n\n".join(_SOLUTION.findall(cells[place].source))


def written_for(
    cells: Sequence[NotebookNode], question: str, stub: str
) -> tuple[NotebookNode, ...]:
    """The cells that hold the answer to a manual question: its own, and what was added beside it.

    An answer may stand anywhere else if its own cell still holds the released text `stub`.

    Args:
        cells: of the graded notebook.
        question: the grade_id of the cell.
        stub: the text of that cell as students got it.
    """
    place = place_of(cells, question)
    if place is None:
        return ()
    above = tuple(_added(cells[:place][::-1]))[::-1]
    below = tuple(_added(cells[place + 1 :]))
    if not (above or below) and cells[place].source.strip() in ("", stub.strip()):
        below = tuple(c for c in cells if _is_added(c) and c.cell_type != "code")
    return (*above, cells[place], *below)


def automatic(cells: Iterable[NotebookNode]) -> list[str]:
    """The names of the questions that are judged by this package, in order."""
    return [grade_id(cell) for cell in cells if is_grade(cell) and not is_solution(cell)]


def _added(cells: Sequence[NotebookNode]) -> Iterator[NotebookNode]:
    return takewhile(_is_added, cells)


def _is_added(cell: NotebookNode) -> bool:
    return bool(cell.metadata.get("jacobian", {}).get("added"))
