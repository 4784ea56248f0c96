"""How is a program of ours kept at hand that may hang or crash? It is replaced when it ends.

>>> import sys
>>> with Worker([sys.executable, "-I", "-c", "print(input()[::-1], flush=True)"]) as worker:
...     worker.ask(b"abc", seconds=60)
...     worker.ask(b"def", seconds=60).reason
b'cba'
'the worker ended with status 0: it said nothing'
"""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
import weakref
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self

from grader.workers.pipes import Failure, exchange

OUT_OF_TIME = "interrupted: the limit on processor time was reached"
TELLING = 500
"""Characters of a worker's last words that are passed on."""


@dataclass(frozen=True)
class End:
    """Why a worker gave no answer; it is gone, and the next question starts another.

    Attributes:
        reason: in words; `OUT_OF_TIME` if it reached its limit on processor time.
        seconds: the real time until then.
        answered: how many questions it had answered before.
    """

    reason: str
    seconds: float
    answered: int


class Worker:
    """A program that answers each line it reads with one line, started when it is first needed.

    It ends when it is closed, and otherwise with this object.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] | None = None
        self._answered = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id; None if none is running now."""
        return None if self._process is None else self._process.pid

    def ask(self, line: bytes, seconds: float) -> bytes | End:
        """What the program answers to `line` within `seconds` of real time, without line ends."""
        begin = time.monotonic()
        answer = exchange(self._running(), line + b"\n", seconds)
        if isinstance(answer, Failure):
            reason, answered = self._reason(answer), self._answered
            self.close()
            return End(reason, time.monotonic() - begin, answered)
        self._answered += 1
        return answer[:-1]

    @property
    def answered(self) -> int:
        """How many questions the program that is running now has answered."""
        return self._answered

    def close(self) -> None:
        """End the program, if it is running."""
        if self._process is not None:
            self._end()
        self._process, self._errors, self._answered = None, None, 0

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
            owner, started, errors = os.getpid(), self._process, self._errors
            self._end = weakref.finalize(self, _end, owner, started, errors)
        return self._process

    def _reason(self, failure: Failure) -> str:
        if failure is not Failure.ENDED:
            return failure.value
        assert self._process is not None  # noqa: S101 - it has just ended
        status = self._process.wait()
        if status == -signal.SIGXCPU:
            return OUT_OF_TIME
        return f"{failure.value} with status {status}: {self._last_words()}"

    def _last_words(self) -> str:
        assert self._errors is not None  # noqa: S101 - opened with the process
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:TELLING] if lines else "it said nothing"


def _end(owner: int, process: subprocess.Popen[bytes], errors: IO[bytes]) -> None:
    """End a program, unless this process is only a copy of the one that started it."""
    if os.getpid() == owner:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout, errors):
        if stream is not None:
            stream.close()
