"""What is there of an assignment and of a class's answers? Its files, each read once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from grader.classroom.gradebook import usable
from grader.errors import ConfigError
from grader.notebook.configuration import layout_of, load
from grader.notebook.layout import Layout
from grader.notebook.lookup import assignment_in
from grader.notebook.records import Record, read_record
from grader.questions import Assignment


class Kept:
    """An assignment and what grading a class has kept of its answers.

    Args:
        root: the folder of nbgrader_config.py.
        assignment: the assignment's name.

    Raises:
        ConfigError: the gradebook has no such assignment, or something is wrong with it.
    """

    def __init__(self, root: Path, assignment: str) -> None:
        config = load(root)
        self.name = assignment
        self.layout: Layout = layout_of(config)
        self.database = str(config.CourseDirectory.db_url)
        _require(self.database, assignment)
        self.record = cache(self._record)
        self.graded = cache(self._graded)
        self.source = cache(self._source)
        self.released = cache(self._released)

    @cached_property
    def assignment(self) -> Assignment:
        """The questions with their references."""
        return assignment_in(self.layout.source(self.name))

    def _record(self, student: str, notebook: str) -> Record | None:
        return read_record(self.layout, student, self.name, notebook)

    def _graded(self, student: str, notebook: str) -> Sequence[NotebookNode]:
        """The cells of a graded notebook; none if it was never graded."""
        return _cells(self.layout.step("autograded", student, self.name) / f"{notebook}.ipynb")

    def _source(self, notebook: str) -> Sequence[NotebookNode]:
        """The cells of a notebook as an instructor wrote it."""
        return _cells(self.layout.source(self.name) / f"{notebook}.ipynb")

    def _released(self, notebook: str) -> Sequence[NotebookNode]:
        """The cells of a notebook as students got it."""
        return _cells(self.layout.released(self.name) / f"{notebook}.ipynb")


def _cells(path: Path) -> Sequence[NotebookNode]:
    if not path.is_file():
        return ()
    cells: Sequence[NotebookNode] = nbformat.read(path, as_version=4).cells
    return cells


def _require(database: str, assignment: str) -> None:
    with usable(), Gradebook(database) as gradebook:
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            known = ", ".join(sorted(each.name for each in gradebook.assignments)) or "none"
            message = f"the gradebook has no assignment {assignment}; it has {known}"
            raise ConfigError(message) from None
