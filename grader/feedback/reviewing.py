"""What does a person need to see to decide about an answer? The data of a page for staff alone.

The page shows the reference: it is never given to a student.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from grader.verdict import Status


@dataclass(frozen=True)
class Trial:
    """A point to try by hand, and what both sides rigorously are there.

    Attributes:
        point: each variable with its exact value, as ('x', '1/2').
        student, reference: decimal texts, or why there is no value.
        comparison: what the two values say about each other, in a few words.
    """

    point: tuple[tuple[str, str], ...]
    student: str
    reference: str
    comparison: str


@dataclass(frozen=True)
class Pair:
    """An entry of an answer beside the reference's.

    Attributes:
        place: where it stands, such as '(2, 1)'; '' where there is one entry.
        student, reference: as text.
        status: what was decided.
        reason: why nothing was, if so.
        trials: points to try, for what is undecided.
    """

    place: str
    student: str
    reference: str
    status: Status
    reason: str = ""
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True)
class Result:
    """What a question earned; None if it waits for a person too."""

    question: str
    score: float | None
    points: float


@dataclass(frozen=True)
class Owner:
    """A student who gave an answer.

    Attributes:
        name: the student.
        results: what the other automatic questions of the same notebook earned.
        before: what a person decided about an earlier answer; '' if nobody did.
    """

    name: str
    results: tuple[Result, ...] = ()
    before: str = ""


@dataclass(frozen=True)
class Waiting:
    """One answer that waits for a person, whoever gave it.

    Attributes:
        key: names the answer in the table of decisions; another answer has another key.
        question: its grade_id.
        notebook: where it is asked.
        points: what it is worth.
        owners: everybody who gave exactly this answer.
        prompt: what is asked, as HTML.
        pairs: the entries beside the reference's.
        answer: any other answer, as HTML.
        reference: the reference of such an answer, or the rubric, as HTML.
        tried: remarks for staff: what was tried, what went wrong.
    """

    key: str
    question: str
    notebook: str
    points: float
    owners: tuple[Owner, ...]
    prompt: str = ""
    pairs: tuple[Pair, ...] = ()
    answer: str = ""
    reference: str = ""
    tried: tuple[str, ...] = field(default=())

    @property
    def students(self) -> tuple[str, ...]:
        """The names of those who gave it."""
        return tuple(owner.name for owner in self.owners)
