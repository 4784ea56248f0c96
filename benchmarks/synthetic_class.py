"""What does a large class look like to a report? Seeded random scores and findings, as stored.

Nothing is executed or judged: the gradebook and the records of grading are written directly, in the
form in which grading leaves them, for the questions of the bundled exercises. Students have an
ability, so that their scores hang together. Wrong entries are drawn from few answers in several
spellings, and from many rare ones.

>>> written = reports({}, Random(1), 0.5)
>>> written
{}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

from nbgrader.api import (
    Grade,
    Gradebook,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import insert

from grader.notebook.configuration import layout_of, load, make_own_root
from grader.notebook.layout import Layout
from grader.notebook.records import Record, write_record
from grader.questions import JacobianQuestion, Question, load_questions
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

ASSIGNMENT = "jacobians"
NOTEBOOKS = {"ex1": "1_compute", "ex2": "2_determinant", "ex3": "3_chain_rule", "ex4": "4_layer"}
RIGHT = Verdict(Status.PROVED, certificate=Certificate("normal form"))
WRONG = Verdict(Status.REFUTED, Witness((("x", "1"), ("y", "2")), "0.5", "0.25", "0.25"))
NOTHING, UNDECIDED, NAMED, DIAGNOSED = 0.05, 0.01, 0.5, 0.6
"""How probable it is that nothing is answered, that an answer waits for a person, that a mistake
is a declared one, and that a wrong entry has a diagnosis."""
RARE = 300
"""Wrong answers that few students give."""


def write_class(root: Path, course: Path, students: int, seed: int = 1) -> None:
    """Write a class that was graded in `root`, with the solutions of `course`."""
    make_own_root(root, course)
    config, random = load(root), Random(seed)
    layout = layout_of(config)
    questions = load_questions(layout.source(ASSIGNMENT) / "questions.py")
    known = {name: asked for name, asked in questions.items() if name[:3] in NOTEBOOKS}
    scores = {}
    for number in range(students):
        student = f"student{number:04}"
        found = reports(known, random, random.betavariate(3, 2))
        scores[student] = {name: report.score for name, report in found.items()}
        _write_records(layout, student, found)
    with Gradebook(config.CourseDirectory.db_url) as gradebook:
        _add_questions(gradebook, known)
        _add_scores(gradebook, scores)


def reports(questions: Mapping[str, Question], random: Random, ability: float) -> dict[str, Report]:
    """What grading found about a student who gets this share of the entries right."""
    return {name: _report(asked, random, ability) for name, asked in questions.items()}


def _report(asked: Question, random: Random, ability: float) -> Report:
    if random.random() < NOTHING:
        return Report(asked.name, asked.points, 0.0, Outcome.NOT_ATTEMPTED)
    if random.random() < UNDECIDED:
        return Report(asked.name, asked.points, None, Outcome.NEEDS_HUMAN)
    if isinstance(asked, JacobianQuestion):
        return _matrix(asked, random, ability)
    right = random.random() < ability
    outcome = Outcome.RIGHT if right else Outcome.WRONG
    entry = EntryVerdict(1, 1, RIGHT if right else WRONG)
    answer = ("1" if right else random.choice(("1/2", "0.5", "2", f"{random.randrange(9)}")),)
    named = random.choice(asked.mistakes).name if asked.mistakes and not right else ""
    score = asked.points if right else 0.0
    mistakes = (named,) if named and random.random() < NAMED else ()
    return Report(
        asked.name, asked.points, score, outcome, "", (), (entry,), answer, mistakes=mistakes
    )


def _matrix(asked: JacobianQuestion, random: Random, ability: float) -> Report:
    names = asked.variables.split()
    shape = (len(asked.function), len(names))
    places = [(i + 1, j + 1) for i in range(shape[0]) for j in range(shape[1])]
    entries, answer, diagnoses = [], [], []
    for row, column in places:
        right = random.random() < ability
        entries.append(EntryVerdict(row, column, RIGHT if right else WRONG))
        name = names[column - 1]
        if right:
            answer.append(f"{row}*{name}*cos({name})")
        elif random.random() < DIAGNOSED:
            answer.append(random.choice(_spellings(row, name)))
            readings, hints = (("J101",),), ("Name the outer and the inner function.",)
            diagnoses.append(
                Diagnosis(readings, ((row, column),), "inner derivative missing", hints)
            )
        else:
            number = 1 + int(RARE * random.random() ** 3)
            answer.append(random.choice((f"{number}*{name}", f"{name}*{number + 1} - {name}")))
    share = sum(entry.verdict is RIGHT for entry in entries) / len(entries)
    outcome = Outcome.RIGHT if share == 1 else Outcome.PARTLY_RIGHT if share else Outcome.WRONG
    return Report(
        asked.name,
        asked.points,
        round(share * asked.points, 2),
        outcome,
        "",
        shape,
        tuple(entries),
        tuple(answer),
        diagnoses=tuple(diagnoses),
    )


def _spellings(row: int, name: str) -> tuple[str, ...]:
    """Three ways to write one wrong entry, and another entry."""
    return (
        f"cos({row}*{name})",
        f"cos({name}*{row})",
        f"sin({row}*{name} + pi/2)",
        f"sin({row}*{name})",
    )


def _write_records(layout: Layout, student: str, found: Mapping[str, Report]) -> None:
    for start, notebook in NOTEBOOKS.items():
        own = {name: report for name, report in found.items() if name.startswith(start)}
        answers = dict.fromkeys(own, "0" * 64)
        record = Record("0" * 64, "0", "bubblewrap", answers, own, 2.5)
        write_record(layout, student, ASSIGNMENT, notebook, record)


def _add_questions(gradebook: Gradebook, questions: Mapping[str, Question]) -> None:
    gradebook.add_assignment(ASSIGNMENT)
    for start, notebook in NOTEBOOKS.items():
        gradebook.add_notebook(notebook, ASSIGNMENT)
        for name, asked in questions.items():
            if name.startswith(start):
                gradebook.add_grade_cell(
                    name, notebook, ASSIGNMENT, max_score=asked.points, cell_type="code"
                )


def _add_scores(gradebook: Gradebook, scores: Mapping[str, Mapping[str, float | None]]) -> None:
    """Write all at once: nbgrader's own way would take a second a student."""
    assignment = gradebook.find_assignment(ASSIGNMENT)
    notebooks = {each.name: each.id for each in assignment.notebooks}
    cells = {cell.name: cell.id for each in assignment.notebooks for cell in each.grade_cells}
    rows: dict[Any, list[dict[str, Any]]] = {
        Student: [{"id": student} for student in scores],
        SubmittedAssignment: [
            {"id": student, "assignment_id": assignment.id, "student_id": student}
            for student in scores
        ],
        SubmittedNotebook: [
            {"id": f"{student}{name}", "assignment_id": student, "notebook_id": notebook}
            for student in scores
            for name, notebook in notebooks.items()
        ],
        Grade: list(_grades(scores, cells)),
    }
    for kind, values in rows.items():
        gradebook.db.execute(insert(kind.__table__), values)
    gradebook.db.commit()


def _grades(
    scores: Mapping[str, Mapping[str, float | None]], cells: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    for student, earned in scores.items():
        for name, score in earned.items():
            yield {
                "id": f"{student}{name}",
                "cell_id": cells[name],
                "notebook_id": f"{student}{NOTEBOOKS[name[:3]]}",
                "auto_score": score,
                "needs_manual_grade": score is None,
            }
