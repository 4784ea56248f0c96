"""What does a Jacobian matrix earn? Credit entry by entry; transposed is told from wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.expression import Expression, number, rational, symbols
from grader.judging.credit import NOTHING, Credit, best, every, exact_points
from grader.judging.decision import Decision, decide
from grader.judging.differences import finite_difference
from grader.judging.marking import Marking, positions, texts
from grader.judging.mistakes import credit_for, shown, sightings
from grader.judging.shapes import Fit, described, fit, transposed
from grader.judging.variation import varies
from grader.questions.declared import formula
from grader.questions.kinds import JacobianQuestion
from grader.verdict import EntryVerdict, Status

Judge = Callable[[Expression, Expression], Decision]
TRANSPOSED = "this is the transposed matrix: row i belongs to output i and column j to variable j"
TRANSPOSED_SHAPE = (
    "the shape is that of the transposed matrix: "
    "row i belongs to output i and column j to variable j"
)
CONSTANT = "no entry depends on a variable, so nothing is earned"


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
    judge = _judge_of(question)
    decisions = _decisions(judge, answer, reference)
    statuses = tuple(decision.status for decision in decisions)
    marking = Marking(
        credit=_entries_credit(question, answer, reference, statuses),
        shape=answer.shape,
        entries=_entry_verdicts(question, answer.shape, decisions),
        answer=texts(answer),
    ).noting(fitted.note)
    if every(statuses) is Status.PROVED:
        return marking
    return _second_look(question, answer, reference, marking, statuses)


def _judge_of(question: JacobianQuestion) -> Judge:
    """The comparison that the question asks for: on its domain, where F has a value."""
    components = [formula(question, text) for text in question.function]
    return partial(decide, domain=Domain.of(question.domain), where=components)


def _decisions(judge: Judge, answer: ArrayAnswer, reference: ArrayAnswer) -> list[Decision]:
    pairs = zip(answer.entries, reference.entries, strict=True)
    return [judge(student, right) for student, right in pairs]


def _entry_verdicts(
    question: JacobianQuestion, shape: tuple[int, ...], decisions: list[Decision]
) -> tuple[EntryVerdict, ...]:
    variables, domain = question.variables.split(), Domain.of(question.domain)
    entries = []
    for (row, column), decision in zip(positions(shape), decisions, strict=True):
        difference = ""
        if decision.verdict.witness is not None:
            component = formula(question, question.function[row - 1])
            difference = finite_difference(
                component, variables[column - 1], decision.verdict.witness, domain
            )
        entries.append(EntryVerdict(row, column, decision.verdict, difference, decision.note))
    return tuple(entries)


def _entries_credit(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    statuses: tuple[Status, ...],
) -> Credit:
    points = exact_points(question.points)
    domain = Domain.of(question.domain)
    pairs = list(zip(reference.entries, statuses, strict=True))
    judge = _judge_of(question)
    zeros = [status for entry, status in pairs if _is_zero(entry, judge)]
    others = [status for entry, status in pairs if not _is_zero(entry, judge)]
    if not others:
        return Credit.where(every(statuses), points)
    unsure = Status.UNDECIDED
    least = others.count(Status.PROVED) - zeros.count(Status.REFUTED) - zeros.count(unsure)
    most = others.count(Status.PROVED) + others.count(unsure) - zeros.count(Status.REFUTED)
    credit = Credit(*(points * Fraction(max(0, n), len(others)) for n in (least, most)))
    if credit == NOTHING:
        return credit
    varying = varies(answer, reference, question.variables.split(), domain)
    return Credit(
        credit.least if varying is Status.PROVED else Fraction(0),
        Fraction(0) if varying is Status.REFUTED else credit.most,
    )


def _is_zero(entry: Expression, judge: Judge) -> bool:
    value = number(entry)
    if value is not None:
        return value == 0
    return judge(entry, rational(0)).status is Status.PROVED


def _second_look(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    marking: Marking,
    statuses: tuple[Status, ...],
) -> Marking:
    """The marking of a matrix that is not right: transposed, or typically wrong?"""
    judge = _judge_of(question)
    turned = Status.REFUTED
    if answer.shape == answer.shape[::-1]:
        turned = _all_right(transposed(answer), reference, judge)
    half = Credit.where(turned, exact_points(question.points) / 2)
    found = sightings(question, answer, statuses, lambda s, w: judge(s, w).status)
    credit = credit_for(found, marking.credit, half)
    notes = (
        TRANSPOSED if turned is Status.PROVED else "",
        CONSTANT if _constant(question, answer, reference) else "",
    )
    return replace(marking, credit=credit, mistakes=shown(found)).noting(*notes)


def _constant(question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer) -> bool:
    variables = question.variables.split()
    has = bool(symbols(*answer.entries).intersection(variables))
    should = bool(symbols(*reference.entries).intersection(variables))
    return should and not has


def _all_right(answer: ArrayAnswer, reference: ArrayAnswer, judge: Judge) -> Status:
    status = Status.PROVED
    for student, right in zip(answer.entries, reference.entries, strict=True):
        status = every((status, judge(student, right).status))
        if status is Status.REFUTED:
            break
    return status


def _misshapen(
    question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer, kind: Fit
) -> Marking:
    judge = _judge_of(question)
    turned = Status.REFUTED
    if kind is Fit.TRANSPOSED:
        turned = _all_right(transposed(answer), reference, judge)
    found = sightings(question, answer, (), lambda s, w: judge(s, w).status)
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
    ).noting(*notes)
