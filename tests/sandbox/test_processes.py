import os
import subprocess
import sys

import pytest

from grader.sandbox import processes
from grader.sandbox.processes import Process


def _process(
    *,
    parent: int = 1,
    threads: int = 1,
    own_seconds: float = 0,
    buried_seconds: float = 0,
    zombie: bool = False,
) -> Process:
    return Process(parent, threads, own_seconds, buried_seconds, zombie)


def test_the_process_table_has_this_process():
    own = processes.table()[os.getpid()]
    assert own.parent == os.getppid()
    assert own.threads >= 1
    assert own.own_seconds > 0
    assert not own.zombie


def test_descendants_are_children_and_theirs(monkeypatch: pytest.MonkeyPatch):
    one = _process(parent=1)
    child, grandchild = (
        _process(parent=parent, threads=2, own_seconds=1) for parent in (os.getpid(), 900_001)
    )
    monkeypatch.setattr(
        processes, "table", lambda: {1: one, 900_001: child, 900_002: grandchild, 900_003: one}
    )
    found = processes.descendants()
    assert set(found) == {900_001, 900_002}
    used = processes.usage(found)
    assert used.tasks == 4
    assert processes.Meter().seconds(found) == 2
    assert used.memory_bytes == 0


def test_a_child_is_seen_with_its_memory():
    hold = "kept = b'x' * (50 << 20); print('held', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        found = processes.descendants()
        used = processes.usage({child.pid: found[child.pid], os.getpid(): found[child.pid]})
        child.communicate(b"\n")
    assert found[child.pid].parent == os.getpid()
    assert used.memory_bytes > 50 << 20


def test_a_process_that_is_gone_uses_nothing():
    gone = _process(zombie=True)
    assert processes.usage({900_001: gone, 900_002: gone}).memory_bytes == 0


def test_what_a_process_had_used_counts_when_it_is_gone():
    meter = processes.Meter()
    parent = _process(own_seconds=1)
    assert meter.seconds({900_001: parent, 900_002: _process(own_seconds=3)}) == 4
    assert meter.seconds({900_001: parent}) == 4
    assert meter.seconds({900_001: parent, 900_002: _process(own_seconds=2)}) == 6


def test_what_a_parent_has_buried_counts_once():
    meter = processes.Meter()
    assert meter.seconds({900_001: _process(), 900_002: _process(own_seconds=3)}) == 3
    assert meter.seconds({900_001: _process(own_seconds=1, buried_seconds=4)}) == 5


def test_processes_are_found_by_an_entry_of_their_environment():
    wait = [sys.executable, "-c", "print('up', flush=True); input()"]
    with subprocess.Popen(
        wait, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"MARK": "a1", "OTHER": "b"}
    ) as child:
        assert child.stdout is not None
        child.stdout.readline()
        found = processes.carriers("MARK=a1"), processes.carriers("MARK=a")
        child.communicate(b"\n")
    assert found == ({child.pid}, set())


def test_a_process_that_waits_to_be_buried_is_not_alive():
    dead = _process(zombie=True)
    living = _process()
    assert processes.alive({1: dead, 2: living}) == {2: living}
