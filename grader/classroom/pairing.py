"""Which entry of the reference does an entry of a judged answer belong to?

A report keeps an answer as text, which reads back as the same formula.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression
from grader.questions import Question
from grader.questions.declared import Reference, functions_of, names_of
from grader.questions.kinds import TermsQuestion
from grader.text import parse
from grader.verdict import EntryVerdict, Report


@dataclass(frozen=True)
class Matched:
    """An entry of an answer and of the reference.

    Attributes:
        verdict: what was found out about the entry.
        text: the student's entry, as it was kept.
        student: the same, read; None if it was too long to be kept.
        references: the entry that it should equal; for terms, any of these.
    """

    verdict: EntryVerdict
    text: str
    student: Expression | None
    references: tuple[Expression, ...]


def matched(question: Question, report: Report, reference: Reference) -> Iterator[Matched]:
    """The entries of an answer beside those of the reference; none if they don't correspond."""
    if not isinstance(reference, ArrayAnswer) or len(report.entries) != len(report.answer):
        return
    entries = tuple(reference.entries)
    terms = isinstance(question, TermsQuestion)
    if not terms and len(entries) != len(report.entries):
        return
    for place, (verdict, text) in enumerate(zip(report.entries, report.answer, strict=True)):
        wanted = entries if terms else entries[place : place + 1]
        yield Matched(verdict, text, _read(question, text), wanted)


def _read(question: Question, text: str) -> Expression | None:
    try:
        return parse(text, names_of(question), functions_of(question))
    except StudentError:
        return None
