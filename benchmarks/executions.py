"""What does a notebook cost that runs behind walls: cold, from a warm parent, and without walls?

The ways take turns. Processor time counts all processes of a notebook; elapsed time depends on what
else the machine does. A plain fork has bubblewrap around its parent and nothing of its own: what
a notebook costs beyond that is the price of its isolation.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from statistics import mean, median

from grader.sandbox import warm
from grader.sandbox.cold import cold
from grader.sandbox.launch import Way, run_by
from grader.sandbox.limits import Limits
from grader.sandbox.processes import buried_seconds, table
from grader.sandbox.running import Asked, Running
from grader.sandbox.supervisor import PR_SET_CHILD_SUBREAPER, prctl

ROUNDS = {"one cell": 40, "the course's kind": 10}
HEADER = [
    "a notebook of",
    "runs",
    "processor ms",
    "elapsed ms",
    "private MiB",
    "processor over cold",
]
MEMORY = (
    "print(sum(int(line.split()[1]) for line in open('/proc/self/smaps_rollup')"
    " if line.startswith('Private')))"
)
NOTEBOOKS = {
    "one cell": (MEMORY,),
    "the course's kind": (
        "import sympy\nx, y = sympy.symbols('x y', real=True)",
        "J = sympy.Matrix([x**2*y, sympy.sin(x) + y]).jacobian([x, y]); J",
        "import numpy as np\nf = sympy.lambdify((x, y), J)\nf(1.0, 2.0)",
        "import matplotlib.pyplot as plt\nplt.plot(np.linspace(0, 1))",
        MEMORY,
    ),
}
PLAIN = """
import os, sys
sys.path.insert(0, sys.argv.pop(1))
from grader.sandbox import namespaces, parent, program
namespaces.fork_first = lambda home: os.fork()
parent.isolate = program.confine_files = program.confine_calls = lambda *_: None
os._exit(parent.main(*sys.argv[1:]))
"""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processors and of a clock, and MiB that a process shares with no other."""

    processor: float
    elapsed: float
    private: float


def executions() -> list[list[str]]:
    """Header and rows: each way with each notebook, and what isolation adds to a plain fork."""
    prctl(PR_SET_CHILD_SUBREAPER, 1)  # what bubblewrap leaves behind is buried here
    with parent(warm.PROGRAM) as walled, parent(plain_fork()) as plain:
        ways: dict[str, Callable[[tuple[str, ...]], Cost]] = {
            "cold": lambda cells: cost(to_the_end, cells, _buried),
            "from a warm parent": lambda cells: by(walled, cells),
            "from a plain fork": lambda cells: by(plain, cells),
        }
        costs = {(kind, way): [] for kind in NOTEBOOKS for way in ways}
        for turn in range(max(ROUNDS.values()) + 1):
            for kind, way in [key for key in costs if turn <= ROUNDS[key[0]]]:
                spent = ways[way](NOTEBOOKS[kind])
                costs[kind, way] += [spent] if turn else []  # the first turn warms up
    return table_of({key: typical(found) for key, found in costs.items()})


def table_of(costs: dict[tuple[str, str], Cost]) -> list[list[str]]:
    """Header and rows of what was found, by notebook and way.

    >>> cost = Cost(processor=20.0, elapsed=30.0, private=10.0)
    >>> ways = ("cold", "from a warm parent", "from a plain fork")
    >>> table_of({("one cell", way): cost for way in ways})[-1]
    ['one cell', 'isolation alone', '0', '0', '0.0', '0.00']
    """
    rows = [_row(kind, way, found, costs[kind, "cold"]) for (kind, way), found in costs.items()]
    (kind, *_) = next(iter(costs))
    whole, plain = costs[kind, "from a warm parent"], costs[kind, "from a plain fork"]
    alone = Cost(
        whole.processor - plain.processor,
        whole.elapsed - plain.elapsed,
        whole.private - plain.private,
    )
    return [HEADER, *rows, _row(kind, "isolation alone", alone, costs[kind, "cold"])]


def _row(kind: str, way: str, found: Cost, cold_one: Cost) -> list[str]:
    numbers = (f"{found.processor:.0f}", f"{found.elapsed:.0f}", f"{found.private:.1f}")
    return [kind, way, *numbers, f"{found.processor / cold_one.processor:.2f}"]


def typical(costs: list[Cost]) -> Cost:
    """The mean of processor times, which the kernel counts coarsely, and the median of the rest."""
    return Cost(
        mean(cost.processor for cost in costs),
        median(cost.elapsed for cost in costs),
        median(cost.private for cost in costs),
    )


def cost(way: Way, cells: tuple[str, ...], spent: Callable[[], float]) -> Cost:
    """Run a notebook in one way; `spent` counts the seconds of processors outside this process."""
    before, began = spent() + time.process_time(), time.monotonic()
    run = run_by(way, Asked(cells, Limits(), {}, {}, walled=True))
    elapsed = time.monotonic() - began
    processor = spent() + time.process_time() - before
    private = int(run.records[-1].outputs[0]["text"]) / 1024
    return Cost(1000 * processor, 1000 * elapsed, private)


@contextmanager
def to_the_end(asked: Asked) -> Iterator[Running]:
    """Run a notebook cold, and let it end by itself: who is killed is not counted by the kernel."""
    with cold(asked) as running:
        yield running
        running.status()


def by(lender: warm.Parent, cells: tuple[str, ...]) -> Cost:
    """Run a notebook by this parent."""
    warm.of_thread.parent = lender
    return cost(warm.warm, cells, lambda: _below(lender.process.pid))


@contextmanager
def parent(program: tuple[str, ...]) -> Iterator[warm.Parent]:
    """Start a parent that runs a program."""
    usual, warm.PROGRAM = warm.PROGRAM, program
    try:
        warm.of_thread.parent = None
        if obstacle := warm.obstacle():
            raise SystemExit(obstacle)
    finally:
        warm.PROGRAM = usual
    started = warm.of_thread.parent
    yield started
    started.end()


def plain_fork() -> tuple[str, ...]:
    """The program of a parent whose children have no walls of their own."""
    return (*warm.PROGRAM[:5], PLAIN, *warm.PROGRAM[6:])


def _below(pid: int) -> float:
    """Processor time so far of a process and all below it."""
    processes = table()
    found = {pid}
    while more := {p for p, process in processes.items() if process.parent in found} - found:
        found |= more
    return sum(processes[p].cpu_seconds for p in found if p in processes)


def _buried() -> float:
    """Processor time so far of all children that have ended, which are buried first."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    return buried_seconds()
