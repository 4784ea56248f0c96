"""What the processes below this one use, read from the kernel's process table.

>>> worker = Process(parent=0, threads=3, own_seconds=1.5, buried_seconds=0.5, zombie=False)
>>> usage({1: worker}).tasks
3
>>> Meter().seconds({1: worker})
2.0
"""

import os
import resource
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SOCKET_BYTES = 256 * 1024
"""What a full socket holds, in the kernel and in no process's memory, where nobody changed it."""


@dataclass(frozen=True)
class Process:
    """A line of the process table."""

    parent: int
    threads: int
    own_seconds: float
    buried_seconds: float
    zombie: bool

    @property
    def cpu_seconds(self) -> float:
        """Its own CPU time and that of children it has buried."""
        return self.own_seconds + self.buried_seconds


@dataclass(frozen=True)
class Usage:
    """What processes use together: bytes, processes and threads."""

    memory_bytes: int
    tasks: int


class Meter:
    """The CPU time of processes that are looked at again and again.

    A parent that ignores SIGCHLD never buries its children, and the kernel then forgets what they
    have used. So what each process had used when it was last seen is kept as well.
    """

    def __init__(self) -> None:
        self._earlier = buried_seconds()
        self._seen: dict[int, float] = {}
        self._replaced = 0.0

    def seconds(self, processes: Mapping[int, Process]) -> float:
        """Return what these and those that are gone have used since this meter was made."""
        for pid, process in processes.items():
            before = self._seen.get(pid, 0.0)
            if process.own_seconds < before:  # another process of the same number
                self._replaced += before
            self._seen[pid] = process.own_seconds
        living = sum(process.cpu_seconds for process in processes.values())
        buried = buried_seconds() - self._earlier + living
        return max(buried, self._replaced + sum(self._seen.values()))


def table() -> dict[int, Process]:
    """Return the processes that can be seen, by id; none where there is no /proc."""
    tick = os.sysconf("SC_CLK_TCK")
    processes = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_bytes().rpartition(b") ")[2].split()
            processes[int(path.parent.name)] = Process(
                parent=int(fields[1]),
                threads=int(fields[17]),
                own_seconds=sum(map(int, fields[11:13])) / tick,
                buried_seconds=sum(map(int, fields[13:15])) / tick,
                zombie=fields[0] in (b"Z", b"X"),
            )
    return processes


def descendants() -> dict[int, Process]:
    """Return the children of this process, their children, and so on."""
    processes = table()
    children: dict[int, list[int]] = {}
    for pid, process in processes.items():
        children.setdefault(process.parent, []).append(pid)
    found = {}
    waiting = list(children.get(os.getpid(), []))
    while waiting:
        pid = waiting.pop()
        found[pid] = processes[pid]
        waiting.extend(children.get(pid, []))
    return found


def alive(processes: Mapping[int, Process]) -> dict[int, Process]:
    """Return those that are not only waiting to be buried."""
    return {pid: process for pid, process in processes.items() if not process.zombie}


def carriers(variable: str) -> set[int]:
    """Return the processes whose environment has this entry, as name=value."""
    found = set()
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if variable.encode() in path.read_bytes().split(b"\0"):
                found.add(int(path.parent.name))
    return found


def usage(processes: Mapping[int, Process]) -> Usage:
    """Add up what processes use.

    Memory is added up only where there are several: that of a single one is the kernel's to limit.
    """
    return Usage(
        memory_bytes=_memory(processes) if len(processes) > 1 else 0,
        tasks=sum(process.threads for process in processes.values()),
    )


def buried_seconds() -> float:
    """Return the CPU time of all children that this process has buried."""
    buried = resource.getrusage(resource.RUSAGE_CHILDREN)
    return buried.ru_utime + buried.ru_stime


def _memory(processes: Collection[int]) -> int:
    own = sum(map(_proportional_memory, processes))
    return own + SOCKET_BYTES * len(_sockets(processes))


def _proportional_memory(pid: int) -> int:
    """Return the memory of a process, each shared page divided by the processes that share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_bytes().splitlines():
            if line.startswith(b"Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _sockets(processes: Collection[int]) -> set[str]:
    """Return the sockets that processes hold open, each once."""
    found = set()
    for pid in processes:
        with suppress(OSError):
            for descriptor in Path(f"/proc/{pid}/fd").iterdir():
                with suppress(OSError):
                    target = str(descriptor.readlink())
                    if target.startswith("socket:"):
                        found.add(target)
    return found
