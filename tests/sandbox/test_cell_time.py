"""One cell takes too long: it alone is lost, and what it had put out and defined is kept."""

import pytest

from grader.sandbox import Limits
from tests.sandbox.runs import Run, ended, text

pytestmark = pytest.mark.slow

SHORT = Limits(cpu_seconds=6, cell_cpu_seconds=1, wall_seconds=60, cell_wall_seconds=30)
HASTY = Limits(cpu_seconds=40, cell_cpu_seconds=30, wall_seconds=60, cell_wall_seconds=2)
TOO_MUCH = {
    "a loop": "while True: pass",
    "a loop that catches every Exception": (
        "while True:\n    try:\n        while True: len('')\n    except Exception: pass"
    ),
    "a recursion that never ends": (
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(100)"
    ),
    "a result that is never shown": (
        "class Endless:\n    def __repr__(self):\n        while True: pass\ndisplay(Endless())"
    ),
}
TOO_LONG = {
    "a sleep": "import time; time.sleep(60)",
    "a thread that is waited for": (
        "import threading, time\n"
        "waited = threading.Thread(target=time.sleep, args=(60,), daemon=True)\n"
        "waited.start(); waited.join()"
    ),
    "a process that is waited for": (
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', 'while True: pass'])"
    ),
    "something that is awaited": "import asyncio\nawait asyncio.sleep(60)",
}


def lose_their_end(run: Run, source: str, limits: Limits, told: str) -> None:
    executed = run(f"known = 6\nprint('begun')\n{source}\nknown = 7", "known", limits=limits)
    assert ended(executed) == ("finished", None)
    during, after = executed.cells
    assert text(during).startswith("begun\n")
    assert during.outputs[-1].ename == "CellTimeError"
    assert during.outputs[-1].evalue == told
    assert text(after) == "6"


@pytest.mark.parametrize("source", TOO_MUCH.values(), ids=TOO_MUCH)
def test_a_cell_that_computes_too_much_loses_nothing_but_its_end(run: Run, source: str):
    lose_their_end(run, source, SHORT, "this cell used more than 1 s of CPU time")


@pytest.mark.parametrize("source", TOO_LONG.values(), ids=TOO_LONG)
def test_a_cell_that_waits_too_long_loses_nothing_but_its_end(run: Run, source: str):
    lose_their_end(run, source, HASTY, "this cell ran longer than 2 s")


def test_a_cell_that_catches_everything_meets_the_limit_of_the_notebook(run: Run):
    stubborn = (
        "def work():\n    while True: pass\n"
        "while True:\n    try: work()\n    except BaseException: pass"
    )
    executed = run("1", stubborn, "2", limits=Limits(cpu_seconds=2, cell_cpu_seconds=1))
    assert ended(executed) == ("cpu time", 1)


def test_each_cell_has_its_own_time(run: Run):
    work = "import time\nbegan = time.process_time()\nwhile time.process_time() < began + 0.6: pass"
    executed = run(*[work] * 4, "'done'", limits=SHORT)
    assert ended(executed) == ("finished", None)
    assert text(executed.cells[-1]) == "'done'"
