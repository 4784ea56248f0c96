"""How do the verdicts on its entries add up to what an answer earned? The sum, written out."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.judging.credit import Credit, exact_points
from grader.judging.matrices import Entries, is_zero
from grader.questions.declared import Reference
from grader.questions.kinds import (
    ChoicesQuestion,
    FunctionQuestion,
    JacobianQuestion,
    Question,
    TermsQuestion,
)
from grader.verdict import Outcome, Report, Status


def credit_written_out(question: Question, report: Report, reference: Reference) -> str:
    """What the answer earned and by which rule, in one sentence; '' if that can't be told."""
    if report.score is None:
        return "no score: it hangs on what is undecided"
    found = _by_entries(question, report, reference)
    if found is not None:
        text, credit = found
        if credit.score == report.score:
            return f"{text} = {report.score:g}"
        other = f"another rule gave {report.score:g}; see the notes and the declared mistakes"
        return f"entry by entry {text} = {credit.score:g}; {other}"
    if report.score == report.points:
        return f"all of it is right: {report.score:g}"
    if report.score == 0:
        return "nothing of it earns points: 0"
    rule = "the rule that the notes or the declared mistakes name"
    return f"{report.score:g} of {report.points:g} by {rule}"


def _by_entries(
    question: Question, report: Report, reference: Reference
) -> tuple[str, Credit] | None:
    """What the entries earn each by itself; None if they don't."""
    if isinstance(question, ChoicesQuestion) and isinstance(reference, LabelsAnswer):
        return _of_ticks(question, report, reference)
    if isinstance(question, FunctionQuestion):
        return _of_groups(question, report)
    if not isinstance(reference, ArrayAnswer) or not report.entries:
        return None
    statuses = [entry.verdict.status for entry in report.entries]
    match question:
        case JacobianQuestion() if len(statuses) == len(reference.entries):
            return _of_matrix(question, statuses, reference)
        case TermsQuestion():
            return _of_terms(question, statuses, len(reference.entries))
        case _:
            return None


def _of_matrix(
    question: JacobianQuestion, statuses: Sequence[Status], reference: ArrayAnswer
) -> tuple[str, Credit] | None:
    entries = Entries.of(question)
    zeros = [is_zero(entry, entries) for entry in reference.entries]
    count = zeros.count(False)
    if not count:
        return None
    pairs = list(zip(statuses, zeros, strict=True))
    right = pairs.count((Status.PROVED, False))
    wrong = pairs.count((Status.REFUTED, True))
    text = (
        f"{question.points:g} · ({right} right entries − {wrong} wrong zeros) / "
        f"{count} entries that are not zero"
    )
    return text, _share(question, right - wrong, count)


def _of_terms(
    question: TermsQuestion, statuses: Sequence[Status], count: int
) -> tuple[str, Credit]:
    matched = statuses.count(Status.PROVED)
    surplus = len(statuses) - matched
    text = f"{question.points:g} · ({matched} right terms − {surplus} others) / {count} terms"
    return text, _share(question, matched - surplus, count)


def _of_ticks(
    question: ChoicesQuestion, report: Report, reference: LabelsAnswer
) -> tuple[str, Credit] | None:
    labels, wanted = set(report.answer), set(reference.labels)
    if not wanted or report.outcome in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE):
        return None
    right, wrong = len(labels & wanted), len(labels - wanted)
    text = (
        f"{question.points:g} · ({right} right ticks − {wrong} wrong ticks) / "
        f"{len(wanted)} right options"
    )
    return text, _share(question, right - wrong, len(wanted))


def _of_groups(question: FunctionQuestion, report: Report) -> tuple[str, Credit] | None:
    right = sum(f"{group.name}: right" in report.notes for group in question.groups)
    count = len(question.groups)
    if report.outcome in (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE):
        return None
    text = f"{question.points:g} · {right} right groups of inputs / {count} groups"
    return text, _share(question, right, count)


def _share(question: Question, number: int, count: int) -> Credit:
    return Credit.of(exact_points(question.points) * Fraction(max(0, number), count))
