"""What can be said here about an answer, and what of it may be said before submission?"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from grader.answer import (
    Answer,
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    Output,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.errors import StudentError
from grader.notebook.attempts import earlier_attempts
from grader.notebook.known import is_self_study, reference_of
from grader.questions.kinds import Disclosure, FunctionQuestion, Question
from grader.verdict import EntryVerdict, Outcome, Report, Verdict

RECORDED = "Your answer is recorded. It is judged after you submit."
NOT_ATTEMPTED = "Replace the dots by your answer."
NOTHING_BACK = "Your function gives None back: replace the dots in it, and return its result."
WITHOUT_FLINT = "It can't be decided here, because python-flint is not installed."

_ALWAYS_SAID = (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE, Outcome.RECORDED)


def assess(question: Question, answer: Answer, payload: Mapping[str, Any]) -> Report:
    """All that is found out on this computer about `answer`, whether it may be said or not."""
    if isinstance(answer, NotAttempted):
        asks_function = isinstance(question, FunctionQuestion)
        todo = NOTHING_BACK if asks_function else NOT_ATTEMPTED
        return _worthless(question, Outcome.NOT_ATTEMPTED, todo)
    if isinstance(answer, RefusedAnswer):
        refusal = StudentError(answer.rationale, answer.help)
        return _worthless(question, Outcome.UNREADABLE, str(refusal))
    reference = reference_of(question)
    if reference is None:
        return recorded(question, answer)
    try:
        from grader.judging import judge  # noqa: PLC0415 - needs python-flint, which may be absent
    except ModuleNotFoundError as error:
        if error.name != "flint":
            raise
        return recorded(question, answer, WITHOUT_FLINT)
    earlier = earlier_attempts(question, reference_of)
    return judge(question, json.dumps(payload), reference, earlier)


def disclosed(report: Report, question: Question) -> Report:
    """As much of `report` as its author may see before submission."""
    level = Disclosure.FULL if is_self_study() else question.before_submission
    if report.outcome in _ALWAYS_SAID:
        return report
    if level is Disclosure.FULL:
        hints = report.hints if report.mistakes or report.diagnoses else ()
        return _without_reference(replace(report, hints=(*hints, *_next_step(report))))
    if level is Disclosure.ENTRIES:
        entries = tuple(_bare(entry) for entry in report.entries)
        hints = _next_step(report)
        bare = replace(report, entries=entries, hints=hints, notes=(), staff=())
        return replace(bare, mistakes=(), diagnoses=())
    return Report(
        report.question,
        report.points,
        None,
        Outcome.RECORDED,
        RECORDED,
        report.shape,
        answer=report.answer,
    )


def recorded(question: Question, answer: Answer, *notes: str) -> Report:
    """The report on an answer that isn't judged here: how it was read, and nothing else."""
    report = Report(question.name, question.points, None, Outcome.RECORDED, RECORDED, notes=notes)
    match answer:
        case ArrayAnswer(shape, entries):
            return replace(report, shape=shape, answer=tuple(str(entry) for entry in entries))
        case LabelsAnswer(labels):
            return replace(report, answer=labels)
        case OutputsAnswer(outputs):
            return replace(report, notes=(*notes, *_what_came_back(outputs)))
        case _:
            return report


def _worthless(question: Question, outcome: Outcome, summary: str) -> Report:
    return Report(question.name, question.points, 0.0, outcome, summary)


def _next_step(report: Report) -> tuple[str, ...]:
    wrong = report.outcome in (Outcome.WRONG, Outcome.PARTLY_RIGHT)
    return (f"`hint(q.{report.question})` helps step by step.",) if wrong else ()


def _without_reference(report: Report) -> Report:
    from grader.judging import for_student  # noqa: PLC0415 - only what was judged comes here

    return for_student(report)


def _bare(entry: EntryVerdict) -> EntryVerdict:
    return EntryVerdict(entry.row, entry.column, Verdict(entry.verdict.status))


def _what_came_back(outputs: Iterable[Output]) -> list[str]:
    counts = Counter(_described(output) for output in outputs)
    return [f"{'1 call' if n == 1 else f'{n} calls'}: {what}" for what, n in counts.items()]


def _described(output: Output) -> str:
    if output.error:
        return f"ended with {output.error}"
    finite = all(math.isfinite(number) for number in output.numbers)
    what = "a number" if not output.shape else f"an array of shape {output.shape}"
    return f"{what}, {'all finite' if finite else 'some of it not finite'}"
