"""Which misconceptions produce an answer? The public function of this part."""

from __future__ import annotations

from collections.abc import Sequence

from grader.answer import ArrayAnswer
from grader.diagnosis.candidates import Map, Matrix
from grader.diagnosis.evidence import Evidence
from grader.diagnosis.explain import Answered, Explanation
from grader.diagnosis.shapes import places
from grader.domain import Domain
from grader.equivalence import is_total
from grader.expression import symbols
from grader.questions.declared import formula
from grader.questions.kinds import JacobianQuestion
from grader.verdict import Diagnosis, Status


def diagnose(
    question: JacobianQuestion,
    answer: ArrayAnswer,
    reference: ArrayAnswer,
    statuses: Sequence[Status] = (),
) -> tuple[Diagnosis, ...]:
    """The misconceptions that are proved to produce a wrong Jacobian matrix.

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
    if len(answer.shape) != 2 or len(reference.shape) != 2:  # noqa: PLR2004 - rows and columns
        return ()
    domain = Domain.of(question.domain)
    components = tuple(formula(question, text) for text in question.function)
    where = [each for each in components if not is_total(each, domain)]
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


def _matrix(answer: ArrayAnswer) -> Matrix:
    rows, columns = answer.shape
    return dict(zip(places((rows, columns)), answer.entries, strict=True))
