"""A small class, and all that comes of grading it, to compare after something went wrong."""

from __future__ import annotations

import json
from pathlib import Path
from shutil import copytree

from grader.classroom.grading import export
from grader.notebook.records import read_record
from grader.notebook.seeds import secret_of
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

STUDENTS = ("ada", "bob", "cyd")


def hand_in_all(released: Path, root: Path) -> TinyCourse:
    """The class in a folder `root` of its own: one has an answer wrong, bob's file is damaged."""
    course = TinyCourse(copytree(released, root))
    secret_of(course.layout)
    wrong = {**RIGHT, "q_colour_answer": "colour = 'A'", "q_essay": "Because it is."}
    course.hand_in("ada", course.answered(wrong))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_essay": "It is."}))
    return course


def copy(course: TinyCourse, folder: Path) -> TinyCourse:
    """The same class in another folder."""
    return TinyCourse(copytree(course.root, folder / "course"))


def results(course: TinyCourse) -> object:
    """All that came of grading, but for times and for names that are drawn."""
    found = []
    for student in STUDENTS:
        record = read_record(course.layout, student, NAME, NOTEBOOK)
        assert record is not None
        grades = [
            [name, *(grade[each] for each in ("auto_score", "manual_score", "needs_manual_grade"))]
            for name, grade in sorted(course.grades(student).items())
        ]
        reports = {name: report.to_dict() for name, report in record.reports.items()}
        found.append([student, grades, reports, record.answers, course.page(student)])
    return json.loads(json.dumps([found, export(course.root).read_text()]))


def differences(found: object, expected: object, where: str = "") -> list[tuple[str, str, str]]:
    """Where two results differ, with the beginning of what is there."""
    if isinstance(found, list) and isinstance(expected, list) and len(found) == len(expected):
        pairs = [
            (f"{where}[{n}]", *pair) for n, pair in enumerate(zip(found, expected, strict=True))
        ]
    elif isinstance(found, dict) and isinstance(expected, dict):
        names = sorted(found.keys() | expected.keys())
        pairs = [(f"{where}.{name}", found.get(name), expected.get(name)) for name in names]
    else:
        return [] if found == expected else [(where, *_from_there(f"{found}", f"{expected}"))]
    return [each for name, *both in pairs for each in differences(*both, name)]


def _from_there(found: str, expected: str) -> tuple[str, str]:
    """Two texts, from where they begin to differ."""
    pairs = enumerate(zip(found, expected, strict=False))
    same = next((n for n, (one, other) in pairs if one != other), 0)
    return found[max(0, same - 40) :][:160], expected[max(0, same - 40) :][:160]
