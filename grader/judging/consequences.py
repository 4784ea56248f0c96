"""Which misconception makes a wrong answer of the right matrices of earlier questions?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.answer import ArrayAnswer
from grader.diagnosis import diagnose_consequence, source_of
from grader.expression import Expression
from grader.judging.following import Earlier
from grader.questions.following import sources
from grader.questions.kinds import JacobianQuestion, Question
from grader.verdict import Diagnosis, Status


def diagnosed(
    question: Question,
    answer: ArrayAnswer,
    earlier: Sequence[Earlier],
    equal: Callable[[Expression, Expression], Status],
) -> tuple[Diagnosis, ...]:
    """What is proved to make the answer of the references of earlier questions.

    Args:
        question: what was asked.
        answer: what was answered, and is not right.
        earlier: the questions judged before, of the same submission.
        equal: the comparison by which an entry is a wrong one.
    """
    if question.derivation is None:
        return ()
    before = {e.question.name: e for e in earlier}
    used = [before[name] for name in sources(question.derivation) if name in before]
    found = [
        source_of(e.question, e.reference)
        for e in used
        if isinstance(e.question, JacobianQuestion) and isinstance(e.reference, ArrayAnswer)
    ]
    given = [source for source in found if source is not None]
    if len(given) < len(sources(question.derivation)):
        return ()
    return diagnose_consequence(question.derivation, given, answer, _Patience(equal).proved)


class _Patience:
    """Comparisons until one is undecided: what exhausts the prover once would do so each time."""

    def __init__(self, equal: Callable[[Expression, Expression], Status]) -> None:
        self._equal, self._lost = equal, False

    def proved(self, student: Expression, wrong: Expression) -> bool:
        """Whether two formulas are proved to be equal."""
        status = Status.UNDECIDED if self._lost else self._equal(student, wrong)
        self._lost = status is Status.UNDECIDED
        return status is Status.PROVED
