"""What does a student wait for at the first cell? Imports, timed in turn in new processes."""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 9
STATEMENTS = ("pass", "import sympy", "import sympy; from grader import check")


def imports() -> list[list[str]]:
    """Header and rows: seconds for each statement, and our import's share of SymPy's."""
    nothing, sympy, ours = in_turn(*STATEMENTS)
    rows = [
        [f"`{statement}`", f"{seconds:.3f}"]
        for statement, seconds in zip(STATEMENTS, (nothing, sympy, ours), strict=True)
    ]
    share = (ours - sympy) / (sympy - nothing)
    return [
        ["a new Python that runs", "seconds"],
        *rows,
        ["our import over SymPy's", f"{share:.2f}"],
    ]


def in_turn(*statements: str) -> list[float]:
    """Give the median time of each statement; they take turns, after one round that warms up."""
    rounds = [[seconds(statement) for statement in statements] for _ in range(ROUNDS + 1)]
    return [median(column) for column in zip(*rounds[1:], strict=True)]


def seconds(statement: str) -> float:
    """Time a new Python that runs one statement."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return perf_counter() - start
