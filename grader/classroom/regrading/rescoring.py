"""How does another mark reach the gradebook, the graded notebook and the feedback page?

The record comes last: who ends this at any moment and starts it again gets the same result.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters import GenerateFeedback
from nbgrader.preprocessors import AssignLatePenalties

from grader.classroom.converting import convert, errors_alone
from grader.classroom.gradebook import usable
from grader.classroom.kept import Kept
from grader.classroom.receipts import Receipts
from grader.classroom.regrading.changes import Regraded
from grader.notebook.answers import colophon, feedback
from grader.notebook.drafts import write_whole
from grader.notebook.rebuild import grade_id
from grader.notebook.records import write_record

if TYPE_CHECKING:
    from traitlets.config import Config


@usable()
def rescore(kept: Kept, config: Config, found: Sequence[Regraded]) -> dict[str, str]:
    """Enter what was regraded, student by student; what went wrong, by student.

    A manual score stays, and so does that a person has to look at an answer which changed.

    Args:
        kept: the class.
        config: its configuration.
        found: its notebooks, by student.

    Raises:
        ConfigError: the gradebook cannot be used.
    """
    faults = {}
    receipts = Receipts(kept.layout, kept.name, kept.database)
    for student, group in groupby(found, key=lambda each: each.student):
        notebooks = list(group)
        for each in notebooks:
            _rescore(kept, config, each)
        fault = ""
        if any(change for each in notebooks for change in each.applied):
            fault = convert(GenerateFeedback, config, kept.name, student)
        if fault:
            faults[student] = fault
            continue
        for each in notebooks:
            write_record(kept.layout, student, kept.name, each.notebook, each.record)
        if not any(each.faults for each in notebooks):
            receipts.renew(student)
    return faults


def _rescore(kept: Kept, config: Config, found: Regraded) -> None:
    if found.applied:
        _enter(kept, found)
        _penalise(kept, config, found)
        _show(kept, found)


def _enter(kept: Kept, found: Regraded) -> None:
    """Give every changed answer of a notebook its score, all at once."""
    with Gradebook(kept.database) as gradebook:
        for change in found.applied:
            grade = gradebook.find_grade(change.question, found.notebook, kept.name, found.student)
            grade.auto_score = change.after.score
            if grade.manual_score is None:
                grade.needs_manual_grade = change.after.score is None
        gradebook.db.commit()


def _penalise(kept: Kept, config: Config, found: Regraded) -> None:
    """Let nbgrader work out again what a late submission costs: it may depend on the score."""
    names = {"notebook": found.notebook, "assignment": kept.name, "student": found.student}
    penalties = AssignLatePenalties(config=config)
    resources = {"nbgrader": {**names, "db_url": kept.database}}
    with errors_alone(penalties.log):
        penalties.preprocess(nbformat.v4.new_notebook(), resources)


def _show(kept: Kept, found: Regraded) -> None:
    """Put the new reports into the graded notebook, from which pages are made."""
    path = kept.layout.step("autograded", found.student, kept.name) / f"{found.notebook}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    changed = {change.question: change for change in found.applied}
    for cell in notebook.cells:
        if change := changed.get(grade_id(cell)):
            cell.outputs = [feedback(change.after, kept.assignment.questions[change.question])]
    notebook.cells[-1] = colophon(found.record.submission)
    # Whatever lies beside a graded notebook is copied to the pages.
    draft = kept.layout.step("reports", found.student, kept.name) / f"{found.notebook}.draft"
    write_whole(path, nbformat.writes(notebook), draft)
