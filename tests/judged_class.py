"""A class whose answers have been judged, as the gradebook and the records have it: without a run.

ada and bob gave the same answer, one entry of which is undecided; cyd's matrix is wrong there. ada
and cyd wrote an essay, cyd a hostile one.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import nbformat
from sqlalchemy.exc import SAWarning

from grader.notebook.answers import _record
from grader.notebook.rebuild import rebuild
from grader.notebook.released import read_released
from grader.notebook.saving import SaveScores
from grader.verdict import (
    Certificate,
    Diagnosis,
    EntryVerdict,
    Outcome,
    Report,
    Status,
    Verdict,
    Witness,
)
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

REASON = "neither a proof nor a point of difference was found"
HOSTILE = (
    '<script>alert(1)</script> <img src=x onerror="alert(2)"> [a](javascript:alert(3)) </style>'
)
PROVED = Verdict(Status.PROVED, certificate=Certificate("normal form"))
UNDECIDED = Verdict(Status.UNDECIDED, reason=REASON)
REFUTED = Verdict(
    Status.REFUTED, Witness((("x", "1"), ("y", "1")), student="1", reference="2", gap="1")
)
MATRIX = ("x*y + x*y", "x**2", "1", "1")


def matrix(first: Verdict, score: float | None, text: str = MATRIX[0]) -> Report:
    """A report on a matrix whose first entry has this verdict and this text."""
    outcome = {None: Outcome.NEEDS_HUMAN, 4.0: Outcome.RIGHT}.get(score, Outcome.PARTLY_RIGHT)
    verdicts = (first, PROVED, PROVED, PROVED)
    difference = "2" if first is REFUTED else ""
    entries = tuple(
        EntryVerdict(place // 2 + 1, place % 2 + 1, verdict, "" if place else difference)
        for place, verdict in enumerate(verdicts)
    )
    staff = (f"entry (1, 1) is undecided: {REASON}",) if first is UNDECIDED else ()
    return Report(
        "q_jacobian",
        4,
        score,
        outcome,
        shape=(2, 2),
        entries=entries,
        answer=(text, *MATRIX[1:]),
        staff=staff,
    )


COLOUR = Report("q_colour", 1, 1.0, Outcome.RIGHT, answer=("B",))
DOUBLE = Report("q_double", 2, 2.0, Outcome.RIGHT, notes=("any: right",))
HALF = replace(
    matrix(REFUTED, 3.0, "x*y"),
    diagnoses=(Diagnosis((("J999",),), ((1, 1),), "a factor lost", ("Where is the 2?",)),),
)


def judged_class(released: Path, root: Path) -> TinyCourse:
    """The class, in a folder `root` of its own."""
    course = TinyCourse(copytree(released, root))
    judge(course, "ada", matrix(UNDECIDED, None), essay="Because $x^2$ is.")
    judge(course, "bob", matrix(UNDECIDED, None))
    judge(course, "cyd", HALF, essay=HOSTILE)
    return course


def judge(
    course: TinyCourse, student: str, jacobian: Report, essay: str = "", colour: Report = COLOUR
) -> None:
    """Leave behind what grading a submission leaves, once these are the reports on it."""
    course.enter(student)
    answers = {
        "q_jacobian_answer": f"J = {jacobian.answer}",
        **({"q_essay": essay} if essay else {}),
    }
    submitted = nbformat.writes(course.answered(answers)).encode()
    notebook = rebuild(read_released(course.layout, NAME)[NOTEBOOK], submitted)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    reports = {report.question: report for report in (jacobian, DOUBLE, colour)}
    record = _record(notebook, reports, {})
    digests = {**record.answers, "q_jacobian": " ".join(jacobian.answer)}
    resources: dict[str, Any] = {
        "jacobian": course.layout,
        "jacobian_record": replace(record, answers=digests),
        "nbgrader": {
            "student": student,
            "assignment": NAME,
            "notebook": NOTEBOOK,
            "db_url": f"sqlite:///{course.layout.gradebook}",
        },
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        SaveScores().preprocess(notebook, resources)
    folder = course.layout.step("autograded", student, NAME)
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, folder / f"{NOTEBOOK}.ipynb")
