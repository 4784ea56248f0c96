"""Which of the declared typical mistakes does an answer show?

A mistake is shown if every entry that it names is proved to be the student's, and at least one of
them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression
from grader.judging.credit import Credit, best, every, exact_points
from grader.judging.shapes import Fit, fit
from grader.questions.declared import Pattern, read_pattern
from grader.questions.kinds import Mistake, Question
from grader.verdict import Status

Equal = Callable[[Expression, Expression], Status]


@dataclass(frozen=True)
class Sighting:
    """A declared mistake, and whether the answer shows it."""

    mistake: Mistake
    status: Status

    @property
    def credit(self) -> Credit:
        """What the answer earns if it shows this mistake."""
        return Credit.where(self.status, exact_points(self.mistake.points))


def sightings(
    question: Question, answer: ArrayAnswer, right: tuple[Status, ...], equal: Equal
) -> tuple[Sighting, ...]:
    """The declared mistakes that an array shows or may show.

    Args:
        question: what was asked.
        answer: what was answered.
        right: whether each entry is right; empty if not even the shape is.
        equal: the comparison by which an entry is the one that a mistake names.
    """
    found = (Sighting(m, _shown(question, m, answer, right, equal)) for m in question.mistakes)
    return tuple(sighting for sighting in found if sighting.status is not Status.REFUTED)


def shown(found: tuple[Sighting, ...]) -> tuple[Mistake, ...]:
    """The mistakes that are proved to be shown."""
    return tuple(s.mistake for s in found if s.status is Status.PROVED)


def names_every_entry(question: Question, mistake: Mistake) -> bool:
    """Whether a mistake is a whole answer, with no entry that may be anything."""
    return None not in read_pattern(question, mistake.answer, mistake.name).entries


def credit_for(found: tuple[Sighting, ...], *others: Credit) -> Credit:
    """The best of what the mistakes and the other rules earn."""
    return best(*others, *(sighting.credit for sighting in found))


def _shown(
    question: Question,
    mistake: Mistake,
    answer: ArrayAnswer,
    right: tuple[Status, ...],
    equal: Equal,
) -> Status:
    pattern = read_pattern(question, mistake.answer, mistake.name)
    entries = _entries(answer, pattern)
    if entries is None:
        return Status.REFUTED
    named = [i for i, wrong in enumerate(pattern.entries) if wrong is not None]
    if right and all(right[i] is Status.PROVED for i in named):
        return Status.REFUTED
    return _every_equal(entries, pattern, named, equal)


def _entries(answer: ArrayAnswer, pattern: Pattern) -> tuple[Expression, ...] | None:
    try:
        fitted = fit(answer, pattern.shape)
    except StudentError:
        return None
    return fitted.answer.entries if fitted.fit is Fit.RIGHT else None


def _every_equal(
    entries: tuple[Expression, ...], pattern: Pattern, named: list[int], equal: Equal
) -> Status:
    def statuses() -> Iterator[Status]:
        for i in named:
            wrong = pattern.entries[i]
            status = Status.PROVED if wrong is None else equal(entries[i], wrong)
            yield status
            if status is Status.REFUTED:
                return

    return every(statuses())
