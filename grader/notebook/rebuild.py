"""What is executed and shown of a submission? The released notebook with a student's words in it.

Nothing is cleaned: the notebook is built anew from the released one. A submission gives the text of
its solution cells and the cells that were added, in order, with checked pictures; ids, tags, flags,
points, outputs and kernel are ours. So a check cell that was deleted, doubled, renamed, moved,
unlocked or tagged is simply the released check cell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from grader.errors import StudentError
from grader.notebook.allowance import Allowance
from grader.notebook.images import checked_image
from grader.notebook.submission import SubmittedCell, clean_text, read_submission

DELETED = "# This cell was deleted from the notebook that was handed in."
NOT_HANDED_IN = "this notebook was not handed in"

_ATTACHMENT = re.compile(r"[\w. -]{1,100}")


def rebuild(released: NotebookNode, data: bytes | None, turned_away: str = "") -> NotebookNode:
    """The released notebook with what a student wrote in it.

    Its metadata["jacobian"] tells the submission's hash ("submission"), why nothing of it could be
    read ("unreadable", '' if it was read) and what its author should know ("remarks"). Cells that
    were added have metadata["jacobian"]["added"]; solution cells tell in ["touched"] whether they
    differ from the released ones, and in ["answered"] whether they, or added cells, may hold an
    answer.

    Args:
        released: the notebook as students got it.
        data: the bytes of the file that was handed in; None if there was none.
        turned_away: why the file was not admitted, if it was not.
    """
    notebook = deepcopy(released)
    unreadable, parts = "", _Parts()
    if data is None:
        unreadable = f"the file was not accepted: {turned_away}" if turned_away else NOT_HANDED_IN
    else:
        try:
            parts = _sorted(notebook.cells, read_submission(data))
        except StudentError as error:
            unreadable = str(error)
    notebook.cells = list(_woven(notebook.cells, parts, written=not unreadable))
    if (notebook.nbformat, notebook.nbformat_minor) < (4, 5):
        for cell in notebook.cells:
            cell.pop("id", None)
    notebook.metadata = _only(released.metadata, "kernelspec", "language_info")
    notebook.metadata["jacobian"] = {
        "submission": sha256(data or b"").hexdigest(),
        "unreadable": unreadable,
        "remarks": parts.remarks,
    }
    return notebook


def grade_id(cell: Mapping[str, Any]) -> str:
    """The name (nbgrader's grade_id) of one of our own cells; '' if it has none."""
    return str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))


def is_solution(cell: Mapping[str, Any]) -> bool:
    """Whether students answer in this cell of ours."""
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def is_grade(cell: Mapping[str, Any]) -> bool:
    """Whether this cell of ours earns points."""
    return bool(cell["metadata"].get("nbgrader", {}).get("grade"))


@dataclass
class _Parts:
    """A submission's cells, by the place in the released notebook where each belongs.

    Attributes:
        solutions: each solution cell, by place.
        added: what follows each place; -1 is the top.
        remarks: what the author should know.
        allowance: of the pictures that are attached.
    """

    solutions: dict[int, SubmittedCell] = field(default_factory=dict)
    added: defaultdict[int, list[SubmittedCell]] = field(default_factory=lambda: defaultdict(list))
    remarks: list[str] = field(default_factory=list)
    allowance: Allowance = field(default_factory=Allowance)

    def may_answer(self, place: int) -> bool:
        """Whether the answer to a question that a human marks may stand in an added cell.

        It may stand beside the question, and anywhere if the question's own cell is gone.
        """
        beside = bool(self.added[place - 1] or self.added[place])
        elsewhere = any(cell.kind != "code" for cells in self.added.values() for cell in cells)
        return beside or (place not in self.solutions and elsewhere)

    def remark(self, text: str) -> None:
        if text not in self.remarks:
            self.remarks.append(text)


def _sorted(released: Sequence[NotebookNode], cells: Iterable[SubmittedCell]) -> _Parts:
    parts = _Parts()
    spots: dict[int, tuple[int, int]] = {}
    here = -1
    for cell in cells:
        place = _place(released, cell, spots)
        if cell.cleaned:
            parts.remark("Characters that can't be shown were left out, or a long cell was cut.")
        if place is None:
            parts.added[here].append(cell)
        elif is_solution(released[place]):
            if place in spots:  # the last of several is the answer, as nbgrader has it
                where, index = spots[place]
                parts.added[where].insert(index, parts.solutions[place])
                parts.remark(f"{grade_id(released[place])} was there twice; the last one counts.")
            else:
                spots[place] = (here, len(parts.added[here]))
            parts.solutions[place] = cell
            here = place
        elif place not in spots:
            spots[place] = (here, len(parts.added[here]))
            here = place
            _note_changes(parts, released[place], cell, here)
    return parts


def _place(
    released: Sequence[NotebookNode], cell: SubmittedCell, seen: Container[int]
) -> int | None:
    """Which released cell this is: by its name; one without a name by its id or its text.

    Some editors drop names and keep ids. The text of a named cell, such as a call of `check`, may
    have been written again anywhere.
    """
    for place, ours in enumerate(released):
        if grade_id(ours) and grade_id(ours) == cell.grade_id:
            return place
    for place, ours in enumerate(released):
        if place in seen or (grade_id(ours) and cell.grade_id):
            continue
        if cell.id == ours.get("id") or (not grade_id(ours) and cell.source == ours.source):
            return place
    return None


def _note_changes(parts: _Parts, ours: NotebookNode, cell: SubmittedCell, place: int) -> None:
    """Ours stays; what a student made of it counts only where it was theirs to change."""
    if cell.source.strip() in ("", clean_text(ours.source).strip()):
        return
    if grade_id(ours):
        parts.remark(f"Changes to the locked cell {grade_id(ours)} don't count.")
    else:
        parts.added[place].append(cell)


def _woven(
    released: Iterable[NotebookNode], parts: _Parts, *, written: bool
) -> Iterator[NotebookNode]:
    yield from _added(parts.added[-1], "top", parts.allowance)
    for place, cell in enumerate(released):
        _strip(cell)
        if is_solution(cell):
            touched = written and _fill(cell, parts.solutions.get(place), parts.allowance)
            for_a_human = is_grade(cell) and parts.may_answer(place)
            answered = touched or for_a_human
            cell.metadata["jacobian"] = {"touched": touched, "answered": answered}
        yield cell
        yield from _added(parts.added[place], str(place), parts.allowance)


def _strip(cell: NotebookNode) -> None:
    cell.metadata = _only(cell.metadata, "nbgrader", "deletable", "editable")
    if cell.cell_type == "code":
        cell.outputs, cell.execution_count = [], None


def _only(metadata: Mapping[str, Any], *keys: str) -> NotebookNode:
    return NotebookNode({key: metadata[key] for key in keys if key in metadata})


def _fill(cell: NotebookNode, submitted: SubmittedCell | None, allowance: Allowance) -> bool:
    """Put the student's words in; False if there are none but the released ones."""
    stub = clean_text(cell.source).strip()
    if submitted is None:
        # The stub would overwrite what the student assigned in a cell of their own.
        cell.source = DELETED if cell.cell_type == "code" else cell.source
        return False
    cell.source = submitted.source
    if cell.cell_type == "markdown":
        _attach(cell, submitted, allowance)
    return submitted.source.strip() not in ("", stub)


def _added(
    cells: Iterable[SubmittedCell], place: str, allowance: Allowance
) -> Iterator[NotebookNode]:
    for number, submitted in enumerate(cells):
        if submitted.kind == "code":
            cell = new_code_cell(submitted.source)
        elif submitted.kind == "markdown":
            cell = new_markdown_cell(submitted.source)
            _attach(cell, submitted, allowance)
        else:  # a page would show a raw cell's text as live HTML
            cell = new_markdown_cell(
                "".join(f"    {line}\n" for line in submitted.source.split("\n"))
            )
        cell["id"] = f"added-{place}-{number}"
        cell.metadata["jacobian"] = {"added": True}
        yield cell


def _attach(cell: NotebookNode, submitted: SubmittedCell, allowance: Allowance) -> None:
    pictures = {
        name: {mime: image}
        for name, bundle in submitted.attachments.items()
        if _ATTACHMENT.fullmatch(name)
        for mime, text in bundle.items()
        if (image := checked_image(mime, text, allowance)) is not None
    }
    if pictures:
        cell["attachments"] = NotebookNode(pictures)
