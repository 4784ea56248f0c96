"""What does a notebook cost that runs behind walls, cold and from a warm parent?

The ways take turns. Processor time counts all processes of a notebook; elapsed time depends on what
else the machine does. A fork has bubblewrap around its parent and nothing of its own: what an
isolated one costs beyond that is the price of its isolation.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from statistics import mean, median

from grader.sandbox import warm
from grader.sandbox.cold import cold
from grader.sandbox.filters import system_calls
from grader.sandbox.launch import Way, run_by
from grader.sandbox.limits import Limits
from grader.sandbox.probe import choose
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
CHILDREN = 100
FORKS = f"""
import json, os, resource, sys, time
from statistics import median
sys.path.insert(0, sys.argv.pop(1))
from grader.sandbox import confinement, namespaces, parent, walls

def seconds():
    both = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in both)

def times():
    elapsed, before = [], seconds()
    for _ in range({CHILDREN}):
        began = time.perf_counter()
        assert not parent.rehearse(home)
        elapsed.append(time.perf_counter() - began)
    return 1000 * (seconds() - before) / {CHILDREN}, 1000 * median(elapsed)

def whole(size):
    isolate(size)
    confinement.confine_files(walls.WRITABLE)
    confinement.confine_calls(bytes.fromhex(calls))

calls, user = sys.argv[1:]
home = parent.move_in(int(user) if user else None)
parent.warm_up()
isolate, parent.isolate = parent.isolate, whole
isolated = times()
parent.isolate, namespaces.fork_first = lambda size: None, lambda home: os.fork()
os.write(0, json.dumps([times(), isolated]).encode())
"""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processors and of a clock, and MiB that a process shares with no other."""

    processor: float
    elapsed: float
    private: float


def executions() -> list[list[str]]:
    """Header and rows: both ways with each notebook, and forks of children that end at once."""
    plain, isolated = forks()
    prctl(PR_SET_CHILD_SUBREAPER, 1)  # what bubblewrap leaves behind is buried here
    ways: dict[str, Callable[[tuple[str, ...]], Cost]] = {
        "cold": lambda cells: cost(to_the_end, cells, _buried),
        "from a warm parent": lambda cells: cost(warm.warm, cells, _of_parent),
    }
    costs = {(kind, way): [] for kind in NOTEBOOKS for way in ways}
    for turn in range(max(ROUNDS.values()) + 1):
        for kind, way in [key for key in costs if turn <= ROUNDS[key[0]]]:
            spent = ways[way](NOTEBOOKS[kind])
            costs[kind, way] += [spent] if turn else []  # the first turn warms up
    warm.close()
    return table_of({key: typical(found) for key, found in costs.items()}, plain, isolated)


def table_of(
    costs: dict[tuple[str, str], Cost], plain: tuple[float, float], isolated: tuple[float, float]
) -> list[list[str]]:
    """Header and rows of what was found, by notebook and way, and of forks.

    >>> costs = {("one cell", way): Cost(20.0, 30.0, 10.0) for way in ("cold", "warm")}
    >>> table_of(costs, (5.0, 6.0), (8.0, 11.0))[-1]
    ['isolation alone', '', '3.0', '5.0', '', '0.15']
    """
    first = next(iter(costs.values()))
    rows = [_row(kind, way, found, costs[kind, "cold"]) for (kind, way), found in costs.items()]
    alone = (isolated[0] - plain[0], isolated[1] - plain[1])
    named = {"a fork": plain, "an isolated fork": isolated, "isolation alone": alone}
    return [HEADER, *rows, *(_fork(name, found, first) for name, found in named.items())]


def _row(kind: str, way: str, found: Cost, cold_one: Cost) -> list[str]:
    numbers = (f"{found.processor:.0f}", f"{found.elapsed:.0f}", f"{found.private:.1f}")
    return [kind, way, *numbers, f"{found.processor / cold_one.processor:.2f}"]


def _fork(name: str, found: tuple[float, float], cold_one: Cost) -> list[str]:
    processor, elapsed = found
    share = f"{processor / cold_one.processor:.2f}"
    return [name, "", f"{processor:.1f}", f"{elapsed:.1f}", "", share]


def forks() -> tuple[tuple[float, float], tuple[float, float]]:
    """Milliseconds of processors and of a clock for a plain fork and an isolated one.

    Raises:
        ConfigError: this machine has no bubblewrap.
    """
    choose("bubblewrap")
    usual, warm.PROGRAM = (
        warm.PROGRAM,
        (*warm.PROGRAM[:5], FORKS, *warm.PROGRAM[6:], system_calls().hex()),
    )
    try:
        plain, isolated = json.loads(warm.obstacle())
    finally:
        warm.PROGRAM = usual
        warm.refusals.clear()
    return plain, isolated


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


def _of_parent() -> float:
    """Processor time so far of the warm parent, and of all that it has forked."""
    lender = getattr(warm.of_thread, "parent", None)
    return _below(lender.process.pid) if lender else 0.0


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
