"""Where does this package take hold of nbgrader's conversions?

nbgrader copies a submission, following links, before any preprocessor runs. The exporter is the
first thing of ours that a conversion makes, before it touches a submission: so it is here that the
conversion is pointed at admitted copies, and here that a notebook file is read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from fnmatch import fnmatch
from functools import partial
from glob import glob
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets import Dict, Unicode

from grader.errors import ConfigError
from grader.notebook.engines import share_engines
from grader.notebook.exchange_files import SECRET, TIMESTAMP, without_nonsense
from grader.notebook.execution import isolation_in
from grader.notebook.intake import Intake, TurnedAway, admit
from grader.notebook.layout import Layout
from grader.notebook.lookup import assignment_in
from grader.notebook.rebuild import rebuild
from grader.notebook.released import read_released, require_known, undeclared
from grader.notebook.turns import convert_in_turn

MOST_NAMED = 20
"""How many files that were not read a page names; thousands would bury what it is for."""


class SubmissionExporter(NotebookExporter):  # type: ignore[misc] # nbconvert's types are not used
    """Exports the notebook that `rebuild` makes of a submitted one.

    Used by nbgrader's Autograde for both of its passes: the first reads admitted files, the second
    the notebooks that the first has written.
    """

    solutions = Unicode(help="the assignments as an instructor writes them").tag(config=True)
    release = Unicode(help="the assignments as students get them").tag(config=True)
    build = Unicode(help="everything generated").tag(config=True)
    extra_files = Dict(help="files besides notebooks and questions.py").tag(config=True)

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 - nbconvert's
        super().__init__(**arguments)
        share_engines()
        course = self.parent.coursedir
        solutions, release, build = (Path(p) for p in (self.solutions, self.release, self.build))
        self.layout = Layout(Path(course.root), solutions, release, build, self.extra_files)
        self.intakes: dict[Path, Intake] = {}
        self.released: dict[str, NotebookNode] = {}
        convert_in_turn(self.parent, self.layout, partial(self._take_hold, course))

    def from_filename(
        self,
        filename: str,
        resources: dict[str, Any] | None = None,
        **arguments: Any,  # noqa: ANN401 - nbconvert's
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook: an admitted one is rebuilt first, one of ours is taken as it is."""
        path = Path(filename)
        resources = {
            **(resources or {}),
            "jacobian": self.layout,
            "metadata": {"name": path.stem, "path": str(path.parent)},
        }
        if path.parent in self.intakes:
            notebook = rebuilt(self.released[path.stem], self.intakes[path.parent], path.name)
        else:
            notebook = nbformat.read(path, as_version=4)
        found: tuple[str, dict[str, Any]] = self.from_notebook_node(
            notebook, resources=resources, **arguments
        )
        return found

    def _preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Take the steps, if there are any; else nbconvert would only copy and validate."""
        if not self._preprocessors:
            return notebook, resources
        taken: tuple[NotebookNode, dict[str, Any]] = super()._preprocess(notebook, resources)
        return taken

    def _take_hold(self, course: CourseDirectory) -> None:
        """Check all that grading relies on, then let the conversion see admitted files alone."""
        assignment = course.assignment_id
        isolation_in(self.config)
        assignment_in(self.layout.source(assignment))
        self.released = read_released(self.layout, assignment)
        require_known(course.db_url, assignment, self.released)
        pattern = course.format_path(course.submitted_directory, course.student_id, assignment)
        names = [name for name in self.released if fnmatch(name, course.notebook_id)]
        found = {}
        for folder in sorted(Path(path) for path in glob(pattern)):  # noqa: PTH207 - as nbgrader
            target = self.layout.step("admitted", folder.parent.name, assignment)
            self.intakes[target] = self._admit(folder, target)
            found[str(target)] = [str(target / f"{name}.ipynb") for name in names]
        self.parent.assignments = found
        self.parent.coursedir = _reading_from(course, self.layout.build / "admitted")

    def _admit(self, folder: Path, target: Path) -> Intake:
        """Copy what may be read of a submission to a fresh folder."""
        assignment = folder.name
        intake = admit_submission(folder, self.layout, assignment, self.released)
        for away in intake.turned_away[:MOST_NAMED]:
            student = folder.parent.name
            self.log.warning("%s: %s was not read: %s", student, away.name, away.reason)
        if target.exists():
            shutil.rmtree(target)
        target.mkdir(mode=0o700, parents=True)
        missing = {f"{name}.ipynb": b"" for name in self.released}  # what is missing is graded too
        for name, data in {**missing, **intake.files}.items():
            (target / name).write_bytes(data)
        return intake


class ReleaseExporter(NotebookExporter):  # type: ignore[misc] # nbconvert's types are not used
    """Exports a notebook for students, if its assignment is in order and holds nothing else."""

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 - nbconvert's
        super().__init__(**arguments)
        course = self.parent.coursedir
        declared = self.config.SubmissionExporter.get("extra_files", {})
        folder = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        try:
            _refuse_stray(folder, undeclared(folder, declared.get(course.assignment_id, ())))
            assignment_in(folder)
        except ConfigError as error:
            self.log.error("%s", error)  # noqa: TRY400 - the finding is for an instructor to read
            raise NbGraderException(str(error)) from error


def _refuse_stray(folder: Path, stray: Sequence[str]) -> None:
    if stray:
        message = (
            f"{folder} holds {', '.join(stray)}, which would be released; "
            "name what is for students in extra_files, and move the rest"
        )
        raise ConfigError(message)


def admit_submission(
    folder: Path, layout: Layout, assignment: str, notebooks: Sequence[str] | dict[str, Any]
) -> Intake:
    """What may be read of one submission to an assignment with these notebooks."""
    expected = {f"{name}.ipynb" for name in notebooks}
    extra = layout.extra_files.get(assignment, ())
    ours = layout.accompanying(assignment)
    if folder.parent.is_symlink():  # it would be another student's work
        return Intake(turned_away=(TurnedAway(folder.parent.name, "it is a link, not a folder"),))
    return without_nonsense(admit(folder, {*expected, *extra, TIMESTAMP, SECRET}, ours=ours))


def rebuilt(released: NotebookNode, intake: Intake, name: str) -> NotebookNode:
    """The notebook `name` of an admitted submission, rebuilt; it tells what was turned away."""
    notebook = rebuild(released, intake.files.get(name), intake.reason(name))
    others = [away for away in intake.turned_away if away.name != name]
    remarks = [f"The file {away.name} was not read: {away.reason}." for away in others]
    more = len(others) - MOST_NAMED
    told = [*remarks[:MOST_NAMED], *([f"At least {more} more were not read."] if more > 0 else [])]
    notebook.metadata["jacobian"]["remarks"] += told
    return notebook


def _reading_from(course: CourseDirectory, folder: Path) -> CourseDirectory:
    """The same course with its submissions in `folder`."""
    settings = {name: getattr(course, name) for name in course.trait_names(config=True)}
    settings["submitted_directory"] = os.path.relpath(folder, course.root)
    return CourseDirectory(parent=course.parent, **settings)
