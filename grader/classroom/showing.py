"""What does a person see of one answer that waits, and which answers are the same?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from grader.answer import LabelsAnswer
from grader.classroom.cells import answer_cell, place_of, prompt_of, rubric_of, written_for
from grader.classroom.grades import AnswerGrade
from grader.classroom.kept import Kept
from grader.classroom.pairing import Matched, matched
from grader.classroom.probing import probed
from grader.domain import Domain
from grader.expression import Expression
from grader.feedback import prose
from grader.feedback.reviewing import Pair, Trial
from grader.feedback.wording import options, place
from grader.judging.marking import written
from grader.judging.matrices import Entries
from grader.notebook.pages import render
from grader.notebook.rebuild import grade_id
from grader.questions import (
    ChoiceQuestion,
    JacobianQuestion,
    Question,
    SymbolicQuestion,
)
from grader.questions.declared import Reference
from grader.questions.following import sources
from grader.verdict import Report, Status

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOT_KEPT = "nothing is kept of this answer; grade the submission again"
A_FUNCTION = "a function; it stands with the references"


@dataclass(frozen=True)
class Shown:
    """An answer as a person sees it; the fields are those of `Waiting`."""

    prompt: str = ""
    pairs: tuple[Pair, ...] = ()
    answer: str = ""
    reference: str = ""
    tried: tuple[str, ...] = ()


def identity(kept: Kept, grade: AnswerGrade) -> str:
    """A text that two answers share if nothing that matters for deciding tells them apart."""
    question = kept.assignment.questions.get(grade.question)
    if question is None:
        cells = _written(kept, grade)
        content: Any = [[c.cell_type, c.source, c.get("attachments", {})] for c in cells]
        return json.dumps(content or grade.student, sort_keys=True)
    record = kept.record(grade.student, grade.notebook)
    if record is None or grade.question not in record.reports:
        return json.dumps([grade.student])
    names = [grade.question, *(sources(question.derivation) if question.derivation else ())]
    digests = [record.answers.get(name) for name in names]
    return json.dumps([digests, record.reports[grade.question].to_dict()], sort_keys=True)


def shown(kept: Kept, grade: AnswerGrade) -> Shown:
    """One answer, with what a person needs to decide about it."""
    question = kept.assignment.questions.get(grade.question)
    if question is None:
        return _manual(kept, grade)
    prompt = f"<p>{prose(question.prompt)}</p>"
    record = kept.record(grade.student, grade.notebook)
    report = None if record is None else record.reports.get(grade.question)
    if report is None:
        return Shown(prompt, tried=(NOT_KEPT,))
    reference = kept.assignment.references[grade.question]
    tried = (*report.staff, *(f"note to the student: {note}" for note in report.notes))
    pairs = tuple(_pairs(question, report, reference))
    if pairs:
        said = {pair.reason for pair in pairs if pair.reason}
        return Shown(prompt, pairs, tried=tuple(t for t in tried if not t.endswith(tuple(said))))
    answer = _answer(question, report) if report.answer else _code(kept, grade)
    return Shown(prompt, (), answer, _reference(question, reference), tried)


def compared_on(question: Question) -> tuple[Domain, tuple[Expression, ...]]:
    """What the variables of a question range over, and what must have a value there too."""
    if isinstance(question, JacobianQuestion):
        entries = Entries.of(question)
        return entries.domain, entries.where
    return Domain.of(question.domain if isinstance(question, SymbolicQuestion) else {}), ()


def _written(kept: Kept, grade: AnswerGrade) -> tuple[NotebookNode, ...]:
    released = {grade_id(cell): cell.source for cell in kept.released(grade.notebook)}
    cells = kept.graded(grade.student, grade.notebook)
    return written_for(cells, grade.question, released.get(grade.question, ""))


def _manual(kept: Kept, grade: AnswerGrade) -> Shown:
    source = kept.source(grade.notebook)
    cells = _written(kept, grade)
    return Shown(
        prompt=render(prompt_of(source, grade.question)),
        answer="".join(map(_html, cells)),
        reference=render(rubric_of(source, grade.question)),
        tried=() if cells else (NOT_KEPT,),
    )


def _html(cell: NotebookNode) -> str:
    if cell.cell_type == "markdown":
        attachments: Mapping[str, Mapping[str, str]] = cell.get("attachments", {})
        return render(cell.source, attachments)
    return f"<pre>{escape(cell.source)}</pre>"


def _pairs(question: Question, report: Report, reference: Reference) -> Iterator[Pair]:
    for entry in matched(question, report, reference):
        several = len(report.entries) > 1
        where = place(report, entry.verdict, question) if several else ""
        for number, wanted in enumerate(entry.references, 1):
            among = f", beside term {number}" if len(entry.references) > 1 else ""
            yield _pair(question, entry, f"{where}{among}", wanted)


def _pair(question: Question, entry: Matched, where: str, wanted: Expression) -> Pair:
    verdict = entry.verdict.verdict
    trials: tuple[Trial, ...] = ()
    if verdict.status is Status.UNDECIDED and entry.student is not None:
        trials = probed(entry.student, wanted, *compared_on(question))
    return Pair(where, entry.text, written(wanted), verdict.status, verdict.reason, trials)


def _answer(question: Question, report: Report) -> str:
    if isinstance(question, ChoiceQuestion):
        return _listing(prose(option) for option in options(report, question))
    return _listing(f"<code>{escape(text)}</code>" for text in report.answer)


def _code(kept: Kept, grade: AnswerGrade) -> str:
    """The cell that was answered in: all there is where no answer could be judged."""
    cells = kept.graded(grade.student, grade.notebook)
    place = place_of(cells, answer_cell(cells, grade.question) or "")
    return "" if place is None else f"<pre>{escape(cells[place].source)}</pre>"


def _reference(question: Question, reference: Reference) -> str:
    if callable(reference):
        return f"<p>{A_FUNCTION}</p>"
    if isinstance(reference, LabelsAnswer) and isinstance(question, ChoiceQuestion):
        return _listing(prose(f"{x}: {question.options[x]}") for x in reference.labels)
    entries = getattr(reference, "entries", ())
    return _listing(f"<code>{escape(written(entry))}</code>" for entry in entries)


def _listing(items: Iterator[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
