"""What does a command cost, with all that it starts, also behind walls?

The kernel counts the processor time of processes whose parents wait for them. What stands behind
walls is killed in the end, with nobody to wait for it: its time is looked up while it runs.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.processes import Process, table
from grader.sandbox.supervisor import PR_SET_CHILD_SUBREAPER, prctl

LOOK = 0.1
WALLS = "bwrap"
GRADER = "import sys; from grader.cli import main; sys.exit(main(sys.argv[1:]))"
NBGRADER = "import sys; from nbgrader.apps.nbgraderapp import main; sys.exit(main())"


class CommandFailedError(Exception):
    """A command that is measured did not do its work."""


@dataclass(frozen=True)
class Spent:
    """What a command took.

    Attributes:
        seconds: elapsed time.
        processor: processor seconds of all its processes.
        walled: those of them that were spent behind walls.
    """

    seconds: float
    processor: float
    walled: float = 0.0


def run(command: Sequence[str], folder: Path, *, allowed: Iterable[int] = (0,)) -> Spent:
    """Run a command in a folder and count what it takes.

    Raises:
        CommandFailedError: its exit status is another one; the message ends with what it said.
    """
    log = folder / "said.log"
    with _burying():
        spent, status = _run(command, folder, log)
    if status not in allowed:
        last = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        message = f"{' '.join(command[2:])} ended with {status}:\n{last}"
        raise CommandFailedError(message)
    return spent


@contextmanager
def _burying() -> Iterator[None]:
    """What a command leaves behind is buried here, and by nobody later."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    try:
        yield
    finally:
        prctl(PR_SET_CHILD_SUBREAPER, 0)


def _run(command: Sequence[str], folder: Path, log: Path) -> tuple[Spent, int]:
    """What a command took, and its exit status."""
    before, began = _buried(), time.monotonic()
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env=_surroundings(),
        )
        walled = _watched(process)
    seconds = time.monotonic() - began
    return Spent(seconds, _buried() - before + walled, walled), process.returncode


def nbgrader(*arguments: str) -> list[str]:
    """The command line of nbgrader."""
    return [sys.executable, "-c", NBGRADER, *arguments]


def grader(*arguments: str) -> list[str]:
    """The command line of this package."""
    return [sys.executable, "-c", GRADER, *arguments]


def _surroundings() -> dict[str, str]:
    """Our environment, in which nbgrader finds the commands that it needs."""
    here = str(Path(sys.executable).parent)
    return {**os.environ, "PATH": os.pathsep.join([here, os.environ.get("PATH", os.defpath)])}


def _watched(process: subprocess.Popen[bytes]) -> float:
    """Wait for a process; the processor seconds that were spent behind walls."""
    seen: dict[int, float] = {}
    while True:
        try:
            process.wait(LOOK)
        except subprocess.TimeoutExpired:
            seen |= _behind_walls(process.pid)
        else:
            return sum(seen.values(), 0.0)


def _behind_walls(pid: int) -> dict[int, float]:
    """Processor seconds so far behind each of the walls below a process."""
    processes = table()
    below = _below(pid, processes)
    outermost = [p for p in below if _is_walls(p) and not _is_walls(processes[p].parent)]
    return {
        wall: sum(processes[p].cpu_seconds for p in _below(wall, processes)) for wall in outermost
    }


def _below(pid: int, processes: dict[int, Process]) -> set[int]:
    found = {pid} & processes.keys()
    while more := {p for p, process in processes.items() if process.parent in found} - found:
        found |= more
    return found


def _is_walls(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == WALLS
    return False


def _buried() -> float:
    """Processor time so far of all children that have ended, which are buried first."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
