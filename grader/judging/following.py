"""Does an answer follow from the student's own earlier answers? Then one slip is punished once.

It earns two thirds of the points if each earlier answer that it builds on has the right shape,
earned at least half of its points, and is not constant where the reference is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.answer import Answer, ArrayAnswer
from grader.domain import Domain
from grader.errors import StudentError
from grader.judging.credit import NOTHING, Credit, every, exact_points
from grader.judging.shapes import Fit, fit
from grader.judging.variation import varies
from grader.questions.following import derive, sources
from grader.questions.kinds import Question, SymbolicQuestion
from grader.verdict import Report, Status

SHARE = Fraction(2, 3)
NOTE = (
    "this is not the right value, but it follows from your own earlier answer: "
    "two thirds of the points"
)
UNSETTLED = "whether the answer follows from the student's own earlier answers is undecided"


@dataclass(frozen=True)
class Earlier:
    """An earlier question of the same submission: what was answered, and what it earned."""

    question: Question
    answer: Answer
    reference: Answer
    report: Report


@dataclass(frozen=True)
class FollowThrough:
    """Whether an answer follows from the student's earlier ones, and what that earns."""

    status: Status
    credit: Credit

    @property
    def note(self) -> str:
        """A remark for the answer's author, if the answer does follow."""
        return NOTE if self.status is Status.PROVED else ""

    @property
    def staff(self) -> tuple[str, ...]:
        """A remark for staff, if that is not known."""
        return (UNSETTLED,) if self.status is Status.UNDECIDED else ()


ABSENT = FollowThrough(Status.REFUTED, NOTHING)


def follow(
    question: Question, earlier: Sequence[Earlier], matches: Callable[[ArrayAnswer], Status]
) -> FollowThrough:
    """What a wrong answer earns because it follows from earlier ones.

    Args:
        question: what was asked.
        earlier: the questions judged before, of the same submission.
        matches: whether the answer is the one that follows.
    """
    if question.derivation is None:
        return ABSENT
    names = sources(question.derivation)
    used = {e.question.name: e for e in earlier if e.question.name in names}
    if len(used) < len(set(names)) or all(e.report.score == e.report.points for e in used.values()):
        return ABSENT
    grounds = {name: _ground(e) for name, e in used.items()}
    known = {name: ground for name, ground in grounds.items() if ground is not None}
    if len(known) < len(grounds):
        return ABSENT
    derived = derive(question, {name: ground.matrix for name, ground in known.items()})
    follows = Status.UNDECIDED if derived is None else matches(derived)
    status = every((follows, *(ground.status for ground in known.values())))
    return FollowThrough(status, Credit.where(status, SHARE * exact_points(question.points)))


@dataclass(frozen=True)
class _Ground:
    """A matrix on which a later answer may build, and whether it may indeed."""

    matrix: ArrayAnswer
    status: Status


def _ground(earlier: Earlier) -> _Ground | None:
    matrix, score = _fitted(earlier), earlier.report.score
    if matrix is None:
        return None
    if score is not None and 2 * exact_points(score) < exact_points(earlier.report.points):
        return None
    earned = Status.UNDECIDED if score is None else Status.PROVED
    status = every((earned, _varies(earlier, matrix)))
    return None if status is Status.REFUTED else _Ground(matrix, status)


def _fitted(earlier: Earlier) -> ArrayAnswer | None:
    match earlier.answer, earlier.reference:
        case ArrayAnswer() as answer, ArrayAnswer() as reference:
            try:
                fitted = fit(answer, reference.shape)
            except StudentError:
                return None
            return fitted.answer if fitted.fit is Fit.RIGHT else None
        case _:
            return None


def _varies(earlier: Earlier, matrix: ArrayAnswer) -> Status:
    question, reference = earlier.question, earlier.reference
    if not (isinstance(question, SymbolicQuestion) and isinstance(reference, ArrayAnswer)):
        return Status.PROVED
    return varies(matrix, reference, question.variables.split(), Domain.of(question.domain))
