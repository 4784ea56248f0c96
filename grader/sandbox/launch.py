"""Runs a notebook's cells in a process, listens to it, and says how that went.

Called by `execute` with a notebook's sources, and with none by the probe of the walls. Behind
walls the process is the child of a warm parent (`warm`), or where that can't be had one of its own
(`cold`), as it always is without walls.
"""

import os
import select
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal

from grader.errors import ConfigError
from grader.sandbox import records
from grader.sandbox.cold import cold
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.running import FRAME, Asked, LostError, Running
from grader.sandbox.supervisor import Status
from grader.sandbox.warm import warm

Isolation = Literal["bubblewrap", "none"]
Wanted = Literal["bubblewrap", "best", "none"]
"""What can be asked for: walls or a refusal, the best there is, or no walls on purpose."""

Ended = Literal["finished", "cpu time", "wall time", "memory", "died", "output"]
INTERVAL = 0.5
EXPANSION = 8  # JSON writes a byte of text as at most six
Way = Callable[[Asked], AbstractContextManager[Running]]


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
    """Run cells in a process; raise ConfigError if it can't be started.

    A warm parent that is lost takes nothing with it: the cells are run again by a new one, and
    the last time without one.
    """
    asked = Asked(tuple(cells), limits, files, environment, walled=isolation == "bubblewrap")
    for way in (warm, warm) if cells and asked.walled else ():
        try:
            return run_by(way, asked)
        except LostError:
            continue
    return run_by(cold, asked)


def run_by(way: Way, asked: Asked) -> Run:
    """Run cells in one way; raise LostError if what was asked to run them is gone."""
    with way(asked) as running:
        return _listen(running, asked)


class _OverrunError(Exception):
    """A limit that is watched from outside was met: `ended` says which."""

    ended: Ended = "died"


class _WallTimeError(_OverrunError):
    ended = "wall time"


class _OutputError(_OverrunError):
    ended = "output"


def _listen(running: Running, asked: Asked) -> Run:
    cells, limits, began = len(asked.cells), asked.limits, time.monotonic()
    lines = _lines(running, limits, began + limits.wall_seconds)
    _await_ready(lines, running)
    finished: list[records.Record] = []
    status = None
    try:
        while len(finished) < cells:
            line = next(lines, None)
            if line is None:
                status = running.status()
                break
            finished.append(_in_order(records.read(line), len(finished)))
    except _OverrunError as overrun:
        ended = overrun.ended
    except ValueError:
        ended = "died"
    else:
        ended = "finished" if len(finished) == cells else _ENDED.get(status, "died")
    return Run(tuple(finished), ended, _reason(ended, status, limits), time.monotonic() - began)


def _await_ready(lines: Iterator[bytes], running: Running) -> None:
    try:
        line = next(lines, None)
        if line is None:
            running.status()
    except _OverrunError:
        line = None
    if line != records.READY.rstrip():
        said = running.said() or "nothing"
        message = f"the process for a notebook did not start; it said: {said}"
        raise ConfigError(message)


def _lines(running: Running, limits: Limits, deadline: float) -> Iterator[bytes]:
    """Yield complete lines until the process closes its pipe; raise where it goes too far."""
    poll = select.poll()
    poll.register(running.records, select.POLLIN)
    longest = EXPANSION * limits.cell_output_bytes + FRAME
    line, total = bytearray(), 0
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise _WallTimeError
        if not poll.poll(1000 * min(left, INTERVAL)):
            if running.gone():
                return  # it is gone, though something it left behind holds the pipe
            continue
        data = os.read(running.records, FRAME)
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
