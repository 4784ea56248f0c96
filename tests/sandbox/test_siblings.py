"""Two notebooks run at once, and one reaches for the other."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from grader.sandbox import Limits
from tests.sandbox.runs import Run, ended, text

VICTIM = """
import ctypes, signal, time
told = []
signal.signal(signal.SIGUSR1, lambda *_: told.append("told from outside"))
ctypes.CDLL(None).prctl(15, {name!r}, 0, 0, 0)  # how others see it called
while not told: time.sleep(0.01)
told
"""
ATTACK = """
import ctypes, os, signal
libc, other, found = ctypes.CDLL(None), {pid}, []
seen = [name for name in os.listdir("/proc") if name.isdigit()]
names = [open(f"/proc/{{number}}/comm").read().strip() for number in seen]
def tried(act, *given):
    try:
        return act(*given) != -1
    except OSError:
        return False
here, there = (ctypes.create_string_buffer(8) for _ in range(2))
part = (ctypes.c_size_t * 2)(ctypes.addressof(here), 8)
while_it_runs = {{
    "signal": tried(os.kill, other, signal.SIGTERM),
    "signal to its group": tried(os.killpg, other, signal.SIGTERM),
    "handle": tried(os.pidfd_open, other),
    "trace": tried(libc.ptrace, 16, other, 0, 0),
    "seize": tried(libc.ptrace, 0x4206, other, 0, 0),
    "read": tried(libc.process_vm_readv, other, part, 1, part, 1, 0),
    "write": tried(libc.process_vm_writev, other, part, 1, part, 1, 0),
    **{{name: tried(open, f"/proc/{{other}}/{{name}}") for name in
       ("mem", "maps", "environ", "status", "cwd/x", "root/etc", "fd/1", "fd/100")}},
}}
print([name for name, worked in while_it_runs.items() if worked], {name!r} in names, len(names) > 0)
"""


def called(name: str) -> Iterator[int]:
    """The processes outside with a name of their own."""
    for path in Path("/proc").glob("[0-9]*/comm"):
        try:
            if path.read_text().strip() == name:
                yield int(path.parent.name)
        except OSError:
            continue


def awaited(name: str) -> int:
    """The process of that name, once there is one."""
    for _ in range(3000):
        if found := list(called(name)):
            return found[0]
        time.sleep(0.01)
    message = f"no process is called {name}"
    raise AssertionError(message)


def test_a_notebook_neither_sees_nor_reaches_one_that_runs_beside_it(walled: Run):
    name = f"victim-{os.getpid()}"
    limits = Limits(cpu_seconds=20, wall_seconds=60)
    with ThreadPoolExecutor() as threads:
        waiting = threads.submit(walled, VICTIM.format(name=name.encode()), "6 * 7", limits=limits)
        pid = awaited(name)
        attack = walled(ATTACK.format(pid=pid, name=name))
        assert list(called(name)) == [pid]  # it was there all the time
        os.kill(pid, signal.SIGUSR1)
        victim = waiting.result()
    assert text(attack.cells[0]).strip() == "[] False True"
    assert ended(victim) == ("finished", None)
    assert [text(cell) for cell in victim.cells] == ["['told from outside']", "42"]
