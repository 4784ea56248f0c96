from __future__ import annotations

import json
import os
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from grader.classroom import elsewhere as module
from grader.classroom.elsewhere import REFUSED, Elsewhere, at_a_worker
from grader.classroom.grading import Way, grade
from grader.errors import ConfigError
from grader.notebook import execution
from grader.notebook.execution import STORE, ExecuteInSandbox
from grader.notebook.tasks import Ran, Task
from grader.sandbox.records import Record
from grader.store import code
from tests.tiny_course import CANARY, NAME, RIGHT, TinyCourse

HOW = {"isolation": "none", "seconds": 1.0, "ended": "finished", "cell": None}


def ran(task: bytes, **how: object) -> bytes:
    """A result in which no cell has put out anything."""
    cells = len(Task.from_bytes(task).sources)
    return Ran({**HOW, **how}, [Record(cell, 1) for cell in range(cells)]).to_bytes()


class Stage(Executor):
    """Gives a future for each task, and remembers the tasks."""

    def __init__(self, outcome: Any = ran) -> None:  # noqa: ANN401 - whatever comes back
        self.asked: list[bytes] = []
        self.outcome = outcome

    def submit(self, function: Any, /, *arguments: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        assert function is at_a_worker
        task, ours = arguments
        assert ours == code()
        self.asked.append(task)
        future: Future[Any] = Future()
        if isinstance(self.outcome, Exception):
            future.set_exception(self.outcome)
        elif self.outcome is not None:
            future.set_result(self.outcome(task) if callable(self.outcome) else self.outcome)
        return future


@pytest.fixture
def course(released_course: Path, tmp_path: Path) -> TinyCourse:
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    course.hand_in("ada", course.answered(RIGHT))
    course.hand_in("bob", b"{ not JSON")
    return course


def away(course: TinyCourse, stage: Stage, **more: Any) -> list[str]:  # noqa: ANN401
    sandbox = ExecuteInSandbox(isolation="none")
    there = Elsewhere(stage, course.layout, NAME, sandbox, **more)
    return list(there.ready(["ada", "bob"], lambda _: False))


def kept(course: TinyCourse) -> int:
    return sum(path.is_file() for path in (course.layout.build / STORE).rglob("*"))


def test_what_ran_elsewhere_is_kept_and_need_not_run_again(course: TinyCourse):
    stage = Stage()
    assert away(course, stage) == ["ada", "bob"]
    assert (len(stage.asked), kept(course)) == (1, 1)  # what can't be read is not run
    assert away(course, stage) == ["ada", "bob"]
    assert len(stage.asked) == 1
    away(course, stage, anew=True)
    assert len(stage.asked) == 2


def test_grading_asks_for_the_very_run_that_was_carried_out(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    from grader.notebook import tasks  # noqa: PLC0415 - patched

    away(course, Stage())
    monkeypatch.setattr(tasks, "execute", lambda *_: pytest.fail("it ran again"))
    config = course.config
    config.ExecuteInSandbox.reuse, config.ExecuteInSandbox.isolation = True, "none"
    course.autograde(more=config)
    assert course.graded("ada").metadata["jacobian"]["execution"]["seconds"] == 1.0


def test_who_is_done_needs_nothing(course: TinyCourse):
    stage = Stage()
    there = Elsewhere(stage, course.layout, NAME, ExecuteInSandbox(isolation="none"))
    assert list(there.ready(["ada", "bob"], lambda _: True)) == ["ada", "bob"]
    assert stage.asked == []


def test_a_task_tells_no_reference_and_no_name(course: TinyCourse):
    away(course, stage := Stage())
    (task,) = stage.asked
    assert CANARY.encode() not in task
    assert b"ada" not in task
    assert set(json.loads(task)) == {"sources", "files", "environment", "limits", "isolation"}
    assert set(json.loads(task)["files"]) == {"questions.py"}


@pytest.mark.parametrize(
    "outcome",
    [
        OSError("the worker is gone"),
        None,
        b"",
        b"{}\n",
        {"score": 100},
        lambda task: ran(task) + b"{}\n",
        lambda task: ran(task, ended="wall time", cell=0),
    ],
)
def test_what_does_not_come_back_as_it_should_is_left_to_be_run_here(
    course: TinyCourse, outcome: object
):
    assert away(course, Stage(outcome), patience=0.01) == ["ada", "bob"]
    assert kept(course) == 0


class Late(Future[Any]):
    """What is not there, and remembers for how long somebody waited for it."""

    def __init__(self, waits: list[float | None]) -> None:
        super().__init__()
        self.waits = waits

    def exception(self, timeout: float | None = None) -> None:
        self.waits.append(timeout)
        raise TimeoutError


class Halting(Executor):
    """Gives some results at once and the others never."""

    def __init__(self, comes: list[bool]) -> None:
        self.comes = iter(comes)
        self.waits: list[float | None] = []

    def submit(self, _: Any, /, *arguments: Any, **_more: Any) -> Future[Any]:  # noqa: ANN401
        if not next(self.comes):
            return Late(self.waits)
        future: Future[Any] = Future()
        future.set_result(ran(arguments[0]))
        return future


def test_after_a_wait_in_vain_nothing_is_waited_for_until_something_has_come(course: TinyCourse):
    students = ["ada", "cyd", "dee", "eve", "fay"]
    for number, student in enumerate(students):
        answer = f"{RIGHT['q_jacobian_answer']}\nnumber = {number}"
        course.hand_in(student, course.answered({**RIGHT, "q_jacobian_answer": answer}))
    halting = Halting([False, False, False, True, False])
    there = Elsewhere(halting, course.layout, NAME, ExecuteInSandbox(isolation="none"))
    assert list(there.ready(students, lambda _: False)) == students
    assert halting.waits == [there.patience, 0, 0, there.patience]
    assert kept(course) == 1


def test_what_an_executor_does_not_take_any_more_is_left_to_be_run_here(course: TinyCourse):
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        assert isinstance(pool.submit(os._exit, 1).exception(), BrokenProcessPool)
        there = Elsewhere(pool, course.layout, NAME, ExecuteInSandbox(isolation="none"))
        assert list(there.ready(["ada", "bob"], lambda _: False)) == ["ada", "bob"]
    assert kept(course) == 0


def test_threads_run_notebooks_that_grading_then_finds(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    wrong = "def double(v):\n    return 3 * v"
    course.hand_in("cyd", course.answered({**RIGHT, "q_double_answer": wrong}))
    monkeypatch.setattr(execution, "carry_out", lambda _: pytest.fail("grading ran it again"))
    with ThreadPoolExecutor(2) as threads:
        result = grade(course.root, NAME, Way(isolation="none", executor=threads))
    scores = {each.student: each.notebooks[0].score for each in result.submissions}
    assert scores == {"ada": 7, "bob": 0, "cyd": 5}


def test_a_worker_that_refuses_ends_the_command_with_its_reason(course: TinyCourse):
    with pytest.raises(ConfigError, match="a worker refuses to run notebooks: no walls"):
        away(course, Stage(REFUSED + b"no walls\x00"))


def test_no_more_is_under_way_than_can_be_waited_for(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "AHEAD", 1)
    there = Elsewhere(stage := Stage(), course.layout, NAME, ExecuteInSandbox(isolation="none"))
    students = there.ready(["bob", "ada"], lambda _: False)
    assert (next(students), len(stage.asked)) == ("bob", 0)
    assert (next(students), len(stage.asked)) == ("ada", 1)


def test_a_worker_with_other_code_refuses():
    assert at_a_worker(b"", "other code").startswith(REFUSED + b"it has another version")


def test_a_worker_without_walls_refuses(monkeypatch: pytest.MonkeyPatch):
    def fail(_: bytes) -> bytes:
        message = "code would not be isolated"
        raise ConfigError(message)

    monkeypatch.setattr(module, "carry_out", fail)
    assert at_a_worker(b"", code()) == REFUSED + b"code would not be isolated"
    monkeypatch.setattr(module, "carry_out", lambda task: task)
    assert at_a_worker(b"task", code()) == b"task"
