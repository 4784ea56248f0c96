from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.classroom.processes import LOST, available, spread
from grader.classroom.results import SubmissionResult
from grader.errors import ConfigError

CLASS = ["ada", "bob", "cyd", "dee"]


def by_process(student: str) -> SubmissionResult:
    return SubmissionResult(student, fault=str(os.getpid()))


def ends_its_process_for_bob(student: str) -> SubmissionResult:
    if student == "bob":
        os.kill(os.getpid(), signal.SIGKILL)
    return SubmissionResult(student)


def ends_its_process_once(student: str) -> SubmissionResult:
    if student == "bob" and not (once := Path(os.environ["ONCE"])).exists():
        once.touch()
        os._exit(1)
    return SubmissionResult(student)


def slowly_named() -> Iterator[str]:
    """The class, those after bob only when his process has had time to end."""
    yield from CLASS[:2]
    time.sleep(1)
    yield from CLASS[2:]


def refuses(student: str) -> SubmissionResult:
    message = f"{student} is not known"
    raise ConfigError(message)


def test_one_worker_is_this_process():
    assert {result.fault for result in spread(by_process, CLASS, 1)} == {str(os.getpid())}


def test_more_workers_are_other_processes_and_results_come_in_order():
    results = list(spread(by_process, CLASS, 2))
    assert [result.student for result in results] == CLASS
    processes = {result.fault for result in results}
    assert len(processes) <= 2
    assert str(os.getpid()) not in processes


def test_a_submission_that_ends_its_process_is_reported_and_harms_no_other_one():
    results = {r.student: r.fault for r in spread(ends_its_process_for_bob, CLASS, 2)}
    assert results == {"ada": "", "bob": LOST, "cyd": "", "dee": ""}


def test_a_process_that_ended_by_chance_is_forgiven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("ONCE", str(tmp_path / "once"))
    results = {r.student: r.fault for r in spread(ends_its_process_once, CLASS, 2)}
    assert results == dict.fromkeys(CLASS, "")


def test_a_student_who_is_named_late_holds_back_nobody_before():
    seen: list[str] = []

    def named() -> Iterator[str]:
        yield "ada"
        while not seen:
            time.sleep(0.1)  # or thousands of tasks wait before the first process has started
            yield "bob"
        yield "cyd"

    seen.extend(result.student for result in spread(by_process, named(), 2))
    assert (seen[0], seen[-1]) == ("ada", "cyd")


def test_after_a_process_ended_those_named_later_are_graded_too():
    results = {r.student: r.fault for r in spread(ends_its_process_for_bob, slowly_named(), 2)}
    assert results == {"ada": "", "bob": LOST, "cyd": "", "dee": ""}


def test_what_a_task_refuses_is_raised_here():
    with pytest.raises(ConfigError, match="ada is not known"):
        list(spread(refuses, CLASS, 2))


def test_a_processor_is_available():
    assert 1 <= available() <= (os.cpu_count() or 1)


STARTER = """
import os, sys, time
from pathlib import Path
from grader.classroom.processes import spread

def sleeps(student):
    Path(student).write_text(str(os.getpid()))
    time.sleep(600)

if __name__ == "__main__":
    list(spread(sleeps, ["ada", "bob"], 2))
"""


def test_workers_end_with_the_process_that_started_them(tmp_path: Path):
    (tmp_path / "starter.py").write_text(STARTER)
    with subprocess.Popen([sys.executable, "starter.py"], cwd=tmp_path) as starter:
        wait_until(lambda: all((tmp_path / student).exists() for student in ("ada", "bob")))
        wait_until(lambda: all((tmp_path / student).read_text() for student in ("ada", "bob")))
        starter.kill()
    processes = [Path("/proc", (tmp_path / student).read_text()) for student in ("ada", "bob")]
    wait_until(lambda: not any(process.exists() for process in processes))


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
