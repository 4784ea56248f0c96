"""Whatever ends grading, and whenever: the next run gives what one run would have given."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
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

PARTS = st.floats(-0.5, 0.5).map(lambda x: 0.5 + x)
"""Parts of the way; the first that is tried is half of it."""
HOLDER = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


def moments(few: int) -> settings:
    """How many are tried: a few in ordinary runs, and so many times 25 in a long one."""
    tried = few if settings().max_examples < 1000 else 25 * few
    return settings(max_examples=tried, phases=[Phase.generate], deadline=None)


@dataclass(frozen=True)
class Undisturbed:
    """What a run gives in which nobody is killed.

    Attributes:
        spans: how often the grader touches the class, and for how many seconds others are there.
        results: what comes of it.
    """

    spans: Mapping[str, float]
    results: object


@pytest.fixture(scope="module")
def handed_in(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    return hand_in_all(released_course, tmp_path_factory.mktemp("faults") / "course")


@pytest.fixture(scope="module")
def undisturbed(handed_in: TinyCourse, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """What comes of the class if nobody is killed; of two runs, the first of which warms up."""
    courses = [copy(handed_in, tmp_path_factory.mktemp("undisturbed")) for _ in range(2)]
    spans = [json.loads(killed(course, "nobody", 0).stdout) for course in courses]
    assert results(courses[0]) == results(courses[1])
    return Undisturbed(
        {name: min(each[name] for each in spans) for name in spans[0]}, results(courses[0])
    )


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


def somebody_was_killed(course: TinyCourse) -> bool:
    return (course.root.parent / "killed").exists()


@moments(4)
@given(part=PARTS)
def test_a_grader_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: Undisturbed, part: float
):
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        ended = killed(course, "grader", max(1, int(part * undisturbed.spans["grader"]) - 1))
        assert ended.returncode == -signal.SIGKILL
        result = grade(course.root, NAME)
        assert not any(each.fault for each in result.submissions)
        assert differences(results(course), undisturbed.results) == []


@moments(2)
@given(part=PARTS)
def test_a_worker_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: Undisturbed, part: float
):
    with TemporaryDirectory() as folder:
        course = copy(handed_in, Path(folder).resolve())
        ended = killed(course, "worker", max(1, int(0.4 * part * undisturbed.spans["grader"])))
        assert (ended.returncode, ended.stderr) == (0, "")
        assert somebody_was_killed(course)
        assert differences(results(course), undisturbed.results) == []


@pytest.mark.parametrize("victim", ["bubblewrap", "parent", "judge"])
@moments(2)
@given(part=PARTS)
def test_a_warm_parent_or_a_judge_that_is_killed_at_any_moment_loses_nothing(
    handed_in: TinyCourse, undisturbed: Undisturbed, victim: str, part: float
):
    moment = part * undisturbed.spans[victim]
    somebody = False
    while not somebody:
        with TemporaryDirectory() as folder:
            course = copy(handed_in, Path(folder).resolve())
            ended = killed(course, victim, moment)
            assert (ended.returncode, ended.stderr) == (0, "")
            assert differences(results(course), undisturbed.results) == []
            somebody = somebody_was_killed(course)
        moment /= 2  # this run was over before; others are less busy now than they were then


@contextmanager
def locked(gradebook: Path) -> Iterator[None]:
    """Let another process have the gradebook for itself."""
    command = [sys.executable, "-c", HOLDER, str(gradebook)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as other:
        assert other.stdout.readline() == "locked\n"
        yield
        other.communicate()


class Locks:
    """Another process takes the gradebook when grading begins, or when some of it is done."""

    def __init__(self, gradebook: Path, first: int, stack: ExitStack) -> None:
        self.gradebook = gradebook
        self.first = first
        self.stack = stack
        self.taken = False

    def begins(self, submissions: int) -> None:
        assert submissions == len(STUDENTS)
        self._take(0)

    def ended(self, result: SubmissionResult) -> None:
        assert ("database is locked" in result.fault) == self.taken
        self._take(STUDENTS.index(result.student) + 1)

    def _take(self, done: int) -> None:
        if done == self.first:
            self.stack.enter_context(locked(self.gradebook))
            self.taken = True


@pytest.fixture
def impatient(handed_in: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    """A class, in the current folder, whose gradebook nobody waits for long."""
    monkeypatch.setattr(configuration, "BUSY_SECONDS", 0.1)
    course = copy(handed_in, tmp_path)
    monkeypatch.chdir(course.root)
    return course


@pytest.mark.parametrize("first", [0, 1, 2])
def test_a_gradebook_that_is_locked_for_too_long_loses_nothing(
    impatient: TinyCourse,
    undisturbed: Undisturbed,
    first: int,
    capsys: pytest.CaptureFixture[str],
):
    course = impatient
    with ExitStack() as stack:
        locks = Locks(course.layout.gradebook, first, stack)
        assert len(grade(course.root, NAME, listener=locks).submissions) == len(STUDENTS)
        assert main(["grade", NAME, "--isolation", "best"]) == 2
        assert main(["regrade", NAME]) == 2
        assert main(["explain", STUDENTS[0], "q_jacobian"]) == 2
        assert main(["report", NAME]) == 2
    assert capsys.readouterr().err.count("the gradebook cannot be used: database is locked") == 4
    assert grade(course.root, NAME).complete
    assert differences(results(course), undisturbed.results) == []


def test_who_decides_or_exports_is_told_that_a_gradebook_is_locked(impatient: TinyCourse):
    kept = Kept(impatient.root, NAME)
    with locked(impatient.layout.gradebook):
        with pytest.raises(ConfigError, match="cannot be used: database is locked"):
            enter(kept, [Decision(STUDENTS[0], "q_essay", 1)])
        with pytest.raises(ConfigError, match="cannot be used: database is locked"):
            export(impatient.root)
