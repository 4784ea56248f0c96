"""Is it better than simplify? Six methods on the same pairs, with verdicts and times side by side.

Each method has a process of its own, in which it decides one pair after another. Times are
processor time; a pair that takes more than the cap counts as undecided.
"""

from __future__ import annotations

import gc
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median, quantiles
from time import process_time
from types import FrameType

from benchmarks.corpus import Pair
from benchmarks.methods import METHODS, OURS, Problem

CAP = 5.0
"""Seconds of processor time for one pair."""
LOOK = 0.5
WARM_UP = Problem("1 - cos(x)**2", "sin(x)**2", {"x": "real"})


class CappedError(BaseException):
    """The time for one pair is used up; no `except Exception` within a method may stop this."""


@dataclass(frozen=True)
class Outcome:
    """What a method made of one pair: 'right' or a kind of failure, and the seconds it took."""

    verdict: str
    seconds: float


@dataclass(frozen=True)
class Row:
    """One line of the table: a method's outcomes, and ours on the same pairs."""

    method: str
    outcomes: Sequence[Outcome]
    ours: Sequence[Outcome]

    def cells(self) -> list[str]:
        """The line's texts, column by column."""
        seconds = [outcome.seconds for outcome in self.outcomes]
        counts = Counter(outcome.verdict for outcome in self.outcomes)
        ratio = sum(seconds) / sum(outcome.seconds for outcome in self.ours)
        return [
            self.method,
            str(len(seconds)),
            *(str(counts[verdict]) for verdict in VERDICTS),
            f"{1000 * median(seconds):.2f}",
            f"{1000 * quantiles(seconds, n=20)[-1]:.1f}",
            f"{sum(seconds):.2f}",
            f"{ratio:.1f}",
        ]


RIGHT, ACCEPTS_WRONG, REJECTS_RIGHT, UNDECIDED = VERDICTS = (
    "right",
    "accepts wrong",
    "rejects right",
    "undecided",
)
HEADER = ["method", "pairs", *VERDICTS, "median ms", "p95 ms", "total s", "time over ours"]


def side_by_side(pairs: Sequence[Pair]) -> list[Row]:
    """The table: all methods, and ours once more on the share that the slow ones are tried on."""
    found = {name: _in_a_process(name, pairs) for name in METHODS}
    shares = {method.every: found[OURS][:: method.every] for method in METHODS.values()}
    rows = [Row(_on_share(OURS, every), share, share) for every, share in shares.items()]
    for name, method in METHODS.items():
        if name != OURS:
            rows.append(Row(_on_share(name, method.every), found[name], shares[method.every]))
    return sorted(rows, key=lambda row: -len(row.outcomes))


def _on_share(name: str, every: int) -> str:
    return f"`{name}`" if every == 1 else f"`{name}`, one pair in {every}"


def _in_a_process(name: str, pairs: Sequence[Pair]) -> list[Outcome]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(outcomes, name, pairs[:: METHODS[name].every]).result()


def outcomes(name: str, pairs: Sequence[Pair]) -> list[Outcome]:
    """What the method called `name` makes of each pair. Reading is not timed.

    All pairs are read first, and what is read is kept from the collector of garbage, which would
    look through it within the time of whichever pair is then decided.
    """
    METHODS[name].decide(WARM_UP)
    problems = [Problem(pair.student, pair.reference, pair.domain) for pair in pairs]
    for problem in problems:
        _ = problem.ours, problem.sympy
    gc.collect()
    gc.freeze()
    try:
        return [_outcome(name, *each) for each in zip(problems, pairs, strict=True)]
    finally:
        gc.unfreeze()


def _outcome(name: str, problem: Problem, pair: Pair) -> Outcome:
    start = process_time()
    try:
        with _capped():
            equal = METHODS[name].decide(problem)
    except CappedError:
        equal = None
    return Outcome(_verdict(pair.expected, equal), process_time() - start)


def _verdict(expected: str, equal: bool | None) -> str:  # noqa: FBT001 - a method's answer
    if equal is None:
        return UNDECIDED
    if equal == (expected == "equal"):
        return RIGHT
    return ACCEPTS_WRONG if equal else REJECTS_RIGHT


@contextmanager
def _capped() -> Iterator[None]:
    """Stop at the cap; a timer of processor time would blur what is measured."""
    end = process_time() + CAP

    def stop(_number: int, _frame: FrameType | None) -> None:
        if process_time() > end:
            raise CappedError

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, CAP, LOOK)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
