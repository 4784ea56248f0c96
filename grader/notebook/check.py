"""Is my answer right? The one call of a check cell.

The cell's output carries the answer as data, from which it is graded later, and a report, which is
for the student's eyes alone. Nothing that is computed here counts for a score.
"""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from grader.answer import Answer, RefusedAnswer
from grader.errors import StudentError
from grader.notebook.arrays import remarks_on
from grader.notebook.assess import assess, disclosed, recorded
from grader.notebook.attempts import Attempt, remember
from grader.notebook.display import Checked, publish, tell_validate
from grader.notebook.reading import read_answer
from grader.questions.kinds import Question
from grader.verdict import Report
from grader.wire import MIME, write

GRADED = "JACOBIAN_GRADED"
"""The environment variable that is 1 in a graded run: then nothing is judged here."""


def check(question: Question, answer: object) -> Checked:
    """Read `answer`, record it in the cell's output and show what may be said about it.

    Args:
        question: a question of questions.py.
        answer: a matrix, list, array, text, number, function or option; dots are not attempted.

    Raises:
        TypeError: `question` is no question.
    """
    if not isinstance(question, Question):
        message = "the question comes first: check(q.ex1_jacobian, J)"
        raise TypeError(message)
    read, payload = taken(question, answer)
    if os.environ.get(GRADED) == "1":
        publish({MIME: payload})
        return Checked(recorded(question, read))
    return judged(question, read, payload, *remarks_on(answer))


def judged(question: Question, answer: Answer, payload: dict[str, Any], *remarks: str) -> Checked:
    """Judge an answer that was taken, show what may be said, and remember it for `hint`.

    Args:
        question: what was asked.
        answer: what was answered.
        payload: the same as data.
        remarks: what to note about how the answer was read, if it was.
    """
    report = assess(question, answer, payload)
    shown = disclosed(report, question)
    if shown.answer:
        shown = replace(shown, notes=(*shown.notes, *remarks))
    remember(Attempt(question, answer, report, shown))
    _show(question, shown, payload)
    return Checked(shown)


def taken(question: Question, found: object) -> tuple[Answer, dict[str, Any]]:
    """The answer that was found in the cell, and the same as data for the cell's output."""
    try:
        answer = read_answer(question, found)
        return answer, write(question.name, answer)
    except StudentError as error:
        refused = RefusedAnswer(error.rationale, error.help)
        return refused, write(question.name, refused)


def _show(question: Question, report: Report, payload: dict[str, Any]) -> None:
    from grader.feedback import render_html, render_text  # noqa: PLC0415 - a graded run needs none

    text, html = render_text(report, question), render_html(report, question, in_notebook=True)
    publish({MIME: payload, "text/html": html, "text/plain": text})
    tell_validate(report, text)
