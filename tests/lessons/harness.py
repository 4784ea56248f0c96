"""What `check` says about an answer to a lesson's quick check."""

from __future__ import annotations

from types import ModuleType

from grader.notebook.check import check
from grader.verdict import Outcome


def is_right(q: ModuleType, name: str, answer: object) -> bool:
    """Whether `check` accepts the answer."""
    return check(getattr(q, name), answer).report.outcome is Outcome.RIGHT


def hint_to(q: ModuleType, name: str, answer: object) -> str:
    """The hints that `check` gives at once."""
    report = check(getattr(q, name), answer).report
    assert report.outcome is not Outcome.RIGHT, f"{name} accepts {answer!r}"
    return " ".join(report.hints)
