"""How is a submission judged so that nothing in it can hurt? In a worker with limits.

A worker that crashes, runs out of memory or takes too long is replaced, and its question goes to a
human: what we could not judge is never a zero. Processor time decides; the limit on real time is a
safety net, after which a question gets one more chance in a fresh worker.
"""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Any, Self

from grader.judging.marking import for_a_human
from grader.judging.requests import Item, Request, used_by
from grader.verdict import Report

__all__ = ["Budget", "Item", "Judge"]

LARGEST_REPORT = 8_000_000
CHUNK = 65_536
TELLING = 500


@dataclass(frozen=True)
class Budget:
    """What judging may cost.

    Attributes:
        submission_seconds: processor time for all questions of one submission.
        question_seconds: processor time for one question.
        wall_seconds: real time for one question.
        memory_bytes: address space of the worker.
    """

    submission_seconds: float = 60.0
    question_seconds: float = 20.0
    wall_seconds: float = 120.0
    memory_bytes: int = 2**31


@dataclass(frozen=True)
class _End:
    """Why a worker ended without a report."""

    reason: str
    seconds: float
    again: bool


@dataclass
class Judge:
    """A judge in a process of its own, which is replaced when it ends before its time.

    >>> with Judge() as judge:
    ...     judge.judge_all([])
    []
    """

    budget: Budget = field(default_factory=Budget)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _errors: IO[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def judge_all(self, items: Sequence[Item]) -> list[Report]:
        """Judge the questions of one submission in order, with follow-through."""
        judged: list[tuple[Item, Report]] = []
        left = self.budget.submission_seconds
        for item in items:
            report, seconds = self._judge(item, used_by(item, judged), left)
            judged.append((item, report))
            left -= seconds
        return [report for _, report in judged]

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout, self._errors):
                if stream is not None:
                    stream.close()
        self._process, self._errors = None, None

    def _judge(
        self, item: Item, earlier: tuple[tuple[Item, Report], ...], left: float
    ) -> tuple[Report, float]:
        spent = 0.0
        reasons: list[str] = []
        for _ in range(2):
            if left - spent <= 0:
                reasons.append("interrupted: the submission's time for judging was used up")
                break
            seconds = min(self.budget.question_seconds, left - spent)
            found = self._ask(Request(item, earlier, seconds))
            if not isinstance(found, _End):
                return found[0], spent + found[1]
            spent += found.seconds
            reasons.append(found.reason)
            if not found.again:
                break
        return for_a_human(item.question, *reasons), spent

    def _ask(self, request: Request) -> tuple[Report, float] | _End:
        process = self._worker()
        begin = time.monotonic()
        line = _exchange(process, request.to_line(), self.budget.wall_seconds)
        if line is not None and line.endswith(b"\n"):
            data: dict[str, Any] = json.loads(line)
            return Report.from_dict(data["report"]), data["seconds"]
        return self._ended(line is None, time.monotonic() - begin, request.seconds)

    def _worker(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [
                    *(sys.executable, "-I", "-m", "grader.judging.worker"),
                    str(self.budget.memory_bytes),
                ],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                cwd="/",
                env={},
            )
        return self._process

    def _ended(self, late: bool, elapsed: float, allowed: float) -> _End:  # noqa: FBT001 - one fact
        assert self._process is not None  # noqa: S101 - _ask started it
        if late:
            self.close()
            return _End("interrupted: the limit on real time was reached", elapsed, again=True)
        status = self._process.wait()
        told = self._last_words()
        self.close()
        if status == -signal.SIGXCPU:
            return _End(
                "interrupted: the limit on processor time was reached", allowed, again=False
            )
        return _End(f"the judge's process ended with status {status}: {told}", elapsed, again=True)

    def _last_words(self) -> str:
        assert self._errors is not None  # noqa: S101 - opened with the worker
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:TELLING] if lines else "it said nothing"


def _exchange(process: subprocess.Popen[bytes], line: bytes, seconds: float) -> bytes | None:
    """Send a line and get one back; None if that takes too long, no newline if the end came."""
    assert process.stdin is not None  # noqa: S101 - a pipe, as asked for
    assert process.stdout is not None  # noqa: S101 - likewise
    deadline = time.monotonic() + seconds
    try:
        process.stdin.write(line)
        process.stdin.flush()
    except BrokenPipeError:
        return b""
    received = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not received.endswith(b"\n") and len(received) <= LARGEST_REPORT:
            if not selector.select(deadline - time.monotonic()):
                return None
            chunk = os.read(process.stdout.fileno(), CHUNK)
            if not chunk:
                break
            received += chunk
    return bytes(received)
