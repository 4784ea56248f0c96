"""What do I expect? A prediction is made before a lesson shows what happens, and judged after it.

`predict` only takes note. `reveal` judges, and from then on the prediction stays what it was: who
predicts first remembers more of what comes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from grader.answer import Answer, NotAttempted, RefusedAnswer
from grader.notebook.assess import assess, recorded
from grader.notebook.check import judged, taken
from grader.notebook.display import Checked, publish
from grader.questions.kinds import Question
from grader.verdict import Outcome, Report

COMMITTED = "Your prediction is noted. Go on: the answer comes after the figure."
NOTHING = "You have predicted nothing yet. Replace the dots, run that cell, and come back."
REVEALED = "This was revealed already, so your first prediction stays. Use check for another try."


@dataclass
class _Prediction:
    answer: Answer
    payload: dict[str, Any]
    is_revealed: bool = False


_MADE: dict[str, _Prediction] = {}


def predict(question: Question, answer: object) -> Checked:
    """Take note of a prediction without judging it; dots are no prediction.

    Args:
        question: a question of questions.py.
        answer: as for `check`.
    """
    read, payload = taken(question, answer)
    before = _MADE.get(question.name)
    if before is not None and before.is_revealed:
        return _said(_unjudged(question, before.answer, REVEALED))
    if isinstance(read, (NotAttempted, RefusedAnswer)):
        _MADE.pop(question.name, None)
        return _said(assess(question, read, payload))
    _MADE[question.name] = _Prediction(read, payload)
    return _said(_unjudged(question, read, COMMITTED))


def reveal(question: Question) -> Checked:
    """Judge what was predicted; say so if nothing was."""
    prediction = _MADE.get(question.name)
    if prediction is None:
        return _said(Report(question.name, question.points, None, Outcome.NOT_ATTEMPTED, NOTHING))
    prediction.is_revealed = True
    return judged(question, prediction.answer, prediction.payload)


def forget() -> None:
    """Begin anew, as in a fresh notebook."""
    _MADE.clear()


def _unjudged(question: Question, answer: Answer, summary: str) -> Report:
    return replace(recorded(question, answer), summary=summary)


def _said(report: Report) -> Checked:
    publish({"text/plain": f"{report.question}: {_line(report)}"})
    return Checked(report)


def _line(report: Report) -> str:
    given = f" You said {', '.join(report.answer)}." if report.answer else ""
    return f"{report.summary}{given}"
