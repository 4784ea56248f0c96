"""How long does each lesson run, from a fresh kernel to its last cell?

The time on the clock is what a reader waits for. Processor time, that of all threads, says what
it would be near on a machine that does nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.imports import of_children

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "course" / "lessons"
HEADER = ["lesson", "cells of code", "seconds", "processor seconds"]
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
where = {"metadata": {"path": sys.argv[2]}}
quiet = ["--log-level=ERROR"]
NotebookClient(notebook, timeout=120, resources=where, extra_arguments=quiet).execute()
print(sum(cell.cell_type == "code" for cell in notebook.cells))
"""


@dataclass(frozen=True)
class Run:
    """One lesson that ran: its cells of code, seconds on the clock, and processor seconds."""

    lesson: str
    cells: int
    seconds: float
    processor: float


def lessons(folder: Path = FOLDER) -> list[list[str]]:
    """A row for each lesson in the folder, and one for the slowest."""
    return table([run(path) for path in sorted(folder.glob("*.ipynb"))])


def run(path: Path) -> Run:
    """Run a lesson unanswered in a new Python with a new kernel.

    Raises:
        subprocess.CalledProcessError: a cell failed.
    """
    spent, start = of_children(), perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", RUN, path, path.parent],
        check=True,
        text=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    seconds, processor = perf_counter() - start, of_children() - spent
    return Run(path.stem, int(done.stdout), seconds, processor)


def table(runs: list[Run]) -> list[list[str]]:
    """Header, a row for each run, and the slowest of all.

    >>> table([Run("01_a", 9, 4.21, 3.04), Run("02_b", 8, 3.1, 2.9)])[-1]
    ['slowest: `01_a`', '9', '4.2', '3.0']
    """
    slowest = max(runs, key=lambda each: each.seconds)
    rows = [_row(f"`{each.lesson}`", each) for each in runs]
    return [HEADER, *rows, _row(f"slowest: `{slowest.lesson}`", slowest)]


def _row(name: str, found: Run) -> list[str]:
    return [name, str(found.cells), f"{found.seconds:.1f}", f"{found.processor:.1f}"]
