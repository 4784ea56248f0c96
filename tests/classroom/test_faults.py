"""Whatever ends grading, and whenever: the next run gives what one run would have given."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from grader.classroom.grading import Way, export, grade
from grader.classroom.results import SubmissionResult
from grader.cli import main
from grader.notebook import configuration
from grader.notebook.records import read_record
from grader.notebook.seeds import secret_of
from tests.serving import PATIENCE
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

pytestmark = pytest.mark.slow

MOMENTS = max(2, settings().max_examples // 40)
"""How many are tried: 2 in ordinary runs, 125 in a long one."""
STUDENTS = ("ada", "bob")


@pytest.fixture(scope="module")
def handed_in(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    course = TinyCourse(copytree(released_course, tmp_path_factory.mktemp("faults") / "course"))
    secret_of(course.layout)
    wrong = {**RIGHT, "q_colour_answer": "colour = 'A'", "q_essay": "Because it is."}
    course.hand_in("ada", course.answered(wrong))
    course.hand_in("bob", b"{ not JSON")
    return course


def copy(course: TinyCourse, folder: Path) -> TinyCourse:
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


@pytest.fixture(scope="module")
def undisturbed(
    handed_in: TinyCourse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, object]:
    """How often grading touches the class, and what comes of it."""
    course = copy(handed_in, tmp_path_factory.mktemp("undisturbed"))
    touches = int(killed(course, 0).stdout)
    return touches, results(course)


def killed(course: TinyCourse, moment: int) -> subprocess.CompletedProcess[str]:
    """Grade in a process that ends at a moment."""
    return subprocess.run(
        [sys.executable, "-m", "tests.killed", str(course.root), NAME, str(moment)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@settings(max_examples=MOMENTS, phases=[Phase.generate], deadline=None)
@given(part=st.floats(0.02, 1))
def test_a_grader_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: tuple[int, object], part: float
):
    touches, expected = undisturbed
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        assert killed(course, max(1, int(part * touches) - 1)).returncode == -signal.SIGKILL
        result = grade(course.root, NAME)
        assert not any(each.fault for each in result.submissions)
        assert results(course) == expected


class KillsAWorker:
    """Kills one of the processes that grade when the first result is there."""

    def __init__(self) -> None:
        self.killed = False

    def begins(self, submissions: int) -> None:
        """Wait for the first one."""

    def ended(self, _: SubmissionResult) -> None:
        if not self.killed:
            self.killed = True
            multiprocessing.active_children()[0].kill()


def test_a_worker_that_is_killed_loses_nothing(
    handed_in: TinyCourse, undisturbed: tuple[int, object], tmp_path: Path
):
    course = copy(handed_in, tmp_path)
    result = grade(course.root, NAME, Way(workers=2), listener := KillsAWorker())
    assert listener.killed
    assert not any(each.fault for each in result.submissions)
    assert results(course) == undisturbed[1]


@pytest.fixture
def locked(
    handed_in: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[TinyCourse, sqlite3.Connection]]:
    """A class whose gradebook somebody else keeps for longer than is waited for."""
    monkeypatch.setattr(configuration, "BUSY_SECONDS", 0.1)
    course = copy(handed_in, tmp_path)
    monkeypatch.chdir(course.root)
    with closing(sqlite3.connect(course.layout.gradebook, isolation_level=None)) as other:
        yield course, other


class Locks(KillsAWorker):
    """Takes the gradebook when grading begins."""

    def __init__(self, other: sqlite3.Connection) -> None:
        self.other = other

    def begins(self, submissions: int) -> None:
        assert submissions == len(STUDENTS)
        self.other.execute("BEGIN EXCLUSIVE")

    def ended(self, result: SubmissionResult) -> None:
        assert "database is locked" in result.fault


def test_a_gradebook_that_is_locked_for_too_long_loses_nothing(
    locked: tuple[TinyCourse, sqlite3.Connection],
    undisturbed: tuple[int, object],
    capsys: pytest.CaptureFixture[str],
):
    course, other = locked
    assert len(grade(course.root, NAME, listener=Locks(other)).submissions) == len(STUDENTS)
    assert main(["grade", NAME, "--isolation", "best"]) == 2
    assert main(["regrade", NAME]) == 2
    assert capsys.readouterr().err.count("the gradebook cannot be used: database is locked") == 2
    other.execute("ROLLBACK")
    assert grade(course.root, NAME).complete
    assert results(course) == undisturbed[1]
