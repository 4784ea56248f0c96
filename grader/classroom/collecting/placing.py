"""Where does a collected file go, and what becomes of the one that is there?

It goes where `nbgrader` and `grader grade` look. A file that is there and differs makes room, since
a download is made again when something newer was handed in; but it is moved, not overwritten.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from grader.classroom.collecting.choosing import Choice
from grader.notebook.intake import LARGEST_FILE, NotAdmittedError, opened, read_file
from grader.notebook.layout import Layout


class Outcome(StrEnum):
    """What placing a file did."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"


@dataclass(frozen=True)
class Placed:
    """A file that was put among the submissions.

    Attributes:
        choice: which file it was.
        outcome: what became of one that was there.
        kept: where that one lies now, if it made room.
    """

    choice: Choice
    outcome: Outcome
    kept: Path | None = None


def place(choice: Choice, layout: Layout, assignment: str, moment: str) -> Placed:
    """Put a file into its student's submission.

    Args:
        choice: the file, whose student and name are plain.
        layout: the class.
        assignment: the assignment's name.
        moment: names the folder for files that make room.

    Raises:
        OSError: something else is in the way, such as a link in place of a folder.
    """
    attempt = choice.attempt
    folder = layout.step("submitted", attempt.student, assignment)
    _make_folders(layout.build, folder)
    target = folder / attempt.file
    if not os.path.lexists(target):
        attempt.staged.replace(target)
        return Placed(choice, Outcome.NEW)
    if _content(target) == attempt.staged.read_bytes():
        return Placed(choice, Outcome.UNCHANGED)
    kept = layout.step("replaced", attempt.student, assignment) / moment / attempt.file
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target.replace(kept)
    attempt.staged.replace(target)
    return Placed(choice, Outcome.REPLACED, kept)


def _make_folders(build: Path, folder: Path) -> None:
    """Make the folders from `build` down; a link among them would lead somewhere else."""
    here = build
    for part in folder.relative_to(build).parts:
        here /= part
        here.mkdir(exist_ok=True)
        with opened(here, os.O_DIRECTORY):
            pass


def _content(path: Path) -> bytes | None:
    try:
        with opened(path.parent, os.O_DIRECTORY) as directory:
            return read_file(directory, path.name, LARGEST_FILE)
    except NotAdmittedError:
        return None
