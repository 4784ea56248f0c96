"""Decide many random pairs, and say whether a verdict was wrong."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from benchmarks.fuzzing.run import Tally, tried

SHARE = 1000
EVERY = 30.0
"""Seconds between two lines of progress."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Try a range of pairs on all cores; 1 if there was a fault."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fuzzing", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many pairs (1000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first one (0)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="processes (all cores)")
    asked = parser.parse_args(arguments)
    start = shown = perf_counter()
    total = Tally()
    for tally in _tallies(asked.first, asked.count, asked.workers):
        for fault in tally.faults:
            print(fault, flush=True)
        total += tally
        if perf_counter() - shown > EVERY:
            shown = perf_counter()
            print(f"{total} ({total.pairs / (shown - start):.0f} a second)", flush=True)
    print(f"{total}, in {perf_counter() - start:.0f} s, from number {asked.first} on")
    return 1 if total.faults else 0


def _tallies(first: int, count: int, workers: int) -> Iterator[Tally]:
    starts = range(first, first + count, SHARE)
    shares = [range(start, min(start + SHARE, first + count)) for start in starts]
    if workers == 1:
        yield from map(tried, shares)
    else:
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(tried, shares)


if __name__ == "__main__":
    sys.exit(main())
