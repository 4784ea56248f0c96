"""Whatever ends grading, and whenever: the next run gives what one run would have given."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from grader.classroom.decisions import Decision, enter
from grader.classroom.grading import export, grade
from grader.classroom.kept import Kept
from grader.classroom.results import SubmissionResult
from grader.cli import main
from grader.errors import ConfigError
from grader.notebook import configuration
from tests.serving import PATIENCE
from tests.tiny_course import NAME, TinyCourse
from tests.undisturbed import STUDENTS, copy, differences, hand_in_all, results

pytestmark = pytest.mark.slow

SECONDS = 3.0
"""In which a warm parent starts, runs a notebook and begins to wait for another one."""
PARTS = st.floats(-0.5, 0.5).map(lambda x: 0.5 + x)
"""Parts of the way; the first that is tried is half of it."""


def moments(share: int) -> settings:
    """How many are tried: with 40, 2 in ordinary runs and 125 in a long one."""
    tried = max(1, settings().max_examples // share)
    return settings(max_examples=tried, phases=[Phase.generate], deadline=None)


@pytest.fixture(scope="module")
def handed_in(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    return hand_in_all(released_course, tmp_path_factory.mktemp("faults") / "course")


@pytest.fixture(scope="module")
def undisturbed(
    handed_in: TinyCourse, tmp_path_factory: pytest.TempPathFactory
) -> tuple[int, object]:
    """How often grading touches the class, and what comes of it."""
    course = copy(handed_in, tmp_path_factory.mktemp("undisturbed"))
    touches = int(killed(course, "grader", 0).stdout)
    return touches, results(course)


def killed(course: TinyCourse, victim: str, moment: float) -> subprocess.CompletedProcess[str]:
    """Grade while something is killed at a moment."""
    return subprocess.run(
        [sys.executable, "-m", "tests.killed", str(course.root), NAME, victim, str(moment)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE,  # nothing waits so long, but a busy machine has taken more than half
    )


@moments(40)
@given(part=PARTS)
def test_a_grader_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: tuple[int, object], part: float
):
    touches, expected = undisturbed
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        ended = killed(course, "grader", max(1, int(part * touches) - 1))
        assert ended.returncode == -signal.SIGKILL
        result = grade(course.root, NAME)
        assert not any(each.fault for each in result.submissions)
        assert differences(results(course), expected) == []


@moments(100)
@given(part=PARTS)
def test_a_worker_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: tuple[int, object], part: float
):
    touches, expected = undisturbed
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        ended = killed(course, "worker", max(1, int(0.4 * part * touches)))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert (course.root.parent / "killed").exists()
        assert differences(results(course), expected) == []


@moments(40)
@given(victim=st.sampled_from(["parent", "bubblewrap", "judge"]), part=PARTS)
def test_a_warm_parent_or_a_judge_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: tuple[int, object], victim: str, part: float
):
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        ended = killed(course, victim, part * SECONDS)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert differences(results(course), undisturbed[1]) == []


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


class Locks:
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
    assert main(["explain", STUDENTS[0], "q_jacobian"]) == 2
    assert main(["report", NAME]) == 2
    assert capsys.readouterr().err.count("the gradebook cannot be used: database is locked") == 4
    other.execute("ROLLBACK")
    assert grade(course.root, NAME).complete
    assert differences(results(course), undisturbed[1]) == []


def test_who_decides_or_exports_is_told_that_a_gradebook_is_locked(
    locked: tuple[TinyCourse, sqlite3.Connection],
):
    course, other = locked
    kept = Kept(course.root, NAME)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(ConfigError, match="cannot be used: database is locked"):
        enter(kept, [Decision(STUDENTS[0], "q_essay", 1)])
    with pytest.raises(ConfigError, match="cannot be used: database is locked"):
        export(course.root)
