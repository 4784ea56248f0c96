"""What does the gradebook say about a class?

Results are read from it, so that a table says what nbgrader will say too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nbgrader.api import Gradebook, MissingEntry, SubmittedNotebook

from grader.classroom.results import NotebookResult


def read_notebooks(
    database: str, assignment: str, student: str, auto_graded: Collection[str]
) -> tuple[NotebookResult, ...]:
    """What the gradebook says about one submission; nothing if it has none.

    Args:
        database: the gradebook's address, as nbgrader's `db_url`.
        assignment: the assignment's name.
        student: whose submission.
        auto_graded: the names of the questions that are not read by a person.
    """
    with Gradebook(database) as gradebook:
        try:
            submission = gradebook.find_submission(assignment, student)
        except MissingEntry:
            return ()
        notebooks = sorted(submission.notebooks, key=lambda notebook: notebook.name)
        return tuple(_notebook(notebook, auto_graded) for notebook in notebooks)


def read_scores(database: str, assignment: str) -> Mapping[tuple[str, str], float | None]:
    """The score of every question by (student, question); None where a person has to decide."""
    with Gradebook(database) as gradebook:
        return {
            (submission.student.id, grade.name): None if grade.needs_manual_grade else grade.score
            for submission in gradebook.assignment_submissions(assignment)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def _notebook(notebook: SubmittedNotebook, auto_graded: Collection[str]) -> NotebookResult:
    automatic = [grade for grade in notebook.grades if grade.name in auto_graded]
    waiting = sorted(grade.name for grade in notebook.grades if grade.needs_manual_grade)
    return NotebookResult(
        notebook.name,
        sum(grade.score for grade in automatic),
        sum(grade.max_score for grade in automatic),
        tuple(name for name in waiting if name in auto_graded),
        tuple(name for name in waiting if name not in auto_graded),
    )
