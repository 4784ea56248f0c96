"""What does a Jacobian matrix earn? Credit entry by entry; transposed is told from wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Self

from grader.answer import ArrayAnswer
from grader.diagnosis import diagnose
from grader.diagnosis.misconceptions.layouts import Transposed
from grader.domain import Domain
from grader.equivalence import is_total
from grader.expression import Expression, number, rational, symbols
from grader.judging.credit import NOTHING, Credit, best, every, exact_points
from grader.judging.decision import Decision, decide
from grader.judging.differences import finite_difference, small_step
from grader.judging.marking import Marking, positions, texts
from grader.judging.mistakes import credit_for, shown, sightings
from grader.judging.shapes import Fit, described, fit, transposed
from grader.judging.variation import varies
from grader.questions.declared import formula
from grader.questions.kinds import JacobianQuestion
from grader.verdict import Diagnosis, EntryVerdict, Status

TRANSPOSED = "this is the transposed matrix: row i belongs to output i and column j to variable j"
EQUALS_TRANSPOSED = "this equals the transposed matrix, which earns half of the points"
TRANSPOSED_SHAPE = (
    "the shape is that of the transposed matrix: "
    "row i belongs to output i and column j to variable j"
)
CONSTANT = "no entry depends on a variable, so nothing is earned"


@dataclass(frozen=True)
class Entries:
    """How entries are compared: on the question's domain, where F has a value."""

    domain: Domain
    where: tuple[Expression, ...]

    @classmethod
    def of(cls, question: JacobianQuestion) -> Self:
        """The entries of a Jacobian matrix."""
        domain = Domain.of(question.domain)
        components = (formula(question, text) for text in question.function)
        return cls(domain, tuple(each for each in components if not is_total(each, domain)))

    def decision(self, student: Expression, reference: Expression) -> Decision:
        """The verdict on an entry, to be shown."""
        return decide(student, reference, self.domain, self.where)

    def status(self, student: Expression, reference: Expression) -> Status:
        """Whether the two are equal, without a witness to show."""
        return decide(student, reference, self.domain, self.where, simple_witness=False).status


def mark_jacobian(
    question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer
) -> Marking:
    """Mark a matrix: points · (right non-zero entries − wrong zero entries) / non-zero entries.

    Raises:
        StudentError: a flat list whose rows can't be told.
    """
    fitted = fit(answer, reference.shape)
    if fitted.fit is not Fit.RIGHT:
        return _misshapen(question, answer, reference, fitted.fit)
    answer = fitted.answer
    entries = Entries.of(question)
    decisions = _decisions(entries, answer, reference)
    statuses = tuple(decision.status for decision in decisions)
    marking = Marking(
        credit=_entries_credit(question, answer, reference, statuses, entries),
        shape=answer.shape,
        entries=_entry_verdicts(question, answer.shape, decisions, entries.domain),
        answer=texts(answer),
    ).noting(fitted.note)
    if every(statuses) is Status.PROVED:
        return marking
    return _second_look(question, answer, reference, marking, entries)


def _decisions(entries: Entries, answer: ArrayAnswer, reference: ArrayAnswer) -> list[Decision]:
    pairs = zip(answer.entries, reference.entries, strict=True)
    return [entries.decision(student, right) for student, right in pairs]


def _entry_verdicts(
    question: JacobianQuestion,
    shape: tuple[int, ...],
    decisions: list[Decision],
    domain: Domain,
) -> tuple[EntryVerdict, ...]:
    variables = question.variables.split()
    entries = []
    for (row, column), decision in zip(positions(shape), decisions, strict=True):
        difference, step, witness = "", None, decision.verdict.witness
        if witness is not None:
            component = formula(question, question.function[row - 1])
            difference = finite_difference(component, variables[column - 1], witness, domain)
            step = small_step(component, variables[column - 1], witness, difference, domain)
        verdict, note = decision.verdict, decision.note
        entries.append(EntryVerdict(row, column, verdict, difference, note, step))
    return tuple(entries)


def _entries_credit(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    statuses: tuple[Status, ...],
    entries: Entries,
) -> Credit:
    points = exact_points(question.points)
    if every(statuses) is Status.PROVED:
        return Credit.where(Status.PROVED, points)
    are_zero = [is_zero(entry, entries) for entry in reference.entries]
    zeros = [status for status, zero in zip(statuses, are_zero, strict=True) if zero]
    others = [status for status, zero in zip(statuses, are_zero, strict=True) if not zero]
    if not others:
        return Credit.where(every(statuses), points)
    unsure = Status.UNDECIDED
    least = others.count(Status.PROVED) - zeros.count(Status.REFUTED) - zeros.count(unsure)
    most = others.count(Status.PROVED) + others.count(unsure) - zeros.count(Status.REFUTED)
    credit = Credit(*(points * Fraction(max(0, n), len(others)) for n in (least, most)))
    if credit == NOTHING:
        return credit
    varying = varies(answer, reference, question.variables.split(), entries.domain)
    return Credit(
        credit.least if varying is Status.PROVED else Fraction(0),
        Fraction(0) if varying is Status.REFUTED else credit.most,
    )


def is_zero(entry: Expression, entries: Entries) -> bool:
    """Whether an entry of the reference is zero, so that only a wrong one counts."""
    value = number(entry)
    if value is not None:
        return value == 0
    return entries.status(entry, rational(0)) is Status.PROVED


def _second_look(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    marking: Marking,
    entries: Entries,
) -> Marking:
    """The marking of a matrix that is not right: transposed, or typically wrong?"""
    statuses = tuple(entry.verdict.status for entry in marking.entries)
    turned = Status.REFUTED
    if answer.shape == answer.shape[::-1]:
        turned = _all_right(transposed(answer), reference, entries)
    half = Credit.where(turned, exact_points(question.points) / 2)
    found = sightings(question, answer, statuses, entries.status)
    credit = credit_for(found, marking.credit, half)
    named = shown(found)
    diagnoses = () if named else diagnose(question, answer, reference, statuses)
    notes = (
        _of_transposed(diagnoses) if turned is Status.PROVED else "",
        CONSTANT if _constant(question, answer, reference) else "",
    )
    marking = replace(marking, credit=credit, mistakes=named, diagnoses=diagnoses)
    return marking.noting(*notes)


def _of_transposed(diagnoses: Sequence[Diagnosis]) -> str:
    """What is said of a transposed matrix: no more than is known of how it came about."""
    readings = {reading for found in diagnoses for reading in found.readings}
    return EQUALS_TRANSPOSED if readings - {(Transposed.code,)} else TRANSPOSED


def _constant(question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer) -> bool:
    variables = question.variables.split()
    has = bool(symbols(*answer.entries).intersection(variables))
    should = bool(symbols(*reference.entries).intersection(variables))
    return should and not has


def _all_right(answer: ArrayAnswer, reference: ArrayAnswer, entries: Entries) -> Status:
    status = Status.PROVED
    for student, right in zip(answer.entries, reference.entries, strict=True):
        status = every((status, entries.status(student, right)))
        if status is Status.REFUTED:
            break
    return status


def _misshapen(
    question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer, kind: Fit
) -> Marking:
    entries = Entries.of(question)
    turned = Status.REFUTED
    if kind is Fit.TRANSPOSED:
        turned = _all_right(transposed(answer), reference, entries)
    found = sightings(question, answer, (), entries.status)
    half = Credit.where(turned, exact_points(question.points) / 2)
    sizes = f"{len(question.function)} outputs and {len(question.variables.split())} variables"
    notes = [f"your answer is {described(answer.shape)}; {question.map_name} has {sizes}"]
    if kind is Fit.TRANSPOSED:
        notes.append(TRANSPOSED if turned is Status.PROVED else TRANSPOSED_SHAPE)
    return Marking(
        credit=credit_for(found, best(half)),
        shape=answer.shape,
        answer=texts(answer),
        mistakes=shown(found),
        diagnoses=() if shown(found) else diagnose(question, answer, reference),
    ).noting(*notes)
