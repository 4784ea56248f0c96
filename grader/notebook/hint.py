"""What should I think about next? One stage further with each call.

First what is wrong in general, if that is more than the check's headline. Then the hints that
belong to what was answered, and at last those that the question declares for any wrong answer.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.notebook.attempts import Attempt, last_attempt
from grader.notebook.known import is_self_study
from grader.questions.kinds import Disclosure, Question
from grader.verdict import Outcome


@dataclass(frozen=True)
class Hint:
    """One hint, and where it stands among those there are; `number` 0 is a remark, not a hint."""

    text: str
    number: int = 0
    total: int = 0

    def __repr__(self) -> str:
        return f"Hint {self.number} of {self.total}: {self.text}" if self.number else self.text

    def _repr_html_(self) -> str:
        from grader.feedback import prose  # noqa: PLC0415 - only where something is shown

        title = f"<strong>Hint {self.number} of {self.total}.</strong> " if self.number else ""
        return f"<p>{title}{prose(self.text)}</p>"


def hint(question: Question) -> Hint:
    """The next hint about the last answer to `question` that was checked."""
    attempt = last_attempt(question)
    if attempt is None:
        return Hint(
            f"Nothing has been checked yet: run the cell check(q.{question.name}, ...) first."
        )
    if attempt.shown.outcome is Outcome.RIGHT:
        return Hint("Your last answer is right; there is nothing to hint at.")
    stages = _stages(attempt)
    if attempt.hints >= len(stages):
        return Hint("There is no further hint about this answer. Change it, and check it again.")
    attempt.hints += 1
    return Hint(stages[attempt.hints - 1], attempt.hints, len(stages))


def _stages(attempt: Attempt) -> list[str]:
    from grader.feedback.wording import OUTCOMES, in_general  # noqa: PLC0415 - only where something is shown

    general = in_general(attempt.shown, attempt.question)
    level = Disclosure.FULL if is_self_study() else attempt.question.before_submission
    if level is Disclosure.RECORDED or attempt.shown.outcome is Outcome.UNREADABLE:
        return [general]
    own = attempt.report.hints if level is Disclosure.FULL else ()
    stages = list(dict.fromkeys((general, *own, *attempt.question.hints)))
    says_no_more = general == f"{OUTCOMES[attempt.shown.outcome].word}."
    return stages[1:] if says_no_more and len(stages) > 1 else stages
