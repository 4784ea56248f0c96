"""Dask for real: a scheduler and workers, each a process of its own, on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.serving import PATIENCE, surroundings

NOTHING: Mapping[str, str] = MappingProxyType({})
Process = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Cluster:
    """A scheduler that runs on this machine, and its workers.

    Attributes:
        address: of the scheduler.
        scheduler: its process.
        workers: their processes.
    """

    address: str
    scheduler: Process
    workers: Sequence[Process]

    def lose_workers(self) -> None:
        """Kill all of them."""
        for worker in self.workers:
            worker.kill()


@contextmanager
def started(
    folder: Path, workers: int = 2, protocol: str = "tcp", more: Mapping[str, str] = NOTHING
) -> Iterator[Cluster]:
    """A cluster that ends with the test.

    Args:
        folder: where its processes may write.
        workers: how many there are.
        protocol: how they speak to each other.
        more: variables of their environment.
    """
    from distributed import Client  # noqa: PLC0415 - an extra

    where = folder / "scheduler.json"
    here = ("--host", "127.0.0.1", "--protocol", protocol)
    at = ("--scheduler-file", str(where))
    one = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
    with ExitStack() as stack:

        def begin(*words: str) -> Process:
            return stack.enter_context(_started(folder, *words, more=more))

        scheduler = begin("scheduler", *here, "--port", "0", *at)
        theirs = [begin("worker", *here, *at, *one) for _ in range(workers)]
        with Client(scheduler_file=str(where), timeout=PATIENCE) as client:
            if workers:
                client.wait_for_workers(workers, timeout=PATIENCE)
            address = client.scheduler.address
        yield Cluster(address, scheduler, theirs)


@contextmanager
def _started(folder: Path, *arguments: str, more: Mapping[str, str]) -> Iterator[Process]:
    with (folder / "dask.log").open("ab") as log:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard"]
        process = subprocess.Popen(
            command, stdout=log, stderr=subprocess.STDOUT, env=surroundings(**more)
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class Counting(Executor):
    """Passes tasks on, counts what comes back, and does something in the middle of it."""

    def __init__(self, inner: Executor, middle: int, act: Callable[[], None]) -> None:
        self.inner, self.middle, self.act = inner, middle, act
        self.asked = self.done = 0

    def submit(self, function: Any, /, *arguments: Any, **more: Any) -> Future[Any]:  # noqa: ANN401
        future = self.inner.submit(function, *arguments, **more)
        self.asked += 1
        future.add_done_callback(self.count)
        return future

    def count(self, _: Future[Any]) -> None:
        """One more is back."""
        self.done += 1
        if self.done == self.middle:
            self.act()
