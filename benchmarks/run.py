"""How long do things take, beside something that the reader knows?

Every figure is a ratio of two things timed in turn in one run, so that it means the same on any
machine. Run it as `make bench`.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

ROUNDS = 9


def seconds(statement: str) -> float:
    """Time a new Python that runs one statement."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return perf_counter() - start


def in_turn(*statements: str) -> list[float]:
    """Give the median time of each statement; they take turns, after one round that warms up."""
    rounds = [[seconds(statement) for statement in statements] for _ in range(ROUNDS + 1)]
    return [median(column) for column in zip(*rounds[1:], strict=True)]


def main() -> None:
    """Print what a student waits for at the first cell."""
    nothing, sympy, check = in_turn(
        "pass", "import sympy", "import sympy; from grader import check"
    )
    print(f"python alone                              {nothing:6.3f} s")
    print(f"import sympy                              {sympy:6.3f} s")
    print(f"import sympy; from grader import check    {check:6.3f} s")
    print(f"our import over SymPy's                   {(check - sympy) / (sympy - nothing):6.2f}")


if __name__ == "__main__":
    main()
