"""How are rows compared so that none can hang or crash the rest? In a worker with limits.

The decision procedure counts its own steps and gives up in good time. What cannot count, and what
needs too much memory, ends with the worker: that row is UNDECIDED, and a new worker takes the next.

>>> with Comparer() as comparer:
...     comparer.answer(b'{"id": "a", "student": "x", "reference": "x ="}')["status"]
'INVALID'
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from grader.comparison.answers import DECLARED_ONLY, answer
from grader.comparison.rows import RowError, identity, read
from grader.verdict import Status, Verdict
from grader.workers import OUT_OF_TIME, End, Worker

COMMAND = (sys.executable, "-I", "-m", "grader.comparison.worker")
_INTERRUPTED = "interrupted: "


@dataclass(frozen=True)
class Budget:
    """What one row may cost before it is interrupted.

    Attributes:
        seconds: processor time; rounded up to whole seconds of the worker's.
        wall_seconds: real time, a net below processor time.
        memory_bytes: address space of the worker.
    """

    seconds: float = 5.0
    wall_seconds: float = 60.0
    memory_bytes: int = 2**31


@dataclass
class Comparer:
    """Compares row after row in one worker, which is replaced when it ends before its time.

    `declared_only` refuses variables that a row's domain does not name; if not, they are real.
    """

    budget: Budget = field(default_factory=Budget)
    declared_only: bool = False
    _worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        limits = [str(self.budget.memory_bytes), str(self.budget.seconds)]
        option = [DECLARED_ONLY] if self.declared_only else []
        self._worker = Worker([*COMMAND, *limits, *option])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._worker.close()

    @property
    def pid(self) -> int | None:
        """The worker's process id; None if there is no worker now."""
        return self._worker.pid

    def answer(self, line: bytes) -> dict[str, Any]:
        """The answer to a row as JSON-compatible data; `line` has no line end."""
        found: dict[str, Any] = json.loads(self.answer_line(line))
        return found

    def answer_line(self, line: bytes) -> str:
        """The answer to a row as a line of JSON, without its end."""
        found = self._worker.ask(line, self.budget.wall_seconds)
        if isinstance(found, End) and found.answered and found.reason != OUT_OF_TIME:
            # Whatever earlier rows left behind is no reason to leave this one undecided.
            found = self._worker.ask(line, self.budget.wall_seconds)
        return json.dumps(_interrupted(line, found)) if isinstance(found, End) else found.decode()


def _interrupted(line: bytes, end: End) -> dict[str, Any]:
    reason = _INTERRUPTED + end.reason.removeprefix(_INTERRUPTED)
    try:
        name = read(line).id
    except RowError:
        name = identity(line)
    return answer(name, Verdict(Status.UNDECIDED, reason=reason), end.seconds)
