"""How does a report read as plain text, in a terminal or for a screen reader?"""

from __future__ import annotations

from collections.abc import Iterator

from grader.feedback.wording import (
    MARKS,
    OUTCOMES,
    diagnoses,
    excerpt_of,
    hints,
    in_general,
    not_shown,
    notes,
    options,
    place,
    read_again,
    remarks,
    score,
    shape,
    shortened,
)
from grader.questions.kinds import ChoiceQuestion, Question
from grader.verdict import Report

MOST_ENTRIES = 40


def render_text(report: Report, question: Question) -> str:
    """The report as lines of plain text.

    >>> from grader.questions import ShapeQuestion
    >>> from grader.verdict import Outcome
    >>> report = Report("q", points=2, score=2.0, outcome=Outcome.RIGHT, answer=("3", "3"))
    >>> print(render_text(report, ShapeQuestion(name="q", points=2, prompt="The shape?")))
    q: ✓ Right, 2 of 2 points
      your answer: 3, 3
    """
    return "\n".join(_lines(report, question))


def _lines(report: Report, question: Question) -> Iterator[str]:
    headline, general = str(OUTCOMES[report.outcome]), in_general(report, question)
    yield f"{report.question}: {headline}, {score(report)}"
    if general.rstrip(".") != OUTCOMES[report.outcome].word:
        yield f"  {general}"
    yield from (f"  {line}" for line in excerpt_of(report).splitlines())
    yield from (f"  {line}" for line in _answer(report, question))
    yield from (f"  {remark}" for remark in remarks(report, question))
    yield from (f"  {where} {what}" for where, what in diagnoses(report))
    yield from (f"  Note: {note}" for note in notes(report))
    yield from (f"  Hint: {hint}" for hint in hints(report))
    section = read_again(report, question)
    yield from (f"  Read again: {section.title}",) if section else ()


def _answer(report: Report, question: Question) -> Iterator[str]:
    more = not_shown(report.answer, MOST_ENTRIES)
    if isinstance(question, ChoiceQuestion):
        chosen = "\n             ".join(shortened(each) for each in options(report, question))
        yield from f"your answer: {chosen}".splitlines() if chosen else ()
    elif len(report.entries) == len(report.answer) > 1:
        yield f"your answer, {shape(report)}:" if shape(report) else "your answer:"
        pairs = list(zip(report.entries, report.answer, strict=True))
        for entry, text in pairs[:MOST_ENTRIES]:
            mark = MARKS[entry.verdict.status]
            yield f"  {place(report, entry, question)}  {mark}:  {shortened(text)}"
        yield from (f"  {more}",) if more else ()
    elif report.answer:
        shown = shortened(", ".join(report.answer[:MOST_ENTRIES]))
        yield f"your answer: {shown}{more and f', {more}'}"
