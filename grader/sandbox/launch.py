"""Starts the process that runs a notebook's cells, listens to it, and ends it.

Called by `execute` with a notebook's sources, and with none by the probe of the walls.
"""

import json
import os
import secrets
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from grader.errors import ConfigError
from grader.sandbox import records, walls
from grader.sandbox.environment import surroundings
from grader.sandbox.job import Job
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.processes import carriers
from grader.sandbox.supervisor import PATIENCE, Status, end_all

Isolation = Literal["bubblewrap", "none"]
Wanted = Literal["bubblewrap", "best", "none"]
"""What can be asked for: walls or a refusal, the best there is, or no walls on purpose."""

Ended = Literal["finished", "cpu time", "wall time", "memory", "died", "output"]
START = """
import os, sys
sys.path.insert(0, sys.argv.pop())
from grader.sandbox.program import main
del sys.path[0]
os._exit(main())
"""
PROGRAM = ("-P", "-s", "-B", "-c", START, str(Path(__file__).parents[2]))
"""The package that runs here, wherever the interpreter would look for one: the walls show it."""
INTERVAL = 0.5
TOKEN = "JACOBIAN_RUN"  # noqa: S105 - the name of a variable that marks a run's processes
EXPANSION = 8  # JSON writes a byte of text as at most six
FRAME = 1 << 16


@dataclass(frozen=True)
class Run:
    """What came out of a run.

    Args:
        records: one for each cell that finished, in order.
        ended: how the run ended.
        reason: why it was stopped, a clause that begins with "it"; empty if it finished.
        seconds: elapsed time.
    """

    records: tuple[records.Record, ...]
    ended: Ended
    reason: str
    seconds: float


def launch(
    cells: Sequence[str],
    limits: Limits,
    files: Mapping[str, bytes],
    environment: Mapping[str, str],
    isolation: Isolation,
) -> Run:
    """Run cells in a process of their own; raise ConfigError if it can't be started."""
    began = time.monotonic()
    with ExitStack() as stack:
        info, info_writer = os.pipe()
        stack.callback(os.close, info)
        place = _place(isolation, limits, info_writer, stack)
        job = Job(tuple(cells), files, limits, place.folder, place.user, place.tasks_elsewhere)
        question = stack.enter_context(tempfile.TemporaryFile())
        question.write(job.to_json())
        question.seek(0)
        complaints = stack.enter_context(tempfile.TemporaryFile())
        token = secrets.token_hex(16)
        process = subprocess.Popen(  # noqa: S603 - the command line is ours
            [*place.command, sys.executable, *PROGRAM],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={
                **surroundings(place.folder, place.scratch, os.environ),
                **environment,
                TOKEN: token,
            },
            cwd="/",
            start_new_session=True,
            pass_fds=(info_writer,),
        )
        os.close(info_writer)
        first = _first_process(info) if place.command else None
        stack.callback(_end, process, first, f"{TOKEN}={token}")
        return _listen(process, len(cells), limits, began, complaints)


def _place(isolation: Isolation, limits: Limits, info: int, stack: ExitStack) -> walls.Place:
    if isolation == "bubblewrap":
        return walls.bubblewrapped(limits, info)
    folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
    return walls.unwalled(Path(folder).resolve())


class _OverrunError(Exception):
    """A limit that is watched from outside was met: `ended` says which."""

    ended: Ended = "died"


class _WallTimeError(_OverrunError):
    ended = "wall time"


class _OutputError(_OverrunError):
    ended = "output"


def _listen(
    process: "subprocess.Popen[bytes]",
    cells: int,
    limits: Limits,
    began: float,
    complaints: IO[bytes],
) -> Run:
    lines = _lines(process, limits, began + limits.wall_seconds)
    _await_ready(lines, complaints)
    finished: list[records.Record] = []
    status = None
    try:
        while len(finished) < cells:
            line = next(lines, None)
            if line is None:
                status = _status(process)
                break
            finished.append(_in_order(records.read(line), len(finished)))
    except _OverrunError as overrun:
        ended = overrun.ended
    except ValueError:
        ended = "died"
    else:
        ended = "finished" if len(finished) == cells else _ENDED.get(status, "died")
    return Run(tuple(finished), ended, _reason(ended, status, limits), time.monotonic() - began)


def _await_ready(lines: Iterator[bytes], complaints: IO[bytes]) -> None:
    try:
        ready = next(lines, b"") == records.READY.rstrip()
    except _OverrunError:
        ready = False
    if not ready:
        complaints.seek(0)
        said = complaints.read(FRAME).decode(errors="replace").strip()
        message = f"the process for a notebook did not start; it said: {said or 'nothing'}"
        raise ConfigError(message)


def _lines(process: "subprocess.Popen[bytes]", limits: Limits, deadline: float) -> Iterator[bytes]:
    """Yield complete lines until the process closes its pipe; raise where it goes too far."""
    assert process.stdout is not None  # noqa: S101 - it was asked for
    pipe = process.stdout.fileno()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    longest = EXPANSION * limits.cell_output_bytes + FRAME
    line, total = bytearray(), 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _WallTimeError
        if not poll.poll(1000 * min(left, INTERVAL)):
            if process.poll() is not None:
                return  # it is gone, though something it left behind holds the pipe
            continue
        data = os.read(pipe, FRAME)
        if not data:
            return
        total += len(data)
        *complete, rest = data.split(b"\n")
        for end in complete:
            yield bytes(line + end)
            line.clear()
        line += rest
        if total > limits.output_bytes + FRAME or len(line) > longest:
            raise _OutputError


def _in_order(record: records.Record, expected: int) -> records.Record:
    if record.cell != expected:
        message = f"the record is about cell {record.cell}; expected {expected}"
        raise ValueError(message)
    return record


def _status(process: "subprocess.Popen[bytes]") -> int | None:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(PATIENCE + 1)
    return None


_ENDED: Mapping[int | None, Ended] = {Status.CPU_TIME: "cpu time", Status.MEMORY: "memory"}


def _reason(ended: Ended, status: int | None, limits: Limits) -> str:
    if status == Status.PROCESSES:
        return f"it started more than {limits.processes} processes and threads"
    return {
        "finished": "",
        "cpu time": f"it used more than {limits.cpu_seconds:g} s of CPU time",
        "wall time": f"it ran longer than {limits.wall_seconds:g} s",
        "memory": f"it needed more than {limits.memory_bytes // MIB} MiB of memory",
        "output": f"it put out more than {limits.output_bytes} bytes",
        "died": "its process ended before the cell did",
    }[ended]


def _first_process(info: int) -> int | None:
    """Return a descriptor of the first process inside the walls, if there is one."""
    data = b""
    while part := os.read(info, 4096):
        data += part
    with suppress(ValueError, KeyError, OSError):
        return os.pidfd_open(json.loads(data)["child-pid"])
    return None


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
    else:  # bubblewrap may return before the kernel has emptied the namespace
        gone = select.poll()
        gone.register(first, select.POLLIN)
        gone.poll(1000 * PATIENCE)
        os.close(first)
