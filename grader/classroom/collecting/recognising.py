"""Which released notebook is this? Its cells tell, whatever the file is called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.classroom.collecting.people import is_copy_of, is_notebook, stems
from grader.errors import StudentError
from grader.notebook.layout import Layout
from grader.notebook.rebuild import grade_id, is_solution
from grader.notebook.released import read_released
from grader.notebook.submission import SubmittedCell, clean_text, read_submission

if TYPE_CHECKING:
    from nbformat import NotebookNode

ARCHIVE = ".zip"


@dataclass(frozen=True)
class Recognised:
    """What a file turned out to be.

    Attributes:
        file: the name of the released file that it is; '' if it is none.
        reason: why it is none, or why nothing in it can be read.
        untouched: whether every answer in it stands as it was released.
    """

    file: str
    reason: str = ""
    untouched: bool = False


@dataclass(frozen=True)
class Assignment:
    """What students got: the released notebooks, and the names of the files beside them."""

    name: str
    notebooks: Mapping[str, NotebookNode]
    extra_files: tuple[str, ...] = ()

    @classmethod
    def released(cls, layout: Layout, name: str) -> Assignment:
        """The assignment of this name as it was released in a course.

        Raises:
            ConfigError: it has not been released.
        """
        extra = tuple(layout.extra_files.get(name, ()))
        return cls(name, read_released(layout, name), extra)

    def wants(self, file: str) -> bool:
        """Whether a file may be something of this assignment, or hold something of it."""
        extensions = tuple(Path(name).suffix for name in self.extra_files)
        return is_notebook(file) or file.lower().endswith((ARCHIVE, *extensions))

    def recognise(self, file: str, data: bytes) -> Recognised:
        """Which file of the assignment this is."""
        if is_notebook(file):
            return recognise(file, data, self.notebooks)
        for name in self.extra_files:
            if is_copy_of(file, name):
                return Recognised(name)
        if file.lower().endswith(ARCHIVE):
            return Recognised("", "it is an archive within an archive; unpack it, and use --folder")
        return Recognised("", "it is no notebook")


def recognise(file: str, data: bytes, released: Mapping[str, NotebookNode]) -> Recognised:
    """Which of the released notebooks the file with these bytes is.

    Its grade ids decide; where an editor dropped them, the ids that the notebook format gives to
    cells do. Only a file of which nothing can be read goes by its name, so that grading can tell
    its author.
    """
    try:
        cells = read_submission(data)
    except StudentError as error:
        found = [name for name in released if name in stems(file)]
        return Recognised(f"{found[0]}.ipynb" if found else "", str(error.rationale))
    for ours, theirs in ((_grade_ids, _claimed_grade_ids), (_cell_ids, _claimed_cell_ids)):
        claimed = theirs(cells)
        shared = {name: len(ours(book.cells) & claimed) for name, book in released.items()}
        most = max(shared.values())
        best = [name for name, count in shared.items() if count == most]
        if most and len(best) > 1:
            return Recognised("", f"it could be {' or '.join(best)}")
        if most:
            untouched = _is_untouched(cells, released[best[0]])
            return Recognised(f"{best[0]}.ipynb", untouched=untouched)
    return Recognised("", "none of its cells is one of this assignment's")


def _is_untouched(cells: Iterable[SubmittedCell], released: NotebookNode) -> bool:
    stubs = Counter(clean_text(cell.source) for cell in released.cells if is_solution(cell))
    return stubs <= Counter(cell.source for cell in cells)


def _grade_ids(cells: Iterable[Mapping[str, Any]]) -> set[str]:
    return {grade_id(cell) for cell in cells} - {""}


def _claimed_grade_ids(cells: Iterable[SubmittedCell]) -> set[str]:
    return {cell.grade_id for cell in cells} - {""}


def _cell_ids(cells: Iterable[Mapping[str, Any]]) -> set[str]:
    return {str(cell.get("id", "")) for cell in cells} - {""}


def _claimed_cell_ids(cells: Iterable[SubmittedCell]) -> set[str]:
    return {cell.id for cell in cells} - {""}
