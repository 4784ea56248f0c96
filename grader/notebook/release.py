"""How does an assignment become what students get? And is what they get still current?

nbgrader writes the student version into a temporary folder, without touching the gradebook, and
the folder is put in place when it is complete: nbgrader deletes a released folder when it fails
half-way, and with a gradebook it fails when a cell's name changed and submissions are there.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from grader.errors import ConfigError
from grader.notebook.configuration import layout_of, load
from grader.notebook.lookup import assignment_in


def release(root: Path, assignment: str) -> Path:
    """Write the student version of an assignment and return its folder.

    Raises:
        ConfigError: the assignment is not in order; what was released before is still there.
    """
    target = layout_of(load(root)).released(assignment)
    with _generated(root, assignment) as folder:
        target.parent.mkdir(parents=True, exist_ok=True)
        before = folder.with_name("before")
        if target.exists():
            target.rename(before)
        folder.rename(target)
    return target


def differences(root: Path, assignment: str) -> list[str]:
    """What is not as `release` would write it, one sentence each; empty if all is current.

    Raises:
        ConfigError: the assignment is not in order.
    """
    target = layout_of(load(root)).released(assignment)
    with _generated(root, assignment) as folder:
        ours, theirs = _contents(folder), _contents(target)
    return [
        *(f"{name} is missing from the release" for name in sorted(ours.keys() - theirs.keys())),
        *(f"{name} does not belong to the release" for name in sorted(theirs.keys() - ours.keys())),
        *(
            f"{name} has changed since the release"
            for name in sorted(ours.keys() & theirs.keys())
            if ours[name] != theirs[name]
        ),
    ]


@contextmanager
def _generated(root: Path, assignment: str) -> Iterator[Path]:
    """The student version in a temporary folder, on the file system of the release."""
    config = load(root)
    layout = layout_of(config)
    assignment_in(layout.source(assignment))
    with tempfile.TemporaryDirectory(prefix="release-", dir=layout.build) as temporary:
        config.CourseDirectory.release_directory = temporary
        config.GenerateAssignment.no_database = True
        config.SaveCells.enabled = False
        course = CourseDirectory(config=config, assignment_id=assignment)
        try:
            GenerateAssignment(coursedir=course, config=config).start()
        except NbGraderException as error:
            raise ConfigError(str(error)) from error
        yield Path(temporary, assignment)


def _contents(folder: Path) -> dict[str, bytes]:
    ignored = {".ipynb_checkpoints", "__pycache__"}
    files = [path for path in folder.rglob("*") if path.is_file() and not ignored & set(path.parts)]
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}
