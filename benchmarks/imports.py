"""What does a student wait for at the first cell? Imports, in turn in new processes.

Processor time counts, as everywhere here, of which other programs take nothing away.
"""

from __future__ import annotations

import os
import subprocess
import sys
from statistics import median

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
    """Processor time of a new Python that runs one statement."""
    start = of_children()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return of_children() - start


def of_children() -> float:
    """Processor time so far of all child processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system
