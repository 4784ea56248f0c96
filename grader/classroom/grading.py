"""Grade every submission of a class, each by itself.

nbgrader does the work, in its own way and with our configuration; a submission that it cannot
grade is reported and harms no other one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment

from grader.classroom.converting import convert
from grader.classroom.elsewhere import Elsewhere
from grader.classroom.gradebook import usable
from grader.classroom.processes import spread
from grader.classroom.receipts import Receipts
from grader.classroom.results import ClassResult, SubmissionResult
from grader.classroom.steps import Grading
from grader.errors import ConfigError
from grader.notebook.configuration import layout_of, load
from grader.notebook.engines import disconnect
from grader.notebook.execution import ExecuteInSandbox, isolation_in
from grader.notebook.gradebook_csv import GradebookCsv
from grader.notebook.turns import taken, turn
from grader.questions import load_questions

if TYPE_CHECKING:
    from traitlets.config import Config

    from grader.sandbox.launch import Isolation, Wanted


@dataclass(frozen=True)
class Way:
    """How a class is graded.

    Attributes:
        students: whose submissions; all that were handed in, if empty.
        workers: how many submissions are graded at a time.
        isolation: what stands around student code; None for what the configuration says.
        force: whether what was computed before is computed again.
        executor: runs notebooks on other machines; None for this one.
    """

    students: Collection[str] = ()
    workers: int = 1
    isolation: Wanted | None = None
    force: bool = False
    executor: Executor | None = None


class Listener(Protocol):
    """Hears how grading goes on."""

    def begins(self, submissions: int) -> None:
        """So many submissions will be graded."""

    def ended(self, result: SubmissionResult) -> None:
        """One more is done."""


def grade(
    root: Path, assignment: str, way: Way | None = None, listener: Listener | None = None
) -> ClassResult:
    """Grade the submissions to `assignment` in `root` and write the feedback for each.

    A submission is passed over if nothing that its results depend on has changed. So a class that
    was interrupted goes on where it ended.

    Args:
        root: the folder of nbgrader_config.py.
        assignment: the assignment's name.
        way: how; all submissions, one at a time, if not said.
        listener: hears of each result as soon as it is there.

    Raises:
        ConfigError: student code would not be isolated and nobody said that it may run so, the
            assignment is not in the gradebook, nobody handed anything in, or another command is
            grading the class.
    """
    way = way or Way()
    config = load(root)
    config.ExecuteInSandbox.isolation = isolation = _isolation(config, way.isolation)
    config.GradeAnswers.reuse = not way.force
    config.ExecuteInSandbox.reuse = not way.force or way.executor is not None  # it has just run
    _require_assignment(config, assignment)
    chosen = sorted(set(way.students) or _handed_in(config, assignment))
    if not chosen:
        folder = root / config.CourseDirectory.submitted_directory
        message = f"nobody handed in {assignment}: nothing matches {folder}/*/{assignment}"
        raise ConfigError(message)
    questions = load_questions(layout_of(config).source(assignment) / "questions.py")
    receipts = Receipts(layout_of(config), assignment, config.CourseDirectory.db_url)
    taken(config)
    task = Grading(config, assignment, frozenset(questions), receipts, isolation, anew=way.force)
    with turn(layout_of(config)):
        results = _graded(way, task, chosen, listener)
    return ClassResult(assignment, tuple(sorted(results, key=lambda result: result.student)))


def _graded(
    way: Way, task: Grading, chosen: Sequence[str], listener: Listener | None
) -> list[SubmissionResult]:
    if listener is not None:
        listener.begins(len(chosen))
    results = []
    try:
        for result in spread(task, _ready(way, task, chosen), min(way.workers, len(chosen))):
            if listener is not None:
                listener.ended(result)
            results.append(result)
    finally:
        disconnect()
    return results


def _ready(way: Way, task: Grading, students: Sequence[str]) -> Iterable[str]:
    """The students, each when nothing is under way elsewhere for them."""
    if way.executor is None:
        return students
    sandbox = ExecuteInSandbox(config=task.config)
    away = Elsewhere(way.executor, layout_of(task.config), task.assignment, sandbox, way.force)
    return away.ready(students, task.done)


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
    """Write the gradebook of `root` as CSV, with what needs a human; where it was written.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    config = load(root)
    with usable(), Gradebook(config.CourseDirectory.db_url) as gradebook:
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
    with usable(), Gradebook(config.CourseDirectory.db_url) as gradebook:
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
