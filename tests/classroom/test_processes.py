from __future__ import annotations

import os
import signal
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


def refuses(student: str) -> SubmissionResult:
    message = f"{student} is not known"
    raise ConfigError(message)


def test_one_worker_is_this_process():
    assert {result.fault for result in spread(by_process, CLASS, 1)} == {str(os.getpid())}


def test_one_submission_needs_no_second_process():
    assert [result.fault for result in spread(by_process, ["ada"], 2)] == [str(os.getpid())]


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


def test_what_a_task_refuses_is_raised_here():
    with pytest.raises(ConfigError, match="ada is not known"):
        list(spread(refuses, CLASS, 2))


def test_a_processor_is_available():
    assert 1 <= available() <= (os.cpu_count() or 1)
