"""How does the evidence for a mark read in a terminal, for staff who answer an appeal?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.feedback.verdicts import render_verdict
from grader.feedback.wording import OUTCOMES, notes, score, shortened
from grader.verdict import EntryVerdict, Report

if TYPE_CHECKING:
    from grader.equivalence.replay import Replay

CONFIRMED, DISAGREES, UNKNOWN = "CONFIRMED", "DISAGREES", "not told"


@dataclass(frozen=True)
class Evidence:
    """One entry of an answer, and what came of computing its evidence again.

    Attributes:
        place: where the entry stands; 'your answer' if there is one.
        student: the entry, as text.
        reference: what it should equal, as text; for staff.
        entry: the verdict that was kept; None where the answer has no entries.
        replay: what a second evaluator says.
    """

    place: str
    student: str
    reference: str
    entry: EntryVerdict | None
    replay: Replay


@dataclass(frozen=True)
class Explanation:
    """A stored mark with its evidence.

    Attributes:
        where: student, assignment and notebook, as text.
        report: what was kept.
        evidence: entry by entry; empty where nothing can be computed again.
        credit: how the score came about.
        decided: what a person decided, '' if nobody did.
        kept: the version that graded, and the submission.
    """

    where: str
    report: Report
    evidence: tuple[Evidence, ...] = ()
    credit: str = ""
    decided: str = ""
    kept: str = ""

    @property
    def disagrees(self) -> bool:
        """Whether the evidence of some entry does not hold."""
        return any(each.replay.confirmed is False for each in self.evidence)


def render_explanation(explanation: Explanation) -> str:
    """The explanation as lines of text; A is the student's formula, B the reference."""
    return "\n".join(_lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    report = explanation.report
    yield f"{explanation.where}, {report.question}"
    yield f"{OUTCOMES[report.outcome].word}, {score(report)}"
    if explanation.credit:
        yield f"credit: {explanation.credit}"
    if explanation.decided:
        yield f"decided by a person: {explanation.decided}"
    if not report.entries and report.summary:
        yield report.summary
    yield from (f"note: {note}" for note in notes(report))
    yield from (f"staff: {remark}" for remark in report.staff)
    yield from (f"declared mistake: {name}" for name in report.mistakes)
    yield from _diagnoses(report)
    for evidence in explanation.evidence:
        yield ""
        yield from _evidence(evidence)
    yield ""
    yield _summary(explanation)
    if explanation.kept:
        yield explanation.kept


def _diagnoses(report: Report) -> Iterator[str]:
    for found in report.diagnoses:
        codes = " or ".join(" with ".join(reading) for reading in found.readings)
        places = ", ".join(f"({row}, {column})" for row, column in found.places)
        yield f"diagnosis: {codes}: {found.name}, in {places}"


def _evidence(evidence: Evidence) -> Iterator[str]:
    yield evidence.place
    yield f"  A, the student's:  {shortened(evidence.student)}"
    yield f"  B, the reference:  {shortened(evidence.reference)}"
    entry = evidence.entry
    if entry is not None:
        yield from (f"  {line}" for line in render_verdict(entry.verdict).splitlines())
        if entry.finite_difference:
            yield f"  a finite difference says {entry.finite_difference} there"
        if entry.step:
            step = entry.step
            yield f"  for a step of {step.size} in {step.variable} it predicts {step.predicted};"
            yield f"  the map changes by {step.actual}"
        if entry.note:
            yield f"  note: {entry.note}"
    word = {True: CONFIRMED, False: DISAGREES, None: UNKNOWN}[evidence.replay.confirmed]
    yield f"  replay: {word}: {evidence.replay.text}"


def _summary(explanation: Explanation) -> str:
    if not explanation.evidence:
        return "replay: there is nothing to compute again"
    found = [each.replay.confirmed for each in explanation.evidence]
    text = f"replay: {found.count(True)} of {len(found)} confirmed"
    unknown, wrong = found.count(None), found.count(False)
    more = f", {unknown} not told" if unknown else ""
    return f"{text}{more}{f', {wrong} DISAGREE' if wrong else ''}"
