"""What did the judge find out about one answer, before it becomes a report?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from grader.answer import ArrayAnswer
from grader.expression import Expression, postorder
from grader.judging.credit import NOTHING, Credit
from grader.questions.kinds import Mistake, Question
from grader.verdict import Diagnosis, EntryVerdict, Outcome, Report, Status

LONGEST_TEXT = 2000


@dataclass(frozen=True)
class Marking:
    """The credit for an answer and the reasons for it.

    Attributes:
        credit: what the answer earns.
        shape, answer: as in a Report.
        entries: the verdicts on the entries.
        mistakes: the declared mistakes that the answer shows.
        diagnoses: which misconceptions are proved to produce which wrong entries.
        notes: remarks for the answer's author.
        staff: remarks for staff.
    """

    credit: Credit = NOTHING
    shape: tuple[int, ...] = ()
    entries: tuple[EntryVerdict, ...] = ()
    answer: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    notes: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()

    def noting(self, *notes: str) -> Marking:
        """The same with further notes; empty ones are left out."""
        return replace(self, notes=self.notes + tuple(note for note in notes if note))


def report(question: Question, marking: Marking) -> Report:
    """The report on an answer that was read and marked."""
    score = marking.credit.score
    outcome = _outcome(score, question.points)
    return Report(
        question=question.name,
        points=question.points,
        score=score,
        outcome=outcome,
        summary=_summary(outcome, score, question.points),
        shape=marking.shape,
        entries=marking.entries,
        answer=marking.answer,
        hints=_hints(question, marking, outcome),
        notes=marking.notes,
        staff=(*_undecided(marking), *marking.staff),
        mistakes=tuple(mistake.name for mistake in marking.mistakes),
        diagnoses=marking.diagnoses,
    )


def worthless(question: Question, outcome: Outcome, summary: str) -> Report:
    """The report on an answer that earns nothing because there is nothing to mark."""
    return Report(question.name, question.points, 0.0, outcome, summary)


def for_a_human(question: Question, *staff: str) -> Report:
    """The report on an answer that could not be judged; `staff` says why."""
    outcome = Outcome.NEEDS_HUMAN
    summary = _summary(outcome, None, question.points)
    return Report(question.name, question.points, None, outcome, summary, staff=staff)


def texts(answer: ArrayAnswer) -> tuple[str, ...]:
    """The entries of an answer as text, an endless one replaced by a remark."""
    return tuple(written(entry) for entry in answer.entries)


def written(expression: Expression) -> str:
    """An expression as text, unless that would be very long."""
    if _tree_size(expression) > LONGEST_TEXT:
        return "(too long to print)"
    text = str(expression)
    return text if len(text) <= LONGEST_TEXT else "(too long to print)"


def positions(shape: tuple[int, ...]) -> Iterable[tuple[int, int]]:
    """Row and column of every entry, counted from 1; a list is one column."""
    rows, columns = (*shape, 1, 1)[:2]
    return ((i + 1, j + 1) for i in range(rows) for j in range(columns))


def _tree_size(root: Expression) -> int:
    sizes: dict[Expression, int] = {}
    for expression in postorder(root):
        below = sum(sizes[argument] for argument in expression.arguments)
        sizes[expression] = 1 + min(below, LONGEST_TEXT)
    return sizes[root]


def _hints(question: Question, marking: Marking, outcome: Outcome) -> tuple[str, ...]:
    """The hints of the mistakes made, else the general ones if the answer is surely not right."""
    if outcome is Outcome.RIGHT:
        return ()
    declared = (mistake.hint for mistake in marking.mistakes if mistake.hint)
    found = (hint for diagnosis in marking.diagnoses for hint in diagnosis.hints)
    hints = tuple(dict.fromkeys((*declared, *found)))
    return hints or (() if outcome is Outcome.NEEDS_HUMAN else question.hints)


def _undecided(marking: Marking) -> tuple[str, ...]:
    return tuple(
        f"entry ({entry.row}, {entry.column}) is undecided: {entry.verdict.reason}"
        for entry in marking.entries
        if entry.verdict.status is Status.UNDECIDED
    )


def _outcome(score: float | None, points: float) -> Outcome:
    if score is None:
        return Outcome.NEEDS_HUMAN
    if score >= points:
        return Outcome.RIGHT
    return Outcome.PARTLY_RIGHT if score > 0 else Outcome.WRONG


def _summary(outcome: Outcome, score: float | None, points: float) -> str:
    match outcome:
        case Outcome.RIGHT:
            return "Right."
        case Outcome.PARTLY_RIGHT:
            return f"Partly right: {score:g} of {points:g} points."
        case Outcome.NEEDS_HUMAN:
            return "Your answer is recorded; a person will look at it."
        case _:
            return "Not right yet."
