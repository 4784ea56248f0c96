"""What is known of a class? Scores as the gradebook has them, findings as grading recorded them.

The scores of a class are one question to the gradebook: a thousand students have fifty thousand
of them, which nbgrader's own objects would fetch one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from grader.classroom.gradebook import Cell, read_cells, read_scores, read_students
from grader.errors import ConfigError
from grader.feedback.class_report import Answered, Asked, ClassData, Submission
from grader.notebook.configuration import layout_of, load
from grader.notebook.layout import Layout
from grader.notebook.records import Record, read_record
from grader.questions import JacobianQuestion, Question, ShapeQuestion, load_questions


def questions_of(root: Path, assignment: str) -> Mapping[str, Question]:
    """The questions of an assignment, without their references.

    Raises:
        ConfigError: they can't be read.
    """
    return load_questions(layout_of(load(root)).source(assignment) / "questions.py")


def read_class(root: Path, assignment: str, questions: Mapping[str, Question]) -> ClassData:
    """All that is known of the class whose nbgrader_config.py lies in `root`.

    Raises:
        ConfigError: the gradebook has no such assignment or cannot be used, or a record can't be
            read.
    """
    config = load(root)
    layout, database = layout_of(config), config.CourseDirectory.db_url
    cells = read_cells(database, assignment)
    if not cells:
        message = f"the gradebook has no questions of {assignment}; grade it first"
        raise ConfigError(message)
    scores: dict[str, dict[str, float | None]] = {}
    for (student, name), score in read_scores(database, assignment).items():
        scores.setdefault(student, {})[name] = score
    notebooks = sorted({cell.notebook for cell in cells})
    submissions = [
        _submission(layout, assignment, notebooks, student, scores[student])
        for student in sorted(scores)
    ]
    absent = len(read_students(database) - scores.keys())
    return ClassData(assignment, tuple(_asked(cells, questions)), tuple(submissions), absent)


def _asked(cells: tuple[Cell, ...], questions: Mapping[str, Question]) -> Iterator[Asked]:
    """Notebook by notebook, in the order of questions.py; what a person reads comes last."""
    place = {name: number for number, name in enumerate(questions)}
    in_order = sorted(
        cells, key=lambda cell: (cell.notebook, place.get(cell.name, len(place)), cell.name)
    )
    for cell in in_order:
        question = questions.get(cell.name)
        rows, columns = _names(question)
        manual = question is None
        yield Asked(cell.name, cell.notebook, cell.points, rows, columns, manual)


def _names(question: Question | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the rows and the columns of a question's answer are called."""
    if isinstance(question, JacobianQuestion):
        component = question.map_name.lower()
        rows = [f"{component}{number}" for number in range(1, len(question.function) + 1)]
        return tuple(rows), tuple(question.variables.split())
    return (("rows", "columns"), ("",)) if isinstance(question, ShapeQuestion) else ((), ())


def _submission(
    layout: Layout,
    assignment: str,
    notebooks: list[str],
    student: str,
    scores: Mapping[str, float | None],
) -> Submission:
    answers: dict[str, Answered] = {}
    isolation = {}
    seconds = 0.0
    for notebook in notebooks:
        record = _record(layout, student, assignment, notebook)
        if record is None:
            continue
        answers |= {name: Answered.of(report) for name, report in record.reports.items()}
        isolation[notebook] = record.isolation
        seconds += record.seconds
    return Submission(student, scores, answers, isolation, seconds)


def _record(layout: Layout, student: str, assignment: str, notebook: str) -> Record | None:
    try:
        return read_record(layout, student, assignment, notebook)
    except (KeyError, TypeError, ValueError) as error:
        message = (
            f"what was found about {student}'s {notebook} can't be read: another version of grader "
            f"wrote it, or it is damaged; run: grader grade {assignment} --student {student}"
        )
        raise ConfigError(message) from error
