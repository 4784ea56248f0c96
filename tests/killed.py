"""Grades a class while something of it is killed, as `kill -9` does, or a system without memory.

    python -m tests.killed ROOT ASSIGNMENT VICTIM MOMENT

The victim is the grader, one of two workers that grade for it, the warm parent of the notebooks,
bubblewrap around that, or the judge. The moment of the first two is a number of touches: files
below the root and statements to the gradebook count. So it is the same one on every machine,
however busy that is. The others touch nothing, and theirs is a number of seconds from their start.
`nobody` is killed at no moment.

Prints, as JSON, how many touches there were, and for how many seconds each of the others was
there, if it gets so far. Writes a file `killed` beside the root if somebody was killed.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from grader.classroom.grading import Way, grade
from grader.sandbox.processes import table

FILES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}
PARENTS = {"bubblewrap": 1, "parent": 4}
"""How many processes are in each other, from bubblewrap to the one that is meant."""


class Moment:
    """Comes after a number of touches."""

    def __init__(self, root: str, times: int) -> None:
        self.root = root
        self.times = times
        self.touches = 0

    def file(self, name: str, arguments: tuple[object, ...]) -> None:
        """Hear of all that Python does."""
        if name in FILES and any(f"{each}".startswith(self.root) for each in arguments):
            self.touch()

    def touch(self, *_: object) -> None:
        """One more; perhaps the last."""
        self.touches += 1
        if self.touches == self.times:
            kill(os.getpid(), self.root)


class Start:
    """Comes some seconds after a program was started for the first time."""

    def __init__(self, root: str, victim: str, seconds: float = math.inf) -> None:
        self.root = root
        self.victim = victim
        self.seconds = seconds
        self.began = math.inf

    @property
    def lived(self) -> float:
        """For how many seconds it has been there."""
        return time.monotonic() - self.began

    def program(self, name: str, arguments: tuple[object, ...]) -> None:
        """Hear of all that Python does."""
        if name == "subprocess.Popen" and self.began == math.inf and self.meant(arguments[1]):
            self.began = time.monotonic()
            if self.seconds < math.inf:
                threading.Thread(target=self.strike, daemon=True).start()

    def meant(self, command: object) -> bool:
        """Whether a command starts what is to be killed."""
        words = [os.fsdecode(word) for word in command] if isinstance(command, list) else []
        wanted = "grader.judging.worker" if self.victim == "judge" else "bwrap"
        return any(word.endswith(wanted) for word in words)

    def strike(self) -> None:
        """Kill it at its moment, or when it is there after that."""
        time.sleep(self.seconds)
        inner = PARENTS.get(self.victim, 1)
        while True:
            for pid in children(os.getpid()):
                with suppress(OSError):
                    command = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
                    if self.meant(command) and len(found := chain(pid)) >= inner:
                        return kill(found[inner - 1], self.root)
            time.sleep(0.002)


def children(pid: int) -> list[int]:
    """The processes that a process has started, and that live."""
    return [child for child, process in table().items() if process.parent == pid]


def chain(pid: int) -> list[int]:
    """A process, its child, its child's child and so on."""
    found = [pid]
    while below := children(found[-1]):
        found.append(below[0])
    return found


def kill(pid: int, root: str) -> None:
    """Kill a process, unless another one was killed before; the file `killed` tells."""
    with suppress(FileExistsError):
        Path(root).with_name("killed").touch(exist_ok=False)
        os.kill(pid, signal.SIGKILL)


def listen(arguments: Sequence[str]) -> dict[str, Moment | Start]:
    """Kill the victim at its moment, if that is in this process."""
    root, _, victim, when = arguments
    here = victim == ("grader" if __name__ == "__main__" else "worker")
    moment = Moment(root, int(when) if here else 0)
    sys.addaudithook(moment.file)
    for happening in ("before_cursor_execute", "commit"):
        event.listen(Engine, happening, moment.touch)
    starts = {
        each: Start(root, each, float(when) if each == victim else math.inf)
        for each in ("bubblewrap", "parent", "judge")
    }
    for start in starts.values():
        sys.addaudithook(start.program)
    return {"grader": moment, **starts}


if __name__ in ("__main__", "__mp_main__"):
    heard = listen(sys.argv[1:])
if __name__ == "__main__":
    way = Way(workers=2 if sys.argv[3] == "worker" else 1)
    grade(Path(sys.argv[1]), sys.argv[2], way)
    spans = {
        name: each.touches if isinstance(each, Moment) else each.lived
        for name, each in heard.items()
    }
    print(json.dumps(spans))  # noqa: T201 - for the test that started this
