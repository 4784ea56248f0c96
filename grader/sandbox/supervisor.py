"""Watches the process that runs the cells, and takes everything it started with it in the end.

It holds no secret and judges nothing: its exit status tells `execute` why it stopped.
"""

import enum
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from grader.sandbox.limits import Limits
from grader.sandbox.processes import Meter, alive, descendants, usage

INTERVAL = 0.1
PATIENCE = 5.0
OUTSIDE = 0  # the parent of the first process of a namespace
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_CHILD_SUBREAPER = 1, 4, 36


class Status(enum.IntEnum):
    """How the notebook's process ended, as an exit status."""

    FINISHED = 0
    CPU_TIME = 81
    MEMORY = 82
    PROCESSES = 83
    DIED = 84
    STOPPED = 85
    REFUSED = 86


def supervise(
    run: Callable[[], None],
    limits: Limits,
    fork: Callable[[], int] = os.fork,
    stop: int | None = None,
) -> Status:
    """Run a function in a child process; return when it and all its descendants are gone.

    Args:
        run: the function.
        limits: what the child and its descendants may use together.
        fork: makes the child.
        stop: a descriptor; as soon as there is something to read, the child is ended.
    """
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    meter = Meter()
    with _wakened() as (reader, asked):
        supervisor = os.getpid()
        child = fork()
        if child == 0:
            _become_child(supervisor)
            run_child(run)
        try:
            status = None
            while status is None:
                ready, _, _ = select.select([reader, *_given(stop)], [], [], INTERVAL)
                with suppress(BlockingIOError):
                    os.read(reader, 4096)
                status = _ended(child, limits)
                if status is None:
                    stopped = asked or stop in ready
                    status = Status.STOPPED if stopped else overrun(limits, meter)
            return status
        finally:
            end_all(lambda: set(alive(descendants())))
            _bury_all()


def _given(descriptor: int | None) -> list[int]:
    return [] if descriptor is None else [descriptor]


@contextmanager
def _wakened() -> Iterator[tuple[int, list[int]]]:
    """Give a pipe that signals can be heard by, and the list of requests to end."""
    reader, writer = os.pipe()
    os.set_blocking(reader, False)
    os.set_blocking(writer, False)
    asked: list[int] = []
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    try:
        yield reader, asked
    finally:
        signal.set_wakeup_fd(-1)
        os.close(reader)
        os.close(writer)


def prctl(option: int, value: int) -> None:
    """Ask the kernel for one property of this process; nothing happens where there is no prctl."""
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - not needed elsewhere

        ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def _become_child(supervisor: int) -> None:
    os.close(signal.set_wakeup_fd(-1))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.setsid()
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() not in (supervisor, OUTSIDE):
        os._exit(Status.DIED)


def run_child(run: Callable[[], None]) -> NoReturn:
    """Run the function, and end this process with the status that says how it went."""
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


def overrun(limits: Limits, meter: Meter) -> Status | None:
    """Return which limit the descendants of this process have passed, if they have."""
    processes = descendants()
    if meter.seconds(processes) > limits.cpu_seconds:
        return Status.CPU_TIME
    used = usage(processes)
    if used.memory_bytes > limits.memory_bytes:
        return Status.MEMORY
    if used.tasks > limits.processes:
        return Status.PROCESSES
    return None


def end_all(find: Callable[[], set[int]]) -> None:
    """Kill all processes that are found: first stop them, or a fork bomb outruns the killing."""
    stopped: set[int] = set()
    deadline = time.monotonic() + PATIENCE
    while (new := find() - stopped) and time.monotonic() < deadline:
        _signal(new, signal.SIGSTOP)
        stopped |= new
    deadline = time.monotonic() + PATIENCE
    while (left := find()) and time.monotonic() < deadline:
        _signal(left, signal.SIGKILL)
        time.sleep(INTERVAL / 10)


def _bury_all() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _signal(processes: Iterable[int], number: signal.Signals) -> None:
    for pid in processes:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, number)
