"""What was answered last to each question, while this notebook runs?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.answer import Answer
from grader.questions.kinds import Question
from grader.verdict import Report

if TYPE_CHECKING:
    from grader.judging import Earlier


@dataclass
class Attempt:
    """The last answer to a question.

    Attributes:
        question, answer: what was asked and answered.
        report: all that was found out about it.
        shown: as much of the report as was said.
        hints: how many hints were given about this answer.
    """

    question: Question
    answer: Answer
    report: Report
    shown: Report
    hints: int = 0


_LAST: dict[str, Attempt] = {}


def remember(attempt: Attempt) -> None:
    """Keep `attempt` as the last one; the same answer again keeps its count of hints."""
    before = _LAST.get(attempt.question.name)
    if before is not None and before.answer == attempt.answer:
        attempt.hints = before.hints
    _LAST[attempt.question.name] = attempt


def last_attempt(question: Question) -> Attempt | None:
    """The last answer to `question`; None if there was none."""
    return _LAST.get(question.name)


def earlier_attempts(
    question: Question, reference_of: Callable[[Question], Answer | None]
) -> list[Earlier]:
    """The answers given so far to the questions on whose answers `question` builds."""
    if question.derivation is None:
        return []
    from grader.judging import Earlier  # noqa: PLC0415 - only where something is judged
    from grader.questions.following import sources  # noqa: PLC0415 - likewise

    found = (_LAST.get(name) for name in sources(question.derivation))
    return [
        Earlier(attempt.question, attempt.answer, reference, attempt.report)
        for attempt in found
        if attempt is not None and (reference := reference_of(attempt.question)) is not None
    ]


def forget() -> None:
    """Begin anew, as in a fresh notebook."""
    _LAST.clear()
