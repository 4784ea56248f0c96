"""Where does everything of a course lie?

One folder, the root, holds nbgrader_config.py; commands start there. A class can be graded in a
root of its own, which shares nothing with the course but its solutions.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.errors import ConfigError

CONFIG = "nbgrader_config.py"
STEPS = ("submitted", "replaced", "admitted", "autograded", "feedback", "reports")
"""Folders of build/, each filled from what students handed in."""
EXCHANGE = "inbound"
"""The folder of nbgrader's exchange that students write to."""


@dataclass(frozen=True)
class Layout:
    """The folders of a course.

    Attributes:
        root: where commands start.
        solutions: the assignments as an instructor writes them.
        release: the assignments as students get them.
        build: everything generated, students' work included.
        extra_files: for each assignment, the files that are released and accepted besides its
            notebooks and questions.py.
    """

    root: Path
    solutions: Path
    release: Path
    build: Path
    extra_files: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def of_course(
        cls, root: Path, extra_files: Mapping[str, Sequence[str]] | None = None
    ) -> Layout:
        """The layout of the repository itself."""
        build, exercises = root / "build", root / "course" / "exercises"
        return cls(root, root / "solutions", exercises, build, extra_files or {})

    def own(self, root: Path) -> Layout:
        """The layout of a class graded in `root`, with this course's solutions."""
        return Layout(root, self.solutions, root / "release", root, self.extra_files)

    def source(self, assignment: str) -> Path:
        """The assignment as an instructor writes it."""
        return self.solutions / assignment

    def released(self, assignment: str) -> Path:
        """The assignment as students get it."""
        return self.release / assignment

    def step(self, name: str, student: str, assignment: str) -> Path:
        """What a step of grading made of one submission."""
        return self.build / name / student / assignment

    def accompanying(self, assignment: str) -> tuple[str, ...]:
        """The names of the files that stand beside the notebooks of an assignment."""
        return ("questions.py", *self.extra_files.get(assignment, ()))

    @property
    def gradebook(self) -> Path:
        """The database."""
        return self.build / "gradebook.db"


def find_root(start: Path) -> Path:
    """The root above `start`, or `start` itself.

    Raises:
        ConfigError: there is none, or `start` lies where students' files lie.
    """
    start = start.resolve()
    roots = [folder for folder in _upward(start) if (folder / CONFIG).is_file()]
    for root in roots:
        refuse_among_submissions(start, root)
    if not roots or (roots[0] / CONFIG).stat().st_uid not in (0, os.geteuid()):
        message = f"{start} is in no course of yours; go to the folder that holds {CONFIG}"
        raise ConfigError(message)
    return roots[0]


def refuse_among_submissions(start: Path, root: Path) -> None:
    """Refuse to work in a folder that students' files may lie in.

    Python and nbgrader load code from the current directory: `nbgrader_config.py`, and modules.

    Raises:
        ConfigError: `start` lies in the build/ of `root` and is not the root of a class of its own,
            or in one of the folders of such a class.
    """
    inside = start.relative_to(root).parts if start.is_relative_to(root) else ()
    if inside[:1] == ("build",):
        unsafe = not _is_own_root(root, inside[1:2])
    else:
        unsafe = bool(inside) and inside[0] in STEPS
    if unsafe or EXCHANGE in start.parts:
        message = (
            f"{start} may hold files that students wrote, and what lies in the current folder is "
            "run as configuration; start in the course's own folder instead"
        )
        raise ConfigError(message)


def _is_own_root(root: Path, name: tuple[str, ...]) -> bool:
    return bool(name) and name[0] not in STEPS and root.joinpath("build", *name, CONFIG).is_file()


def _upward(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents
