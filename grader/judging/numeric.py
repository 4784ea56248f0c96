"""What do numbers earn? All or nothing, with three exceptions that are worth a part.

Every component counts as right within a relative 5e-6 or an absolute 1e-9. What is wrong may be a
declared mistake with points of its own, may follow from the student's own earlier answers, or may
be rounded too early (within 5e-3), which earns half.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import flint

from grader.answer import ArrayAnswer
from grader.equivalence import NoValue, evaluate
from grader.expression import Expression, symbols
from grader.judging.consequences import diagnosed
from grader.judging.credit import Credit, every, exact_points, negated
from grader.judging.differences import decimal_text
from grader.judging.following import Earlier, follow
from grader.judging.marking import Marking, positions, texts
from grader.judging.mistakes import credit_for, names_every_entry, shown, sightings
from grader.judging.shapes import Fit, described, fit, transposed
from grader.questions.kinds import NumbersQuestion, ShapeQuestion
from grader.questions.polynomial import exact
from grader.verdict import Certificate, EntryVerdict, Status, Verdict, Witness

RELATIVE = Fraction(5, 10**6)
ROUGHLY = Fraction(5, 10**3)
ABSOLUTE = Fraction(1, 10**9)
PRECISIONS = (64, 256, 1024)
DIGITS = 12

ROUNDED = "right so far, but rounded too early: give at least 6 significant digits"
TURNED = "these are the right numbers in the transposed matrix"


def mark_numbers(
    question: NumbersQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    earlier: Sequence[Earlier],
) -> Marking:
    """Mark a scalar, a vector or a matrix of numbers.

    Raises:
        StudentError: a flat list whose rows can't be told.
    """
    fitted = fit(answer, reference.shape)
    if fitted.fit is not Fit.RIGHT:
        return _misshapen(question, answer, reference, fitted.fit, earlier)
    answer = fitted.answer
    verdicts = [compared(s, r) for s, r in zip(answer.entries, reference.entries, strict=True)]
    right = every(verdict.status for verdict in verdicts)
    marking = Marking(
        Credit.where(right, exact_points(question.points)),
        answer.shape,
        _entry_verdicts(answer.shape, verdicts),
        texts(answer),
    ).noting(fitted.note)
    if right is Status.PROVED:
        return marking
    return _second_look(question, answer, reference, earlier, marking)


def mark_shape(question: ShapeQuestion, answer: ArrayAnswer, reference: ArrayAnswer) -> Marking:
    """Mark the shape of a matrix: all or nothing."""
    fitted = fit(answer, reference.shape)
    found = sightings(question, answer, (), lambda s, wrong: close(s, wrong, Fraction(0)))
    if fitted.fit is not Fit.RIGHT:
        marking = Marking(credit_for(found), answer.shape, (), texts(answer), shown(found))
        return marking.noting(f"a shape is a pair such as (2, 3), not {described(answer.shape)}")
    pairs = zip(fitted.answer.entries, reference.entries, strict=True)
    verdicts = [_verdict(s, r, close(s, r, Fraction(0))) for s, r in pairs]
    right = every(verdict.status for verdict in verdicts)
    credit = Credit.where(right, exact_points(question.points))
    entries = _entry_verdicts(answer.shape, verdicts)
    if right is Status.PROVED:
        return Marking(credit, answer.shape, entries, texts(answer))
    return Marking(credit_for(found, credit), answer.shape, entries, texts(answer), shown(found))


def compared(student: Expression, reference: Expression) -> Verdict:
    """Whether two numbers agree within the tolerance, with the evidence."""
    return _verdict(student, reference, close(student, reference, RELATIVE, ABSOLUTE))


def close(
    student: Expression,
    reference: Expression,
    relative: Fraction,
    absolute: Fraction = Fraction(0),
) -> Status:
    """Whether |student − reference| ≤ relative·|reference| or ≤ absolute, rigorously."""
    if symbols(student, reference):
        return Status.REFUTED
    left, right = exact(student), exact(reference)
    if left is not None and right is not None:
        within = abs(left - right) <= max(relative * abs(right), absolute)
        return Status.PROVED if within else Status.REFUTED
    for bits in PRECISIONS:
        status = _close(student, reference, (relative, absolute), bits)
        if status is not Status.UNDECIDED:
            return status
    return Status.UNDECIDED


def _close(
    student: Expression, reference: Expression, tolerances: tuple[Fraction, Fraction], bits: int
) -> Status:
    left, right = evaluate(student, {}, bits), evaluate(reference, {}, bits)
    if left is NoValue.UNDEFINED or right is NoValue.UNDEFINED:
        return Status.REFUTED
    if isinstance(left, NoValue) or isinstance(right, NoValue):
        return Status.UNDECIDED
    with flint.ctx.workprec(bits):
        relative, absolute = (flint.arb(flint.fmpq(t.numerator, t.denominator)) for t in tolerances)
        gap, bound = abs(left - right), relative * abs(right)
        if gap <= bound or gap <= absolute:
            return Status.PROVED
        return Status.REFUTED if gap > bound and gap > absolute else Status.UNDECIDED


def _verdict(student: Expression, reference: Expression, status: Status) -> Verdict:
    if status is Status.PROVED:
        return Verdict(status, certificate=Certificate("interval arithmetic"))
    if status is Status.UNDECIDED:
        return Verdict(status, reason=f"{PRECISIONS[-1]} bits do not tell")
    return Verdict(status, Witness((), _digits(student), _digits(reference), bits=PRECISIONS[0]))


def _digits(expression: Expression) -> str:
    value = NoValue.UNDEFINED if symbols(expression) else evaluate(expression, {}, PRECISIONS[0])
    return "undefined" if isinstance(value, NoValue) else decimal_text(value, DIGITS)


def _entry_verdicts(shape: tuple[int, ...], verdicts: list[Verdict]) -> tuple[EntryVerdict, ...]:
    places = zip(positions(shape), verdicts, strict=True)
    return tuple(EntryVerdict(row, column, verdict) for (row, column), verdict in places)


def _equal(student: Expression, wrong: Expression) -> Status:
    return close(student, wrong, RELATIVE, ABSOLUTE)


def _every_close(answer: ArrayAnswer, other: ArrayAnswer, relative: Fraction) -> Status:
    pairs = zip(answer.entries, other.entries, strict=True)
    return every(close(student, right, relative, ABSOLUTE) for student, right in pairs)


def _second_look(
    question: NumbersQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    earlier: Sequence[Earlier],
    marking: Marking,
) -> Marking:
    """The marking of numbers that are not right: a mistake, a follow-through, or rounded?"""
    statuses = tuple(entry.verdict.status for entry in marking.entries)
    found = sightings(question, answer, statuses, _equal)
    followed = follow(question, earlier, lambda derived: _every_close(answer, derived, RELATIVE))
    unnamed = every(negated(sighting.status) for sighting in found)
    rounded = every((_every_close(answer, reference, ROUGHLY), unnamed))
    half = Credit.where(rounded, exact_points(question.points) / 2)
    note = followed.note or (ROUNDED if rounded is Status.PROVED else "")
    named = shown(found)
    told = bool(note) or any(names_every_entry(question, mistake) for mistake in named)
    diagnoses = () if told else diagnosed(question, answer, earlier, _equal)
    return replace(
        marking,
        credit=credit_for(found, marking.credit, followed.credit, half),
        mistakes=() if diagnoses else named,
        diagnoses=diagnoses,
        staff=followed.staff,
    ).noting(note)


def _misshapen(
    question: NumbersQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    kind: Fit,
    earlier: Sequence[Earlier],
) -> Marking:
    found = sightings(question, answer, (), _equal)
    turned = Status.REFUTED
    if kind is Fit.TRANSPOSED:
        turned = _every_close(transposed(answer), reference, RELATIVE)
    notes = (
        f"your answer is {described(answer.shape)}, which is not the shape asked for",
        TURNED if turned is Status.PROVED else "",
    )
    named = shown(found)
    diagnoses = () if named else diagnosed(question, answer, earlier, _equal)
    marking = Marking(credit_for(found), answer.shape, (), texts(answer), named, diagnoses)
    return marking.noting(*notes)
