"""Which cells of a notebook earn points? Read from its JSON alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from grader.errors import ConfigError


class Marking(StrEnum):
    """Who marks a cell."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


@dataclass(frozen=True)
class GradeCell:
    """A cell that earns points; `grade_id` is the name of its question if it is marked for us."""

    grade_id: str
    points: float
    marking: Marking


@dataclass(frozen=True)
class Notebook:
    """The cells of one exercise notebook that earn points, in order."""

    name: str
    cells: tuple[GradeCell, ...]

    @property
    def questions(self) -> tuple[str, ...]:
        """The grade_ids of the cells that are judged by this package."""
        return tuple(c.grade_id for c in self.cells if c.marking is Marking.AUTOMATIC)

    @property
    def points(self) -> float:
        """What the whole notebook is worth."""
        return sum(cell.points for cell in self.cells)


def read_notebook(path: Path) -> Notebook:
    """The grade cells of the notebook at `path`.

    Raises:
        ConfigError: it is not a notebook.
    """
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = [_grade_cell(cell) for cell in cells]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{path.name} is not a notebook of nbgrader's form: {error!r}"
        raise ConfigError(message) from error
    return Notebook(path.stem, tuple(cell for cell in found if cell is not None))


def _grade_cell(cell: dict[str, Any]) -> GradeCell | None:
    marks = cell["metadata"].get("nbgrader", {})
    if not marks.get("grade"):
        return None
    marking = Marking.MANUAL if marks.get("solution") else Marking.AUTOMATIC
    return GradeCell(str(marks["grade_id"]), float(marks["points"]), marking)
