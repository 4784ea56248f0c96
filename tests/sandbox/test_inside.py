from __future__ import annotations

import json
import os
import socket
import threading
from pathlib import Path

import pytest

from grader.sandbox import inside


def test_a_process_without_walls_is_in_its_own_namespaces_and_knows_its_user():
    assert inside.namespaces()["pid"] == str(Path("/proc/self/ns/pid").readlink())
    assert int(inside.status()["Uid"].split()[1]) == os.geteuid()


def test_what_exists_and_what_can_be_written_is_told_apart_and_nothing_stays(tmp_path: Path):
    missing = str(tmp_path / "missing")
    assert inside.there([str(tmp_path), missing]) == [str(tmp_path)]
    assert inside.written([str(tmp_path), missing, "/proc"]) == [str(tmp_path)]
    assert list(tmp_path.iterdir()) == []


def test_listeners_are_reached_where_there_are_no_walls():
    with socket.socket() as port, socket.socket(socket.AF_UNIX) as abstract:
        port.bind(("127.0.0.1", 0))
        abstract.bind(f"\0test-inside-{os.getpid()}")
        port.listen()
        abstract.listen()
        asked = (port.getsockname()[1], f"test-inside-{os.getpid()}")
        assert inside.reached(*asked) == ["a port", "an abstract socket"]
        report = json.loads(json.dumps(inside.report(["/"], [], *asked)))
    assert inside.reached(*asked) == []
    assert (report["there"], report["written"]) == (["/"], [])
    assert report["variables"]["PATH"] == os.environ["PATH"]
    assert "lo" in report["interfaces"]


def test_within_the_limits_everything_can_be_had_and_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("time.sleep", lambda _: None)
    assert (inside.allocated(10), inside.stored(10), inside.started(2)) == (True, True, 2)
    assert list(tmp_path.iterdir()) == []


def test_what_the_machine_refuses_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)

    def refuse(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("threading.Thread.start", refuse)
    assert inside.started(2) == 0
    assert not inside.allocated(1 << 60)
    (tmp_path / "size-of-a-file").mkdir()
    with pytest.raises(OSError, match="size-of-a-file"):
        inside.stored(1)


@pytest.mark.parametrize(("possible", "waits"), [(2, 0), (3, 1), (4, 1)])
def test_who_watches_processes_has_time_to_see_more_than_half_of_what_is_tried(
    possible: int, waits: int, monkeypatch: pytest.MonkeyPatch
):
    start, started, slept = threading.Thread.start, [], []

    def limited(thread: threading.Thread) -> None:
        if len(started) == possible:
            raise RuntimeError  # such as by a limit on memory, of which each thread takes some
        started.append(thread)
        start(thread)

    monkeypatch.setattr("threading.Thread.start", limited)
    monkeypatch.setattr("time.sleep", slept.append)
    assert inside.started(4) == possible
    assert len(slept) == waits
