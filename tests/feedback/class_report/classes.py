"""Classes of any size, made of a few kinds of students."""

from __future__ import annotations

from collections.abc import Sequence

from grader.feedback.class_report import Answered, Asked, ClassData, Submission
from grader.verdict import Diagnosis, Outcome, Status

MATRIX = Asked("q_jacobian", "1_first", 4.0, ("f1", "f2"), ("x", "y"))
CHOICE = Asked("q_colour", "1_first", 1.0)
ESSAY = Asked("q_essay", "2_second", 3.0, manual=True)
ASKED = (MATRIX, CHOICE, ESSAY)
PROVED, REFUTED = Status.PROVED, Status.REFUTED
INNER = Diagnosis((("J101",),), ((2, 1),), "inner derivative missing")


def matrix(lower_left: str, *, diagnosed: bool = False, right: bool = False) -> Answered:
    """An answer to the matrix question that is right but for one entry, at most."""
    return Answered(
        Outcome.RIGHT if right else Outcome.PARTLY_RIGHT,
        (2, 2),
        (PROVED, PROVED, PROVED if right else REFUTED, PROVED),
        ("2*x", "0", lower_left, "1"),
        diagnoses=(INNER,) if diagnosed else (),
    )


def student(name: str, answer: Answered, *, colour: str = "B", essay: float | None = 3.0):
    """A student who gave these answers."""
    right = colour == "B"
    choice = Answered(
        Outcome.RIGHT if right else Outcome.WRONG,
        answer=(colour,),
        mistakes=() if right else ("took red",),
    )
    scores = {
        "q_jacobian": 4.0 if answer.outcome is Outcome.RIGHT else 3.0,
        "q_colour": 1.0 if right else 0.0,
        "q_essay": essay,
    }
    isolation = {"1_first": "bubblewrap", "2_second": ""}
    return Submission(
        name, scores, {"q_jacobian": answer, "q_colour": choice}, isolation, seconds=1.5
    )


def a_class(submissions: Sequence[Submission], absent: int = 0) -> ClassData:
    """A class of these students."""
    return ClassData("tiny", ASKED, tuple(submissions), absent)


def mixed(right: int, spelled: int, other: int) -> ClassData:
    """A class in which some are right, some have one wrong entry in two spellings, some another."""
    wrong = ("cos(x)", "1*cos(x)")
    students = [student(f"right{n}", matrix("y", right=True)) for n in range(right)]
    students += [student(f"s{n}", matrix(wrong[n % 2], diagnosed=True)) for n in range(spelled)]
    students += [student(f"o{n}", matrix("z"), colour="A") for n in range(other)]
    return a_class(students)


def same(_question: str, one: str, other: str) -> bool:
    """Stand in for a proof: a factor 1 makes no difference."""
    return one.removeprefix("1*") == other.removeprefix("1*")
