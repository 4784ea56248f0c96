"""How is one submission graded? By nbgrader's steps, unless a receipt says that they were taken."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nbgrader.converters import Autograde, GenerateFeedback

from grader.classroom.converting import convert
from grader.classroom.gradebook import read_notebooks, usable
from grader.classroom.receipts import Receipt, Receipts
from grader.classroom.results import NotebookResult, SubmissionResult
from grader.classroom.room import require_room
from grader.errors import ConfigError
from grader.notebook.engines import share_engines

if TYPE_CHECKING:
    from traitlets.config import Config

    from grader.sandbox.launch import Isolation

_PATTERN = re.compile(r"[*?\[]")  # nbgrader would look for all that match


@dataclass(frozen=True)
class Grading:
    """Grades one student's submission; another process can be given it.

    Attributes:
        config: of the class.
        assignment: its name.
        auto_graded: the names of the questions that are not read by a person.
        receipts: tell what is done already.
        isolation: what stands around student code.
        anew: whether that is done again.
    """

    config: Config
    assignment: str
    auto_graded: Collection[str]
    receipts: Receipts
    isolation: Isolation
    anew: bool = False

    def __call__(self, student: str) -> SubmissionResult:
        """Take nbgrader's steps, from autograding to the pages, unless they have been taken.

        Raises:
            FullDiskError: there is no room for them, nor for those of anybody else.
        """
        if not names_a_student(student):
            shown = ascii(student)[1:-1]
            fault = f"{shown} is no name for a student's folder; rename it"
            return SubmissionResult(shown, fault=fault)
        share_engines()
        started = time.monotonic()
        notebooks: tuple[NotebookResult, ...] = ()
        reused = False
        try:
            with usable():
                reused = self.done(student)
                receipt, fault = (None, "") if reused else self._steps(student)
                notebooks = self._notebooks(student)
                if receipt and not any(notebook.undecided for notebook in notebooks):
                    self.receipts.write(student, receipt)  # else it is graded anew the next time
        except ConfigError as error:  # nobody else's submission is lost by it
            fault = str(error)
        if fault:
            require_room(self.receipts.folder)
        seconds = time.monotonic() - started
        return SubmissionResult(student, notebooks, seconds, fault, reused=reused)

    def done(self, student: str) -> bool:
        """Whether there is nothing left to do for a student."""
        if not names_a_student(student):
            return True
        return not self.anew and self.receipts.done(student, self.isolation)

    def _steps(self, student: str) -> tuple[Receipt | None, str]:
        """What to note if the submission was graded for good, and what went wrong, if anything."""
        submission = self.receipts.submission(student)
        if fault := convert(Autograde, self.config, self.assignment, student):
            return None, fault
        receipt = self.receipts.receipt(student, self.isolation, submission)
        if fault := convert(GenerateFeedback, self.config, self.assignment, student):
            return None, fault
        return receipt if self.receipts.graded(student) else None, ""

    def _notebooks(self, student: str) -> tuple[NotebookResult, ...]:
        database = self.config.CourseDirectory.db_url
        return read_notebooks(database, self.assignment, student, self.auto_graded)


def names_a_student(folder: str) -> bool:
    r"""Whether nbgrader takes the name of a folder for one student, and a page can show it.

    >>> [names_a_student(name) for name in ("ada", "Zoë O'Hara", "*", "new\nline", " ada")]
    [True, True, False, False, False]
    """
    return folder.isprintable() and folder == folder.strip() and not _PATTERN.search(folder)
