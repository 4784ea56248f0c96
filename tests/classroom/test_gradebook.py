from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from grader.classroom.gradebook import read_cells, read_notebooks, read_scores, read_students
from grader.classroom.grades import assignments_with, read_grades
from grader.classroom.results import NotebookResult
from grader.errors import ConfigError

# nbgrader 0.9.6 adds a submission to its session later than SQLAlchemy would like.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted:sqlalchemy.exc.SAWarning")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A gradebook with one submission: a scored answer, an undecided one, a manual part."""
    address = f"sqlite:///{tmp_path_factory.mktemp('class') / 'gradebook.db'}"
    with Gradebook(address) as gradebook:
        gradebook.add_assignment("jacobians")
        gradebook.add_notebook("1_compute", "jacobians")
        for name, points in (("decided", 9), ("undecided", 4), ("essay", 3)):
            gradebook.add_grade_cell(
                name, "1_compute", "jacobians", max_score=points, cell_type="code"
            )
        gradebook.add_student("amara")
        gradebook.add_submission("jacobians", "amara")
        grade = gradebook.find_grade("decided", "1_compute", "jacobians", "amara")
        grade.auto_score, grade.needs_manual_grade = 6.43, False
        gradebook.db.commit()
    return address


def test_undecided_answers_and_manual_parts_are_told_apart(database: str):
    assert read_notebooks(database, "jacobians", "amara", {"decided", "undecided"}) == (
        NotebookResult("1_compute", 6.43, 13, ("undecided",), ("essay",)),
    )


def test_a_submission_that_is_not_in_the_gradebook_has_no_notebooks(database: str):
    assert read_notebooks(database, "jacobians", "nobody", {"decided"}) == ()


def test_an_undecided_answer_has_no_score(database: str):
    assert read_scores(database, "jacobians") == {
        ("amara", "decided"): 6.43,
        ("amara", "undecided"): None,
        ("amara", "essay"): None,
    }


@pytest.mark.parametrize(
    "read",
    [
        lambda database: read_notebooks(database, "jacobians", "amara", {"decided"}),
        lambda database: read_scores(database, "jacobians"),
        lambda database: read_cells(database, "jacobians"),
        read_students,
        lambda database: read_grades(database, "jacobians"),
        lambda database: assignments_with(database, "amara", "decided"),
    ],
    ids=["notebooks", "scores", "cells", "students", "grades", "assignments"],
)
def test_whoever_reads_a_gradebook_is_told_that_it_cannot_be_used(
    database: str, tmp_path: Path, read: Callable[[str], object]
):
    read(database)
    with pytest.raises(ConfigError, match="cannot be used: unable to open database file"):
        read(f"sqlite:///{tmp_path / 'no folder' / 'gradebook.db'}")
    with closing(sqlite3.connect(database.removeprefix("sqlite:///"))) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ConfigError, match="cannot be used: database is locked"):
            read(f"{database}?timeout=0.01")
