"""Watches the process that runs the cells, and takes everything it started with it in the end.

It holds no secret and judges nothing: its exit status tells `execute` why it stopped.
"""

import enum
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from grader.sandbox.limits import Limits

INTERVAL = 0.1
PATIENCE = 5.0
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36


class Status(enum.IntEnum):
    """How the notebook's process ended, as an exit status."""

    FINISHED = 0
    CPU_TIME = 81
    MEMORY = 82
    PROCESSES = 83
    DIED = 84
    STOPPED = 85


@dataclass(frozen=True)
class Usage:
    """What a process and its descendants use now: CPU seconds, bytes, processes and threads."""

    cpu_seconds: float
    memory_bytes: int
    tasks: int


def supervise(run: Callable[[], None], limits: Limits) -> Status:
    """Run a function in a child process; return when it and all its descendants are gone."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    stop: list[int] = []
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda number, _: stop.append(number))
    supervisor = os.getpid()
    child = os.fork()
    if child == 0:
        _become_child(supervisor, (reader, writer))
        _run_child(run)
    status = None
    while status is None:
        select.select([reader], [], [], INTERVAL)
        with suppress(BlockingIOError):
            os.read(reader, 4096)
        status = _ended(child, limits)
        if status is None:
            status = Status.STOPPED if stop else _overrun(limits)
    _end_all()
    return status


def prctl(option: int, value: int) -> None:
    """Ask the kernel for one property of this process; nothing happens where there is no prctl."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - not needed elsewhere

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _become_child(supervisor: int, descriptors: tuple[int, ...]) -> None:
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for descriptor in descriptors:
        os.close(descriptor)
    os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != supervisor:
        os._exit(Status.DIED)


def _run_child(run: Callable[[], None]) -> NoReturn:
    status = Status.DIED
    try:
        run()
        status = Status.FINISHED
    except MemoryError:
        status = Status.MEMORY
    except BaseException:
        sys.__excepthook__(*sys.exc_info())
        raise
    finally:
        os._exit(status)


def _ended(child: int, limits: Limits) -> Status | None:
    """Return how the child ended, if it has; bury whatever else has ended."""
    ended = None
    while True:
        try:
            pid, wait_status, used = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0:
            return ended
        if pid == child:
            code = os.waitstatus_to_exitcode(wait_status)
            killed = code in (-signal.SIGKILL, -signal.SIGXCPU)
            spent = used.ru_utime + used.ru_stime
            if killed and spent > limits.cpu_seconds - 0.5:
                ended = Status.CPU_TIME
            else:
                known = code in (Status.FINISHED, Status.MEMORY)
                ended = Status(code) if known else Status.DIED


def _overrun(limits: Limits) -> Status | None:
    used = usage(_descendants())
    if used.cpu_seconds > limits.cpu_seconds:
        return Status.CPU_TIME
    if used.memory_bytes > limits.memory_bytes:
        return Status.MEMORY
    if used.tasks > limits.processes:
        return Status.PROCESSES
    return None


def usage(processes: "dict[int, Process]") -> Usage:
    """Add up what processes use, and what their buried children have used."""
    buried = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = len(processes) == 1
    return Usage(
        cpu_seconds=buried.ru_utime
        + buried.ru_stime
        + sum(process.cpu_seconds for process in processes.values()),
        memory_bytes=0 if alone else sum(map(_proportional_memory, processes)),
        tasks=sum(process.threads for process in processes.values()),
    )


@dataclass(frozen=True)
class Process:
    """A line of the process table."""

    parent: int
    threads: int
    cpu_seconds: float
    zombie: bool


def _table() -> dict[int, Process]:
    """Return the processes that can be seen; none where there is no /proc."""
    tick = os.sysconf("SC_CLK_TCK")
    table = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_bytes().rpartition(b") ")[2].split()
            table[int(path.parent.name)] = Process(
                parent=int(fields[1]),
                threads=int(fields[17]),
                cpu_seconds=sum(map(int, fields[11:15])) / tick,
                zombie=fields[0] in (b"Z", b"X"),
            )
    return table


def _descendants() -> dict[int, Process]:
    table = _table()
    children: dict[int, list[int]] = {}
    for pid, process in table.items():
        children.setdefault(process.parent, []).append(pid)
    found = {}
    waiting = list(children.get(os.getpid(), []))
    while waiting:
        pid = waiting.pop()
        found[pid] = table[pid]
        waiting.extend(children.get(pid, []))
    return found


def _proportional_memory(pid: int) -> int:
    """Return the memory of a process, each shared page divided by the processes that share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _end_all() -> None:
    """Kill every descendant: first stop them, or a fork bomb outruns the killing."""
    deadline = time.monotonic() + PATIENCE
    stopped: set[int] = set()
    while time.monotonic() < deadline:
        alive = {pid for pid, process in _descendants().items() if not process.zombie}
        _signal(alive - stopped, signal.SIGSTOP)
        if alive <= stopped:
            break
        stopped |= alive
    while time.monotonic() < deadline:
        _signal(_descendants(), signal.SIGKILL)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
            continue
        break


def _signal(processes: "set[int] | dict[int, Process]", number: signal.Signals) -> None:
    for pid in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
