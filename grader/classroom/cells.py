"""Which cells of a notebook stand around a question? Its prompt, its answer, its rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from grader.notebook.rebuild import grade_id, is_grade, is_solution
from grader.notebook.written import written_at

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
    untouched = cells[place].source.strip() in ("", stub.strip())
    return written_at(cells, place, untouched=untouched)


def automatic(cells: Iterable[NotebookNode]) -> list[str]:
    """The names of the questions that are judged by this package, in order."""
    return [grade_id(cell) for cell in cells if is_grade(cell) and not is_solution(cell)]
