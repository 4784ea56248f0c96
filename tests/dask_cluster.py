"""Dask for real: a scheduler and two workers, each a process of its own, on this machine."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from tests.serving import PATIENCE, surroundings

NOTHING: Mapping[str, str] = MappingProxyType({})
Workers = list["subprocess.Popen[bytes]"]


@contextmanager
def two_workers(
    folder: Path, protocol: str = "tcp", more: Mapping[str, str] = NOTHING
) -> Iterator[tuple[str, Workers]]:
    """The address of a scheduler, and its workers; all end with the test.

    Args:
        folder: where they may write.
        protocol: how they speak to each other.
        more: variables of their environment.
    """
    from distributed import Client  # noqa: PLC0415 - an extra

    where = folder / "scheduler.json"
    here = ("--host", "127.0.0.1", "--protocol", protocol)
    at = ("--scheduler-file", str(where))
    one = ("--no-nanny", "--nthreads", "1", "--local-directory", str(folder))
    with (
        _started(folder, "scheduler", *here, "--port", "0", *at, more=more),
        _started(folder, "worker", *here, *at, *one, more=more) as first,
        _started(folder, "worker", *here, *at, *one, more=more) as second,
        Client(scheduler_file=str(where), timeout=PATIENCE) as client,
    ):
        client.wait_for_workers(2, timeout=PATIENCE)
        yield client.scheduler.address, [first, second]


@contextmanager
def _started(
    folder: Path, *arguments: str, more: Mapping[str, str]
) -> Iterator[subprocess.Popen[bytes]]:
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
