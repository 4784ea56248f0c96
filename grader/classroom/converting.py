"""How is one of nbgrader's steps taken for one student, and what does it say went wrong?"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import capture_log
from sqlalchemy.exc import SAWarning

if TYPE_CHECKING:
    from nbgrader.converters.base import BaseConverter
    from traitlets.config import Config


def convert(step: type[BaseConverter], config: Config, assignment: str, student: str = ".") -> str:
    """Take one of nbgrader's steps, which says only what went wrong; that, or ''."""
    course = CourseDirectory(config=config, assignment_id=assignment, student_id=student)
    converter = step(coursedir=course, config=config, force=True)
    with errors_alone(converter.log), warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's own, at each new submission
        outcome = capture_log(converter)
    return "" if outcome["success"] else _said(outcome)


@contextmanager
def errors_alone(log: logging.Logger) -> Iterator[None]:
    """Let a log that others share say errors alone for a while."""
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def _said(outcome: dict[str, str]) -> str:
    errors = [line for line in outcome.get("log", "").splitlines() if line.startswith("[ERROR]")]
    return "\n".join(errors) or outcome.get("error", "nbgrader gave no reason")
