"""Grade every submission of a class, each by itself.

nbgrader does the work, in its own way and with our configuration; a submission that it cannot
grade is reported and harms no other one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde, GenerateAssignment, GenerateFeedback

from grader.classroom.converting import convert
from grader.classroom.gradebook import read_notebooks
from grader.classroom.processes import spread
from grader.classroom.results import ClassResult, SubmissionResult
from grader.errors import ConfigError
from grader.notebook.configuration import layout_of, load
from grader.notebook.execution import isolation_in
from grader.notebook.gradebook_csv import GradebookCsv
from grader.questions import load_questions

if TYPE_CHECKING:
    from traitlets.config import Config

    from grader.sandbox.launch import Isolation, Wanted

Progress = Callable[[SubmissionResult], None]


def grade(  # noqa: PLR0913 - the choices of a command
    root: Path,
    assignment: str,
    students: Iterable[str] = (),
    progress: Progress = lambda result: None,  # noqa: ARG005 - nobody listens
    workers: int = 1,
    *,
    isolation: Wanted | None = None,
) -> ClassResult:
    """Grade the submissions to `assignment` in `root` and write the feedback for each.

    Args:
        root: the folder of nbgrader_config.py.
        assignment: the assignment's name.
        students: whose submissions; all that were handed in, if empty.
        progress: called with each result as soon as it is there.
        workers: how many submissions are graded at a time.
        isolation: what stands around student code; None for what the configuration says.

    Raises:
        ConfigError: student code would not be isolated and nobody said that it may run so, the
            assignment is not in the gradebook, or nobody handed anything in.
    """
    config = load(root)
    config.ExecuteInSandbox.isolation = _isolation(config, isolation)
    _require_assignment(config, assignment)
    chosen = sorted(set(students) or _handed_in(config, assignment))
    if not chosen:
        folder = root / config.CourseDirectory.submitted_directory
        message = f"nobody handed in {assignment}: nothing matches {folder}/*/{assignment}"
        raise ConfigError(message)
    questions = load_questions(layout_of(config).source(assignment) / "questions.py")
    task = partial(_graded, config, assignment, frozenset(questions))
    results = []
    for result in spread(task, chosen, workers):
        progress(result)
        results.append(result)
    return ClassResult(assignment, tuple(sorted(results, key=lambda result: result.student)))


def isolation_for(root: Path, wanted: Wanted | None = None) -> Isolation:
    """What will stand around student code of the class in `root`.

    Args:
        root: the folder of nbgrader_config.py.
        wanted: what was asked for; None for what the configuration says.

    Raises:
        ConfigError: nothing would, and nobody said that it may run so.
    """
    return _isolation(load(root), wanted)


def generate(root: Path, assignment: str) -> None:
    """Write the student version of `assignment` and put its questions into the gradebook.

    Raises:
        ConfigError: nbgrader could not do so; the message holds its log.
    """
    config = load(root)
    fault = convert(GenerateAssignment, config, assignment)
    if fault:
        message = f"{assignment} could not be generated:\n{fault}"
        raise ConfigError(message)


def export(root: Path) -> Path:
    """Write the gradebook of `root` as CSV, with what needs a human; where it was written."""
    config = load(root)
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        GradebookCsv(config=config).export(gradebook)
    return Path(config.ExportPlugin.to)


def feedback_of(root: Path) -> Path:
    """The folder below which every student has feedback pages."""
    return layout_of(load(root)).build / "feedback"


def _isolation(config: Config, wanted: Wanted | None) -> Isolation:
    if wanted:
        config.ExecuteInSandbox.isolation = wanted
    return isolation_in(config)


def _require_assignment(config: Config, assignment: str) -> None:
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        try:
            gradebook.find_assignment(assignment)
        except MissingEntry:
            message = (
                f"the gradebook has no assignment {assignment}; "
                f"run: nbgrader generate_assignment {assignment}"
            )
            raise ConfigError(message) from None


def _handed_in(config: Config, assignment: str) -> set[str]:
    folder = layout_of(config).build / "submitted"
    return {path.parent.name for path in folder.glob(f"*/{assignment}")}


def _graded(
    config: Config, assignment: str, auto_graded: Collection[str], student: str
) -> SubmissionResult:
    started = time.monotonic()
    fault = convert(Autograde, config, assignment, student) or convert(
        GenerateFeedback, config, assignment, student
    )
    database = config.CourseDirectory.db_url
    notebooks = read_notebooks(database, assignment, student, auto_graded)
    return SubmissionResult(student, notebooks, time.monotonic() - started, fault)
