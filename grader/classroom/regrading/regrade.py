"""How is a class regraded? First all is judged, then what is there is kept, then marks change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.gradebook import read_cells
from grader.classroom.kept import Kept
from grader.classroom.regrading.changes import Regraded, regraded
from grader.classroom.regrading.journal import write_down
from grader.classroom.regrading.rescoring import rescore
from grader.errors import ConfigError
from grader.judging import Judge
from grader.notebook.configuration import load
from grader.notebook.execution import STORE
from grader.notebook.released import read_released, require_known
from grader.notebook.turns import taken, turn
from grader.store import Store

if TYPE_CHECKING:
    from traitlets.config import Config


@dataclass(frozen=True)
class Done:
    """What came of regrading a class.

    Attributes:
        found: the notebooks that rest on something which has changed.
        files: the copy of the gradebook and the journal; none if no mark was to change.
        faults: what went wrong while marks changed, by student.
    """

    found: tuple[Regraded, ...]
    files: tuple[Path, Path] | None = None
    faults: Mapping[str, str] = field(default_factory=dict)


def regrade(root: Path, assignment: str, *, dry: bool = False, only_raise: bool = False) -> Done:
    """Judge the answers of a class again, and enter what is marked otherwise.

    Args:
        root: the folder of nbgrader_config.py.
        assignment: the assignment's name.
        dry: whether it is only said what would change.
        only_raise: whether scores stay that would fall.

    Raises:
        ConfigError: the gradebook has not what is asked now, it can't be used or copied, or another
            command is grading the class.
    """
    kept = Kept(root, assignment)
    with turn(kept.layout):
        return _regrade(kept, load(root), dry=dry, only_raise=only_raise)


def _regrade(kept: Kept, config: Config, *, dry: bool, only_raise: bool) -> Done:
    _require_asked(kept)
    with Judge(known=Store(kept.layout.build / STORE)) as judge:
        found = tuple(regraded(kept, judge, only_raise=only_raise))
    if dry:
        return Done(found)
    changes = [change for each in found for change in each.changes]
    files = write_down(kept, changes) if changes else None
    taken(config)
    return Done(found, files, rescore(kept, config, found))


def _require_asked(kept: Kept) -> None:
    """Check that the gradebook has the points that questions are worth now."""
    require_known(kept.database, kept.name, read_released(kept.layout, kept.name))
    questions = kept.assignment.questions
    for cell in read_cells(kept.database, kept.name):
        if cell.name in questions and questions[cell.name].points != cell.points:
            message = (
                f"{cell.name} is worth {cell.points:g} points in the gradebook and "
                f"{questions[cell.name].points:g} now; "
                f"run: nbgrader generate_assignment {kept.name}"
            )
            raise ConfigError(message)
