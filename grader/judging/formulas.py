"""What does a single formula earn? All or nothing, or what follows from an earlier matrix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.expression import Expression
from grader.judging.consequences import diagnosed
from grader.judging.credit import Credit, exact_points
from grader.judging.decision import decide
from grader.judging.following import Earlier, follow
from grader.judging.marking import Marking, texts
from grader.judging.mistakes import credit_for, shown, sightings
from grader.judging.shapes import Fit, described, fit
from grader.questions.kinds import ExpressionQuestion
from grader.verdict import EntryVerdict, Status


def mark_expression(
    question: ExpressionQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    earlier: Sequence[Earlier],
) -> Marking:
    """Mark one formula: all or nothing, or what follows from the student's own earlier matrix."""
    fitted = fit(answer, ())
    if fitted.fit is not Fit.RIGHT:
        return Marking(shape=answer.shape, answer=texts(answer)).noting(
            f"your answer is {described(answer.shape)}; one formula was asked for"
        )
    domain = Domain.of(question.domain)
    student = fitted.answer.entries[0]
    decision = decide(student, reference.entries[0], domain)
    right = Credit.where(decision.status, exact_points(question.points))
    marking = Marking(
        right,
        entries=(EntryVerdict(1, 1, decision.verdict, note=decision.note),),
        answer=texts(fitted.answer),
        notes=(fitted.note,) if fitted.note else (),
    )
    if decision.status is Status.PROVED:
        return marking
    equal = partial(_status, domain)
    found = sightings(question, fitted.answer, (decision.status,), equal)
    followed = follow(
        question, earlier, lambda derived: decide(student, derived.entries[0], domain).status
    )
    credit = credit_for(found, right, followed.credit)
    named = shown(found)
    marking = replace(marking, credit=credit, mistakes=named, staff=followed.staff)
    if not named and followed.status is not Status.PROVED:
        diagnoses = diagnosed(question, fitted.answer, earlier, equal)
        marking = replace(marking, diagnoses=diagnoses)
    return marking.noting(followed.note)


def _status(domain: Domain, student: Expression, wrong: Expression) -> Status:
    return decide(student, wrong, domain, simple_witness=False).status
