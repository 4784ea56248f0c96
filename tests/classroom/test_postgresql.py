"""A gradebook on a PostgreSQL server, which runs on this machine as an ordinary user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from grader.classroom.decisions import Decision, enter
from grader.classroom.grading import export, grade
from grader.classroom.kept import Kept
from grader.classroom.regrading.regrade import regrade
from tests.kept_class import REFERENCES, change
from tests.postgresql import postgresql_server
from tests.tiny_course import NAME, RIGHT, TinyCourse


@pytest.fixture
def server() -> Iterator[str]:
    with postgresql_server() as address:
        yield address


@pytest.mark.slow
def test_a_class_is_graded_decided_and_regraded_with_a_gradebook_on_a_server(
    server: str, released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    course.layout.gradebook.unlink()
    monkeypatch.chdir(course.root)
    change(course, "nbgrader_config.py", ".parent)", f".parent, database={server!r})")
    course.generate()
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because it is."}))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    graded = grade(course.root, NAME)
    assert {r.student: r.notebooks[0].score for r in graded.submissions} == (
        {"ada": 7, "bob": 0, "cyd": 6}
    )
    assert not any(result.fault for result in graded.submissions)
    enter(Kept(course.root, NAME), [Decision("ada", "q_essay", 2, "Good.")])
    change(course, REFERENCES, '"q_colour": "B"', '"q_colour": "A"')
    done = regrade(course.root, NAME)
    assert done.faults == {}
    assert course.scores("ada")["q_colour"] == 0
    assert course.scores("cyd")["q_colour"] == 1
    assert "ada" in export(course.root).read_text()
    backup, _ = done.files or ()
    with closing(sqlite3.connect(backup)) as copy:
        query = "select manual_score from grade where manual_score is not null"
        assert copy.execute(query).fetchall() == [(2,)]
        query = (
            "select auto_score from grade join base_cell on base_cell.id = cell_id "
            "where base_cell.name = 'q_colour' order by auto_score"
        )
        assert [score for (score,) in copy.execute(query)] == [0, 0, 1]
    assert not course.layout.gradebook.exists()
