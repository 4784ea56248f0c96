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
    if len(used) < len(set(names)) or all(_full(e.report) for e in used.values()):
        return ABSENT
    usable = every(_usable(e) for e in used.values())
    if usable is Status.REFUTED:
        return ABSENT
    derived = derive(question, {name: _matrix(e) for name, e in used.items()})
    status = every((usable, Status.UNDECIDED if derived is None else matches(derived)))
    return FollowThrough(status, Credit.where(status, SHARE * exact_points(question.points)))


def _full(report: Report) -> bool:
    return report.score == report.points


def _usable(earlier: Earlier) -> Status:
    if not (isinstance(earlier.answer, ArrayAnswer) and isinstance(earlier.reference, ArrayAnswer)):
        return Status.REFUTED
    try:
        if fit(earlier.answer, earlier.reference.shape).fit is not Fit.RIGHT:
            return Status.REFUTED
    except StudentError:
        return Status.REFUTED
    score = earlier.report.score
    if score is not None and 2 * exact_points(score) < exact_points(earlier.report.points):
        return Status.REFUTED
    return every((Status.UNDECIDED if score is None else Status.PROVED, _not_constant(earlier)))


def _not_constant(earlier: Earlier) -> Status:
    question, answer, reference = earlier.question, earlier.answer, earlier.reference
    if not isinstance(question, SymbolicQuestion):
        return Status.PROVED
    assert isinstance(answer, ArrayAnswer)  # noqa: S101 - _usable has seen to it
    assert isinstance(reference, ArrayAnswer)  # noqa: S101 - likewise
    return varies(answer, reference, question.variables.split(), Domain.of(question.domain))


def _matrix(earlier: Earlier) -> ArrayAnswer:
    assert isinstance(earlier.answer, ArrayAnswer)  # noqa: S101 - _usable has seen to it
    assert isinstance(earlier.reference, ArrayAnswer)  # noqa: S101 - likewise
    return fit(earlier.answer, earlier.reference.shape).answer
