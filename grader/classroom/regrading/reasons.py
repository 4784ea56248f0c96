"""Why is an answer marked otherwise than before? In a line for staff."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader import __version__
from grader.notebook.asking import Basis
from grader.notebook.records import Record
from grader.questions import Question
from grader.questions.following import sources
from grader.verdict import EntryVerdict, Report

CAUSES: Mapping[tuple[bool, bool], str] = {
    (True, False): "the question changed",
    (False, True): "the reference changed",
    (True, True): "the question and its reference changed",
}

BUILT = "it builds on"


def reason(questions: Mapping[str, Question], record: Record, basis: Basis, after: Report) -> str:
    """What has changed, and what that did to the mark.

    Args:
        questions: what is asked now, by name.
        record: of the notebook, as it was graded.
        basis: what marks in it rest on now.
        after: the report on the answer now.
    """
    name = after.question
    found = next(_causes(questions, name, record, basis), None)
    if found is None and record.grader != __version__:
        found = f"graded by grader {record.grader} before, by {__version__} now"
    cause = found or "it could not be judged before, or not now"
    return "; ".join([cause, *_effects(record.reports[name], after)])


def _causes(
    questions: Mapping[str, Question], name: str, record: Record, basis: Basis
) -> Iterator[str]:
    """What changed about a question, or about those that it builds on."""
    if any(changed := _changed(name, record, basis)):
        yield CAUSES[changed]
    rule = questions[name].derivation
    for source in () if rule is None else sources(rule):
        for cause in _causes(questions, source, record, basis):
            yield cause if cause.startswith(BUILT) else f"{BUILT} {source}, of which {cause}"


def _changed(name: str, record: Record, basis: Basis) -> tuple[bool, bool]:
    """Whether the question is another one, and whether its reference is."""
    before, now = record.basis.get(name, ("", "")), basis.get(name, ("", ""))
    return before[0] != now[0], before[1] != now[1]


def _effects(before: Report, after: Report) -> Iterator[str]:
    if before.outcome is not after.outcome:
        yield f"{before.outcome.value} → {after.outcome.value}"
    if len(before.entries) == len(after.entries):
        for one, other in zip(before.entries, after.entries, strict=True):
            if one.verdict.status is not other.verdict.status:
                yield f"{_place(one)} {one.verdict.status.value} → {other.verdict.status.value}"


def _place(entry: EntryVerdict) -> str:
    return f"({entry.row}, {entry.column})"
