"""Dask for real: a scheduler and two workers, each a process of its own, on this machine."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from grader.classroom.cluster import cluster, refuse_in_the_clear
from grader.classroom.grading import Way, grade
from grader.cli import main
from grader.errors import ConfigError
from grader.notebook import execution
from tests.serving import PATIENCE, surroundings
from tests.tiny_course import NAME, RIGHT, TinyCourse

distributed = pytest.importorskip("distributed")


@pytest.fixture(autouse=True)
def _no_client_is_left() -> Iterator[None]:
    """A client that could not connect ends when it is collected: here, not while another starts."""
    yield
    gc.collect()


SCORES = {"ada": 7, "bob": 0, "cyd": 6, "dee": 5}


@pytest.mark.parametrize(
    "address", ["tls://10.0.0.5:8786", "tcp://127.0.0.1:1", "localhost:8786", "tcp://[::1]:8786"]
)
def test_on_this_machine_and_over_tls_work_may_be_sent(address: str):
    refuse_in_the_clear(address)


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.5:8786", "10.0.0.5:8786", "grading.example.org", "ucx://10.0.0.5:1"]
)
def test_over_a_network_nothing_is_sent_in_the_clear(address: str):
    with pytest.raises(ConfigError, match=r"on another machine.*begins with tls://"):
        refuse_in_the_clear(address)


def test_without_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(ConfigError, match=r"Dask is not installed; run: .*\[dask\]"),
        cluster("localhost"),
    ):
        pass


def test_a_certificate_that_is_missing_is_said():
    with (
        pytest.raises(ConfigError, match=r"no Dask scheduler .* at tls://127"),
        cluster("tls://127.0.0.1:1"),
    ):
        pass


@contextmanager
def started(log: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """One of Dask's programs, ended with the test."""
    with log.open("ab") as file:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        process = subprocess.Popen(
            command, stdout=file, stderr=subprocess.STDOUT, env=surroundings()
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    log, where = tmp_path / "dask.log", tmp_path / "scheduler.json"
    here = ("--host", "127.0.0.1")
    listening = ("--port", "0", "--scheduler-file", str(where))
    joining = ("--scheduler-file", str(where), "--no-nanny", "--nthreads", "1")
    with (
        started(log, "scheduler", *here, *listening),
        started(log, "worker", *here, *joining, "--local-directory", str(tmp_path)) as one,
        started(log, "worker", *here, *joining, "--local-directory", str(tmp_path)) as other,
        distributed.Client(scheduler_file=str(where), timeout=PATIENCE) as client,
    ):
        client.wait_for_workers(2, timeout=PATIENCE)
        address = client.scheduler.address
        yield address, [one, other]


class Killing(Executor):
    """Passes tasks on; with the last one it kills a worker."""

    def __init__(self, inner: Executor, victim: subprocess.Popen[bytes], last: int) -> None:
        self.inner, self.victim, self.left = inner, victim, last

    def submit(self, function: Any, /, *arguments: Any, **more: Any) -> Future[Any]:  # noqa: ANN401
        future = self.inner.submit(function, *arguments, **more)
        self.left -= 1
        if self.left == 0:
            self.victim.kill()
        return future


def handed_in(released: Path, folder: Path) -> TinyCourse:
    course = TinyCourse(copytree(released, folder))
    course.hand_in("ada", course.answered(RIGHT))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    slow = f"import time\ntime.sleep(2)\n{RIGHT['q_jacobian_answer']}"
    wrong = "def double(v):\n    return 3 * v"
    course.hand_in(
        "dee", course.answered({**RIGHT, "q_jacobian_answer": slow, "q_double_answer": wrong})
    )
    return course


@pytest.mark.slow
def test_a_cluster_gives_the_scores_of_one_machine_also_when_a_worker_is_killed(
    released_course: Path,
    tmp_path: Path,
    workers: tuple[str, list[subprocess.Popen[bytes]]],
    monkeypatch: pytest.MonkeyPatch,
):
    course = handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    monkeypatch.setattr(execution, "carry_out", lambda _: pytest.fail("it ran on this machine"))
    address, (victim, _) = workers
    with cluster(address) as executor:
        with pytest.raises(TimeoutError):  # Dask would have unpickled it
            executor.submit(complex, 1, 2).exception(timeout=3)
        killing = Killing(executor, victim, last=3)
        result = grade(course.root, NAME, Way(executor=killing))
    assert {each.student: each.notebooks[0].score for each in result.submissions} == SCORES
    assert not any(each.fault for each in result.submissions)
    assert victim.wait(PATIENCE) == -9


@pytest.mark.slow
def test_the_command_says_that_nobody_answers(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    course = handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    monkeypatch.setattr("grader.classroom.cluster.SECONDS", 1)
    assert main(["grade", NAME, "--isolation", "best", "--dask", "tcp://127.0.0.1:1"]) == 2
    assert "no Dask scheduler can be reached at tcp://127.0.0.1:1" in capsys.readouterr().err
