"""Which misconceptions produce an answer? The public function of this part."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.answer import ArrayAnswer
from grader.diagnosis.candidates import Map, Matrix
from grader.diagnosis.catalogue import CONSEQUENCES
from grader.diagnosis.evidence import Evidence
from grader.diagnosis.explain import Answered, Explanation
from grader.diagnosis.misconceptions.consequences import Source
from grader.diagnosis.misconceptions.determinants import DeterminantForMatrix
from grader.diagnosis.naming import named
from grader.diagnosis.shapes import places
from grader.domain import Domain
from grader.equivalence import is_total
from grader.expression import Expression, number, symbols
from grader.questions.declared import formula
from grader.questions.derivation import Derivation, Determinant
from grader.questions.following import as_matrix, carried_out
from grader.questions.kinds import JacobianQuestion
from grader.verdict import Diagnosis, Status

Equal = Callable[[Expression, Expression], bool]


def diagnose(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    statuses: Sequence[Status] = (),
) -> tuple[Diagnosis, ...]:
    """The misconceptions that are proved to produce a wrong Jacobian matrix.

    Zeros, an identity matrix, or one number in several places are no attempt to differentiate:
    they are not diagnosed.

    Args:
        question: what was asked.
        answer: a matrix, rows × columns.
        reference: the right one.
        statuses: whether each entry of the answer is right; empty if its shape is wrong.

    >>> from grader.answer import ArrayAnswer
    >>> from grader.text import parse
    >>> question = JacobianQuestion(
    ...     name="q", points=1, prompt="J?", variables="x y", function=("sin(x*y)",)
    ... )
    >>> def row(*texts):
    ...     return ArrayAnswer((1, 2), tuple(parse(text, ("x", "y")) for text in texts))
    >>> right = row("y*cos(x*y)", "x*cos(x*y)")
    >>> wrong = Status.REFUTED, Status.REFUTED
    >>> [found.name for found in diagnose(question, row(*["cos(x*y)"] * 2), right, wrong)]
    ['inner derivative missing']
    """
    if answer.shape == ():
        return _scalar(question, answer.entries[0], reference)
    if len(answer.shape) != 2 or _is_no_attempt(answer):  # noqa: PLR2004 - rows and columns
        return ()
    domain = Domain.of(question.domain)
    components, where = _components(question, domain)
    entries, right = _matrix(answer), _matrix(reference)
    unproved = dict(zip(entries, statuses, strict=True)) if statuses else {}
    wrong = tuple(p for p in entries if unproved.get(p, Status.REFUTED) is Status.REFUTED)
    if not wrong:
        return ()
    variables = tuple(question.variables.split())
    names = symbols(*components, *answer.entries, *reference.entries).union(variables)
    evidence = Evidence(names, domain, where, (*answer.entries, *reference.entries))
    map_ = Map(components, variables)
    answered = Answered(answer.shape[:2], entries, wrong)
    return Explanation(map_, right, answered, evidence).diagnoses()


def diagnose_consequence(
    rule: Derivation, sources: Sequence[Source], answer: ArrayAnswer, equal: Equal
) -> tuple[Diagnosis, ...]:
    """The misconceptions that make a wrong answer of right matrices.

    Args:
        rule: how the answer follows from earlier ones.
        sources: the earlier questions, in the order in which `grader.questions.following.sources`
            names them.
        answer: a wrong answer.
        equal: whether an entry of it equals a wrong one.
    """
    readings = {
        (kind.code,)
        for kind in CONSEQUENCES
        for value in kind.values(rule, sources)
        if value is not None and value.shape == answer.shape
        if all(map(equal, answer.entries, value.entries))
    }
    rows, columns = (*answer.shape, 1, 1)[:2]
    return (named(readings, places((rows, columns))),) if readings else ()


def source_of(question: JacobianQuestion, reference: ArrayAnswer) -> Source | None:
    """An earlier question as a source of later answers; None if its answer is no matrix."""
    matrix = as_matrix(reference)
    components, _ = _components(question, Domain.of(question.domain))
    return None if matrix is None else Source(matrix, components, tuple(question.variables.split()))


def _scalar(
    question: JacobianQuestion, answer: Expression, reference: ArrayAnswer
) -> tuple[Diagnosis, ...]:
    """What somebody answered with one formula where a matrix is asked for."""
    source, domain = source_of(question, reference), Domain.of(question.domain)
    if source is None:
        return ()
    _, where = _components(question, domain)
    names = symbols(*source.components, answer, *reference.entries).union(source.variables)
    evidence = Evidence(names, domain, where, (answer, *reference.entries))
    right = carried_out(Determinant(question.name), [source.matrix])
    if right is not None and evidence.same(answer, right.entries[0]):
        return (named({(DeterminantForMatrix.code,)}, [(0, 0)]),)
    scalar = ArrayAnswer((), (answer,))
    return diagnose_consequence(Determinant(question.name), [source], scalar, evidence.same)


def _components(
    question: JacobianQuestion, domain: Domain
) -> tuple[tuple[Expression, ...], list[Expression]]:
    """The components of F, and those that do not have a value everywhere."""
    components = tuple(formula(question, text) for text in question.function)
    return components, [each for each in components if not is_total(each, domain)]


def _is_no_attempt(answer: ArrayAnswer) -> bool:
    """Whether a matrix of several entries holds nothing but zeros and one other number."""
    values = {number(entry) for entry in answer.entries}
    return len(answer.entries) > 1 and None not in values and len(values - {0}) <= 1


def _matrix(answer: ArrayAnswer) -> Matrix:
    rows, columns = answer.shape
    return dict(zip(places((rows, columns)), answer.entries, strict=True))
