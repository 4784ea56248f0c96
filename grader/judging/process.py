"""How is a submission judged so that nothing in it can hurt? In a worker with limits.

A worker that crashes, runs out of memory or takes too long is replaced, and its question goes to a
human: what we could not judge is never a zero. Processor time decides; the limit on real time is a
safety net, after which a question gets one more chance in a fresh worker.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import IO, Self

from grader.judging.marking import for_a_human
from grader.judging.pipes import Failure, exchange
from grader.judging.requests import Item, Request, used_by
from grader.verdict import Report

__all__ = ["Budget", "Item", "Judge"]

COMMAND = (sys.executable, "-I", "-m", "grader.judging.worker")
TRIES = 2
TELLING = 500
USED_UP = "interrupted: the submission's time for judging was used up"
OUT_OF_TIME = "interrupted: the limit on processor time was reached"


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
    """Why a worker gave no report, and the time that this took."""

    reason: str
    seconds: float


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

    @property
    def pid(self) -> int | None:
        """The worker's process id; None if there is no worker now."""
        return None if self._process is None else self._process.pid

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
        """A report, and the processor time that it took, at most `left`."""
        spent = 0.0
        reasons: list[str] = []
        while len(reasons) < TRIES:
            seconds = min(self.budget.question_seconds, left - spent)
            if seconds <= 0:
                reasons.append(USED_UP)
                break
            found = self._ask(Request(item, earlier, seconds))
            if not isinstance(found, _End):
                report, cost = found
                return report, spent + cost
            spent += found.seconds
            reasons.append(found.reason)
            if found.reason == OUT_OF_TIME:
                break
        return for_a_human(item.question, *reasons), spent

    def _ask(self, request: Request) -> tuple[Report, float] | _End:
        begin = time.monotonic()
        answer = exchange(self._worker(), request.to_line(), self.budget.wall_seconds)
        if isinstance(answer, Failure):
            reason = self._reason(answer)
            self.close()
            elapsed = time.monotonic() - begin
            return _End(reason, request.seconds if reason == OUT_OF_TIME else elapsed)
        data = json.loads(answer)
        return Report.from_dict(data["report"]), data["seconds"]

    def _worker(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
            self._process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                [*COMMAND, str(self.budget.memory_bytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
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
        assert self._errors is not None  # noqa: S101 - opened with the worker
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        return lines[-1][:TELLING] if lines else "it said nothing"
