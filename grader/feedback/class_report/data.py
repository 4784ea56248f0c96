"""What has to be known of a class for its report?

Of each answer only as much is kept as the report counts: a thousand students give a million
entries.

>>> asked = Asked("q", "1_first", 2.0)
>>> data = ClassData("tiny", (asked,), (Submission("ada", {"q": 1.5}),))
>>> data.points, data.submissions[0].total
(2.0, 1.5)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.verdict import Diagnosis, Outcome, Report, Status

Place = tuple[int, int]
"""A row and a column, counted from 1."""


@dataclass(frozen=True)
class Asked:
    """A question, or a part that a person reads.

    Attributes:
        name: its grade_id.
        notebook: in which it stands.
        points: what it is worth.
        rows, columns: what the rows and the columns of its answer are called, if they have names.
        manual: whether a person always reads it.
    """

    name: str
    notebook: str
    points: float
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    manual: bool = False


@dataclass(frozen=True)
class Answered:
    """As much of a `Report` as is counted.

    Attributes:
        outcome: what became of the answer as a whole.
        shape: the answer's shape.
        statuses: the verdicts on its entries, row by row.
        answer: the entries as text, row by row.
        mistakes: the names of the declared mistakes that it shows.
        diagnoses: which misconceptions are proved to produce which wrong entries.
    """

    outcome: Outcome
    shape: tuple[int, ...] = ()
    statuses: tuple[Status, ...] = ()
    answer: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()

    @classmethod
    def of(cls, report: Report) -> Answered:
        """What is counted of a report."""
        statuses = tuple(entry.verdict.status for entry in report.entries)
        return cls(
            report.outcome,
            report.shape,
            statuses,
            report.answer,
            report.mistakes,
            report.diagnoses,
        )

    @property
    def columns(self) -> int:
        """How many columns the answer has; a list has one."""
        return self.shape[1] if len(self.shape) > 1 else 1

    def at(self, place: Place) -> str:
        """The entry at a place; '' if there is none."""
        number = (place[0] - 1) * self.columns + place[1] - 1
        return self.answer[number] if 0 <= number < len(self.answer) else ""


@dataclass(frozen=True)
class Submission:
    """What one student handed in.

    Attributes:
        student: whose it is.
        scores: what the gradebook says, by question; None where a person has to decide.
        answers: what was found out about each answer that was judged.
        isolation: how the code of each notebook was walled off, by notebook; '' if none of it ran.
        seconds: how long its code ran, all notebooks together.
    """

    student: str
    scores: Mapping[str, float | None]
    answers: Mapping[str, Answered] = field(default_factory=dict)
    isolation: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def total(self) -> float:
        """What was earned so far."""
        return sum(score for score in self.scores.values() if score is not None)


@dataclass(frozen=True)
class ClassData:
    """A class and an assignment.

    Attributes:
        assignment: its name.
        asked: all that earns points, in order.
        submissions: one a student who handed something in.
        absent: how many students of the gradebook handed in nothing.
    """

    assignment: str
    asked: tuple[Asked, ...]
    submissions: tuple[Submission, ...]
    absent: int = 0

    @property
    def points(self) -> float:
        """What all of it is worth."""
        return sum(asked.points for asked in self.asked)
