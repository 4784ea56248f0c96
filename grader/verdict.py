"""What was decided, and on what evidence?

A `Verdict` is about two expressions, an `EntryVerdict` about one entry of an answer, a `Report`
about the whole answer to a question. All are plain data that survive a trip through JSON unchanged.

>>> report = Report("ex1_shape", points=2.0, score=2.0, outcome=Outcome.RIGHT)
>>> Report.from_dict(report.to_dict()) == report
True
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """The three answers to "are these two expressions equal?"."""

    PROVED = "PROVED"
    REFUTED = "REFUTED"
    UNDECIDED = "UNDECIDED"


class Outcome(StrEnum):
    """What became of an answer as a whole."""

    RIGHT = "right"
    PARTLY_RIGHT = "partly right"
    WRONG = "wrong"
    NOT_ATTEMPTED = "not attempted"
    UNREADABLE = "unreadable"
    RECORDED = "recorded"
    NEEDS_HUMAN = "needs a human"


@dataclass(frozen=True)
class Witness:
    """A point at which two expressions rigorously differ.

    Attributes:
        point: each variable with its exact value, as ('x', '1/2').
        student: the student's value there, a decimal text; 'undefined' where it has none.
        reference: the reference's value there. For staff; no student's page shows it.
        gap: a decimal text, a rigorous lower bound of their distance; '' if undefined.
        bits: the precision of the interval arithmetic that told them apart.
    """

    point: tuple[tuple[str, str], ...]
    student: str
    reference: str
    gap: str = ""
    bits: int = 64


@dataclass(frozen=True)
class Certificate:
    """Why two expressions are equal: the method, and where equality was proved."""

    method: str
    scope: str = "everywhere"

    @property
    def excluded(self) -> tuple[str, ...]:
        """Where the student's form has no value although the reference has one, each named once.

        >>> Certificate("normal form", "where both are defined, excluding x = 0, y = 0").excluded
        ('x = 0, y = 0',)
        """
        return tuple(dict.fromkeys(re.findall("excluding ([^;]+)", self.scope)))


@dataclass(frozen=True)
class Verdict:
    """The answer to "are these two expressions equal?", with its evidence."""

    status: Status
    witness: Witness | None = None
    certificate: Certificate | None = None
    reason: str = ""


@dataclass(frozen=True)
class Step:
    """What F does when one variable moves a little from a witness, and what an entry predicts.

    Attributes:
        variable: which one moves.
        size: by how much, a decimal text.
        predicted: the change of F's component, if the entry were right; a decimal text.
        actual: the change of the component itself.
    """

    variable: str
    size: str
    predicted: str
    actual: str


@dataclass(frozen=True)
class EntryVerdict:
    """One entry of an answer.

    Attributes:
        row, column: counted from 1; a scalar or a list has column 1.
        finite_difference: what a central difference of F says at the witness, a decimal text; ''
            where the question prints no F.
        note: a remark about this entry for its author, such as "not a finite number".
        step: a small step from the witness, where its effect differs visibly from the prediction.
    """

    row: int
    column: int
    verdict: Verdict
    finite_difference: str = ""
    note: str = ""
    step: Step | None = None


@dataclass(frozen=True)
class Diagnosis:
    """Wrong entries, and what is proved to produce them.

    Attributes:
        readings: one or more explanations that give the same entries; each names one misconception
            by its code, or two that come together.
        places: rows and columns of the entries, counted from 1.
        name: the misconception in words; several readings are joined by "or".
        hints: what helps on; of several readings, only what they share.
    """

    readings: tuple[tuple[str, ...], ...]
    places: tuple[tuple[int, int], ...]
    name: str
    hints: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that is named, in order."""
        return tuple(sorted({code for reading in self.readings for code in reading}))


@dataclass(frozen=True)
class Report:
    """All that was found out about one answer; contains nothing of the reference but witnesses.

    Attributes:
        question: the question's name, which is its grade_id.
        points: what the question is worth.
        score: in [0, points]; None if a human has to decide.
        outcome: what became of the answer as a whole.
        summary: one sentence for the student.
        shape: the answer's shape as it was read; () for a scalar and for what has none.
        entries: the verdicts on its entries, row by row; empty where there are none.
        answer: the entries as text, row by row, for the student's own page.
        hints: what to think about next, from general to specific; from the declaration.
        notes: remarks, such as "read as a 1×3 matrix" or a follow-through.
        staff: what was tried and what went wrong, for staff alone.
        mistakes: the names of the declared mistakes that the answer shows, for staff alone.
        diagnoses: which misconceptions are proved to produce which wrong entries.
    """

    question: str
    points: float
    score: float | None
    outcome: Outcome
    summary: str = ""
    shape: tuple[int, ...] = ()
    entries: tuple[EntryVerdict, ...] = ()
    answer: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()

    @property
    def needs_human(self) -> bool:
        """Whether no score could be given."""
        return self.score is None

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON-compatible data."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Report:
        """The report that `to_dict` gave, also after a round trip through JSON.

        What an earlier version kept has no steps and no diagnoses: it is read all the same, since a
        submission is graded again beside its old record.
        """
        entries = tuple(_entry(entry) for entry in data["entries"])
        diagnoses = tuple(_diagnosis(diagnosis) for diagnosis in data.get("diagnoses", ()))
        tuples = {key: tuple(data[key]) for key in _TUPLES}
        others = {"entries": entries, "diagnoses": diagnoses, "outcome": Outcome(data["outcome"])}
        return cls(**{**data, **tuples, **others})


_TUPLES = ("shape", "answer", "hints", "notes", "staff", "mistakes")


def _entry(data: dict[str, Any]) -> EntryVerdict:
    step = Step(**data["step"]) if data.get("step") else None
    return EntryVerdict(**{**data, "verdict": _verdict(data["verdict"]), "step": step})


def _diagnosis(data: dict[str, Any]) -> Diagnosis:
    readings = tuple(tuple(reading) for reading in data["readings"])
    places = tuple((row, column) for row, column in data["places"])
    return Diagnosis(readings, places, data["name"], tuple(data["hints"]))


def _verdict(data: dict[str, Any]) -> Verdict:
    witness, certificate = data["witness"], data["certificate"]
    if witness:
        point = tuple((name, value) for name, value in witness["point"])
        witness = Witness(**{**witness, "point": point})
    return Verdict(
        Status(data["status"]),
        witness,
        Certificate(**certificate) if certificate else None,
        data["reason"],
    )
