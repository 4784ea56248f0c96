"""What does a Jacobian matrix earn? Credit entry by entry; transposed is told from wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression, number, rational, symbols
from grader.judging.credit import NOTHING, Credit, best, every, exact_points
from grader.judging.decision import Decision, decide
from grader.judging.differences import finite_difference, full_point
from grader.judging.formulas import formula_sightings
from grader.judging.marking import Marking, positions, texts
from grader.judging.mistakes import credit_for, shown
from grader.judging.shapes import Fit, described, fit, transposed
from grader.judging.variation import varies
from grader.questions.declared import formula
from grader.questions.kinds import JacobianQuestion
from grader.verdict import EntryVerdict, Status, Verdict, Witness

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
    decisions = _decisions(question, answer, reference)
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


def _decisions(
    question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer
) -> list[Decision]:
    domain = Domain.of(question.domain)
    pairs = zip(answer.entries, reference.entries, strict=True)
    return [_where_f_is_defined(question, student, right, domain) for student, right in pairs]


def _where_f_is_defined(
    question: JacobianQuestion, student: Expression, reference: Expression, domain: Domain
) -> Decision:
    """A decision whose witness, if it has one, lies in the natural domain of F.

    A witness elsewhere says nothing: √y/(2√x) is the derivative of √x·√y, though ½√(y/x) is also
    defined for negative x and y. Then the reference is confined to the domain of F by adding 0·F.
    """
    decision = decide(student, reference, domain)
    witness = decision.verdict.witness
    if witness is None:
        return decision
    components = [formula(question, text) for text in question.function]
    if _defined(components, witness, domain):
        return decision
    for component in components:
        reference += rational(0) * component
    confined = decide(student, reference, domain)
    witness = confined.verdict.witness
    if witness is None or _defined(components, witness, domain):
        return confined
    return Decision(Verdict(Status.UNDECIDED, reason="no witness in the domain of F"))


def _defined(components: list[Expression], witness: Witness, domain: Domain) -> bool:
    return all(full_point(c, set(), witness, domain) is not None for c in components)


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
    zeros = [status for entry, status in pairs if _is_zero(entry, domain)]
    others = [status for entry, status in pairs if not _is_zero(entry, domain)]
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


def _is_zero(entry: Expression, domain: Domain) -> bool:
    value = number(entry)
    if value is not None:
        return value == 0
    return compare(entry, rational(0), domain).status is Status.PROVED


def _second_look(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    marking: Marking,
    statuses: tuple[Status, ...],
) -> Marking:
    """The marking of a matrix that is not right: transposed, or typically wrong?"""
    domain = Domain.of(question.domain)
    turned = Status.REFUTED
    if answer.shape == answer.shape[::-1]:
        turned = _all_right(transposed(answer), reference, domain)
    half = Credit.where(turned, exact_points(question.points) / 2)
    found = formula_sightings(question, answer, statuses, domain)
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


def _all_right(answer: ArrayAnswer, reference: ArrayAnswer, domain: Domain) -> Status:
    status = Status.PROVED
    for student, right in zip(answer.entries, reference.entries, strict=True):
        status = every((status, decide(student, right, domain).status))
        if status is Status.REFUTED:
            break
    return status


def _misshapen(
    question: JacobianQuestion, answer: ArrayAnswer, reference: ArrayAnswer, kind: Fit
) -> Marking:
    domain = Domain.of(question.domain)
    turned = Status.REFUTED
    if kind is Fit.TRANSPOSED:
        turned = _all_right(transposed(answer), reference, domain)
    found = formula_sightings(question, answer, (), domain)
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
