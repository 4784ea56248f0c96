"""Grades a class, and ends as `kill -9` ends a process when it has touched the class so many times.

    python -m tests.killed ROOT ASSIGNMENT TIMES

Files below the root and statements to the gradebook count. It prints how many there were, if it
gets so far. So a moment is the same one on every machine, however busy that is.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from grader.classroom.grading import grade

FILES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "shutil.rmtree"}


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
            os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    moment = Moment(sys.argv[1], int(sys.argv[3]))
    sys.addaudithook(moment.file)
    for happening in ("before_cursor_execute", "commit"):
        event.listen(Engine, happening, moment.touch)
    grade(Path(sys.argv[1]), sys.argv[2])
    print(moment.touches)  # noqa: T201 - for the test that started this
