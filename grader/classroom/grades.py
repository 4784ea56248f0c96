"""What does the gradebook say about each answer: its score, and whether it waits for a person?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from nbgrader.api import Gradebook, SubmittedNotebook

from grader.classroom.gradebook import usable
from grader.notebook.marks import submissions_of


@dataclass(frozen=True)
class AnswerGrade:
    """The row of the gradebook for one answer.

    Attributes:
        student, notebook, question: whose answer to what; the question is a grade_id.
        points: what it can earn.
        auto: what the grader gave; None if it gave nothing.
        manual: what a person gave; None if nobody did.
        waits: whether a person has to decide.
        comments: what people wrote about cells of the notebook, by the names of the cells.
    """

    student: str
    notebook: str
    question: str
    points: float
    auto: float | None
    manual: float | None
    waits: bool
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def score(self) -> float | None:
        """What counts; None if nobody has decided."""
        return self.auto if self.manual is None else self.manual


@usable()
def read_grades(
    database: str, assignment: str, student: str | None = None
) -> tuple[AnswerGrade, ...]:
    """Every answer to an assignment, by student and notebook.

    Args:
        database: the gradebook's address, as nbgrader's `db_url`.
        assignment: the assignment's name.
        student: whose answers; everybody's, if None.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        found = [
            grade
            for author, submission in submissions_of(gradebook, assignment).items()
            if student in (None, author)
            for notebook in submission.notebooks
            for grade in _grades(author, notebook)
        ]
    return tuple(sorted(found, key=lambda grade: (grade.student, grade.notebook, grade.question)))


@usable()
def assignments_with(database: str, student: str, question: str) -> tuple[str, ...]:
    """The assignments in which a student was asked a question.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    with Gradebook(database) as gradebook:
        names = sorted(assignment.name for assignment in gradebook.assignments)
    return tuple(
        name
        for name in names
        if any(grade.question == question for grade in read_grades(database, name, student))
    )


def _grades(student: str, notebook: SubmittedNotebook) -> Iterator[AnswerGrade]:
    comments = {each.name: each.manual_comment for each in notebook.comments if each.manual_comment}
    for grade in notebook.grades:
        yield AnswerGrade(
            student,
            notebook.name,
            grade.name,
            grade.max_score,
            grade.auto_score,
            grade.manual_score,
            bool(grade.needs_manual_grade),
            comments,
        )
