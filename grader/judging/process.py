"""How is a submission judged so that nothing in it can hurt? In a worker with limits.

A worker that crashes, runs out of memory or takes too long is replaced, and its question goes to a
human: what we could not judge is never a zero. Processor time decides; the limit on real time is a
safety net, after which a question gets one more chance in a fresh worker.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from grader.judging.marking import for_a_human
from grader.judging.requests import Item, Request, used_by
from grader.store import Memory
from grader.verdict import Report
from grader.workers import OUT_OF_TIME, End, Worker

__all__ = ["Budget", "Item", "Judge", "lasting_judge"]

COMMAND = (sys.executable, "-I", "-m", "grader.judging.worker")
TRIES = 2
MOST_ANSWERS = 1000
"""Answers after which the worker of a lasting judge is replaced, however well it is."""
USED_UP = "interrupted: the submission's time for judging was used up"


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


@dataclass
class Judge:
    """A judge in a process of its own, which is replaced when it ends before its time.

    Attributes:
        budget: what judging may cost.
        known: what was judged before; a question that was asked before is not asked again.

    >>> with Judge() as judge:
    ...     judge.judge_all([])
    []
    """

    budget: Budget = field(default_factory=Budget)
    known: Memory = field(default_factory=dict[str, bytes])
    _worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self._worker = Worker([*COMMAND, str(self.budget.memory_bytes)])

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
        return self._worker.pid

    @property
    def answered(self) -> int:
        """How many questions the present worker has answered."""
        return self._worker.answered

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
        self._worker.close()

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
            if not isinstance(found, End):
                report, cost = found
                return report, spent + cost
            reasons.append(found.reason)
            if found.reason == OUT_OF_TIME:
                spent += seconds
                break
            spent += found.seconds
        return for_a_human(item.question, *reasons), spent

    def _ask(self, request: Request) -> tuple[Report, float] | End:
        """What the worker says, or said when it was asked the same; its end is never remembered."""
        key = request.key
        answer = self.known.get(key)
        if answer is not None and (found := _read(answer))[1] <= request.seconds:
            return found
        said = self._worker.ask(request.to_line(), self.budget.wall_seconds)
        if isinstance(said, End):
            return said
        self.known[key] = said
        return _read(said)


@contextmanager
def lasting_judge(known: Memory) -> Iterator[Judge]:
    """A judge whose worker stays, for the next submission that this thread asks it about.

    A worker that has to start first takes longer than most submissions. It ends with its thread.

    Args:
        known: what was judged before, as for `Judge`.
    """
    found: tuple[int, Judge] | None = getattr(_of_thread, "judge", None)
    if found is None or found[0] != os.getpid():  # a fork must not write into our pipes
        _of_thread.judge = found = os.getpid(), Judge()
    judge = found[1]
    judge.known = known
    with ExitStack() as stack:
        stack.callback(judge.close)  # an answer that nobody waited for must not go to the next
        yield judge
        if judge.answered < MOST_ANSWERS:
            stack.pop_all()


_of_thread = threading.local()


def _read(answer: bytes) -> tuple[Report, float]:
    data = json.loads(answer)
    return Report.from_dict(data["report"]), data["seconds"]
