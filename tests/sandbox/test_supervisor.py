"""Supervisors run in processes of their own: they end every process below them."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.sandbox import supervisor
from grader.sandbox.limits import Limits
from grader.sandbox.processes import Meter, Process, Usage
from grader.sandbox.supervisor import Status

# A child that the tests fork never returns from the function: if a supervisor failed to end it, it
# would go on forking.
SLEEPERS = """
for _ in range({count}):
    if os.fork() == 0:
        {work}
        time.sleep({seconds})
        os._exit(0)
"""


def supervised(body: str, limits: str = "") -> Status:
    """Supervise a function with this body; return the status."""
    program = (
        "import os, resource, signal, sys, time\n"
        "from grader.sandbox.limits import Limits\n"
        "from grader.sandbox.supervisor import supervise\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        f"def run():\n{textwrap.indent(body, '    ')}\n"
        f"sys.exit(supervise(run, Limits({limits})))\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], timeout=60, check=False, stderr=subprocess.DEVNULL
    )
    return Status(finished.returncode)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("pass", Status.FINISHED),
        ("os._exit(0)", Status.FINISHED),
        ("os._exit(9)", Status.DIED),
        ("raise ValueError", Status.DIED),
        ("raise SystemExit(0)", Status.DIED),
        ("raise MemoryError", Status.MEMORY),
        ("os.kill(os.getpid(), signal.SIGKILL)", Status.DIED),
        ("os.kill(os.getppid(), signal.SIGTERM); time.sleep(30)", Status.STOPPED),
    ],
)
def test_the_status_says_how_the_child_ended(body: str, expected: Status):
    assert supervised(body) is expected


def test_cpu_time_is_counted_over_all_descendants():
    spread = SLEEPERS.format(count=3, work="while True: pass", seconds=0) + "time.sleep(30)"
    assert supervised(spread, "cpu_seconds=0.5") is Status.CPU_TIME


def test_cpu_time_of_buried_descendants_counts_too():
    burn = (
        "for _ in range(100):\n    if os.fork() == 0:\n"
        "        end = time.process_time() + 0.1\n"
        "        while time.process_time() < end: pass\n        os._exit(0)\n    os.wait()"
    )
    assert supervised(burn, "cpu_seconds=0.5") is Status.CPU_TIME


def test_the_kernels_own_limit_reads_as_cpu_time():
    exceed = "resource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True: pass"
    assert supervised(exceed, "cpu_seconds=1.4") is Status.CPU_TIME


def test_processes_are_counted():
    fork = SLEEPERS.format(count=20, work="pass", seconds=30) + "time.sleep(30)"
    assert supervised(fork, "processes=10") is Status.PROCESSES


def test_memory_is_added_up_and_shared_pages_count_once():
    kept = "kept = b'x' * (150 << 20)"
    wait = "for _ in range(4): os.wait()"
    share = kept + SLEEPERS.format(count=4, work="pass", seconds=1) + wait
    assert supervised(share, "memory_bytes=300 << 20") is Status.FINISHED
    each = kept + SLEEPERS.format(count=4, work="own = b'y' * (150 << 20)", seconds=9) + wait
    assert supervised(each, "memory_bytes=300 << 20") is Status.MEMORY


def test_a_failure_of_the_supervisor_leaves_nothing_behind(tmp_path: Path):
    pid_file = tmp_path / "pid"
    program = (
        "import os, time\nfrom grader.sandbox import supervisor\n"
        "from grader.sandbox.limits import Limits\n"
        "def run():\n"
        f"    open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n    time.sleep(30)\n"
        "def fail(*_):\n"
        f"    if os.path.exists({str(pid_file)!r}) and os.path.getsize({str(pid_file)!r}):\n"
        "        raise RuntimeError\n"
        "supervisor.overrun = fail\n"
        "supervisor.supervise(run, Limits())"
    )
    failed = subprocess.run(
        [sys.executable, "-c", program], timeout=60, check=False, capture_output=True
    )
    assert b"RuntimeError" in failed.stderr
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


def test_a_detached_grandchild_is_gone_afterwards(tmp_path: Path):
    pid_file = tmp_path / "pid"
    detach = (
        "if os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        f"        open({str(pid_file)!r}, 'w').write(str(os.getpid()))\n        time.sleep(60)\n"
        "    os._exit(0)\n"
        f"while not (os.path.exists({str(pid_file)!r}) and os.path.getsize({str(pid_file)!r})):\n"
        "    time.sleep(0.01)"
    )
    assert supervised(detach) is Status.FINISHED
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid_file.read_text()), 0)


class ExitError(Exception):
    """Stands for the end of the process."""


@pytest.mark.parametrize(
    ("raised", "expected"),
    [(None, Status.FINISHED), (MemoryError(), Status.MEMORY), (ValueError(), Status.DIED)],
)
def test_whatever_the_child_does_it_ends_with_a_status(
    monkeypatch: pytest.MonkeyPatch, raised: Exception | None, expected: Status
):
    statuses = []

    def leave(status: int) -> None:
        statuses.append(status)
        raise ExitError

    def run() -> None:
        if raised:
            raise raised

    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(ExitError):
        supervisor.run_child(run)
    assert statuses == [expected]


def test_limits_are_named_in_the_order_in_which_they_matter(monkeypatch: pytest.MonkeyPatch):
    busy = Process(parent=1, threads=1, own_seconds=100, buried_seconds=0, zombie=False)
    heavy = Usage(memory_bytes=1 << 40, tasks=1000)
    monkeypatch.setattr(supervisor, "descendants", lambda: {900_001: busy})
    monkeypatch.setattr(supervisor, "usage", lambda _processes: heavy)
    assert supervisor.overrun(Limits(), Meter()) is Status.CPU_TIME
    assert supervisor.overrun(Limits(cpu_seconds=1000), Meter()) is Status.MEMORY
    ample = Limits(cpu_seconds=1000, memory_bytes=1 << 41)
    assert supervisor.overrun(ample, Meter()) is Status.PROCESSES
