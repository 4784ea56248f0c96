"""Runs a notebook in a process of its own that starts from nothing.

It serves where a warm parent can't be had, and wherever no walls are wanted: without them student
code could harm a parent that others need.
"""

import os
import secrets
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from grader.sandbox import filters, walls
from grader.sandbox.environment import surroundings
from grader.sandbox.job import Job
from grader.sandbox.processes import carriers
from grader.sandbox.running import Asked, Running, complained, program
from grader.sandbox.supervisor import PATIENCE, end_all

PROGRAM = program("program")
TOKEN = "JACOBIAN_RUN"  # noqa: S105 - the name of a variable that marks a run's processes


@dataclass(frozen=True)
class Cold:
    """A process of its own.

    Args:
        process: bubblewrap, or the supervisor where there are no walls.
        complaints: what takes its standard error.
    """

    process: "subprocess.Popen[bytes]"
    complaints: IO[bytes]

    @property
    def records(self) -> int:
        """Its standard output."""
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        return self.process.stdout.fileno()

    def gone(self) -> bool:
        """Whether it has ended, even if something that it left behind holds the pipe."""
        return self.process.poll() is not None

    def status(self) -> int | None:
        """Its exit status."""
        with suppress(subprocess.TimeoutExpired):
            return self.process.wait(PATIENCE + 1)
        return None

    def said(self) -> str:
        """What it wrote to its standard error."""
        return complained(self.complaints)


@contextmanager
def cold(asked: Asked) -> Iterator[Running]:
    """Start a process for a notebook, and end it and all that it started afterwards."""
    with ExitStack() as stack:
        info, info_writer = os.pipe()
        stack.callback(os.close, info)
        place = _place(asked, info_writer, stack)
        job = Job(
            *(asked.cells, asked.files, asked.limits),
            *(place.folder, place.user, place.tasks_elsewhere),
            confined=asked.walled,
            system_calls=filters.system_calls() if asked.walled else b"",
        )
        complaints = stack.enter_context(tempfile.TemporaryFile())
        token = secrets.token_hex(16)
        process = subprocess.Popen(  # noqa: S603 - the command line is ours
            [*place.command, *PROGRAM],
            stdin=stack.enter_context(question(job)),
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={
                **surroundings(place.folder, place.scratch, os.environ),
                **asked.environment,
                TOKEN: token,
            },
            cwd="/",
            start_new_session=True,
            pass_fds=(info_writer,),
        )
        os.close(info_writer)
        first = walls.first_process(info) if place.command else None
        stack.callback(_end, process, first, f"{TOKEN}={token}")
        yield Cold(process, complaints)


@contextmanager
def question(job: Job) -> Iterator[IO[bytes]]:
    """Give a file from which the job can be read."""
    with tempfile.TemporaryFile() as file:
        file.write(job.to_json())
        file.seek(0)
        yield file


def _place(asked: Asked, info: int, stack: ExitStack) -> walls.Place:
    if asked.walled:
        return walls.bubblewrapped(asked.limits, info)
    folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
    return walls.unwalled(Path(folder).resolve())


def _end(process: "subprocess.Popen[bytes]", first: int | None, variable: str) -> None:
    """End the process; return when nothing that it started is left."""
    process.terminate()
    try:
        process.wait(2 * PATIENCE + 1)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
    if first is None:  # without walls, student code can kill the supervisor
        end_all(lambda: carriers(variable))
    else:
        walls.await_end(first)
