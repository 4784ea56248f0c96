"""What a process gives up, without any other wall around it; each ends with its test."""

import errno
import os
import socket
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import confinement, filters

SCOPED = confinement.SCOPES_VERSION


@pytest.fixture
def version() -> int:
    """The version of Landlock of this machine."""
    found = confinement.landlock_version()
    if found == 0:
        pytest.skip("this kernel has no Landlock")
    return found


def tried(writable: Path, *attempts: str, filtered: bool = False) -> list[str]:
    """What a new process is told that confines itself and then tries something."""
    calls = filters.system_calls() if filtered else b""
    program = (
        "import ctypes, os, signal, socket\nfrom grader.sandbox import confinement\n"
        f"confinement.confine_files([{str(writable)!r}])\nconfinement.confine_calls({calls!r})\n"
        f"for attempt in {attempts!r}:\n"
        "    try:\n        eval(attempt)\n        print('done')\n"
        "    except OSError as error:\n        print(error.errno)\n"
    )
    finished = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    return finished.stdout.split()


@pytest.mark.usefixtures("version")
def test_files_are_written_in_the_named_folders_alone(tmp_path: Path):
    inside, outside = tmp_path / "inside", tmp_path / "outside"
    inside.mkdir()
    outside.write_text("as it was")
    found = tried(
        inside,
        f"open({str(inside / 'a')!r}, 'w')",
        f"open({str(outside)!r})",
        f"open({str(outside)!r}, 'w')",
        f"os.unlink({str(outside)!r})",
        f"os.mkdir({str(tmp_path / 'new')!r})",
        f"os.mkfifo({str(inside / 'pipe')!r})",
        "open('/dev/null', 'w')",
    )
    refused = str(errno.EACCES)
    assert found == ["done", "done", refused, refused, refused, "done", "done"]
    assert outside.read_text() == "as it was"


def test_neither_ports_nor_processes_outside_are_reached(version: int, tmp_path: Path):
    if version < SCOPED:
        pytest.skip(f"Landlock {version} does not know them")
    with socket.create_server(("127.0.0.1", 0)) as server:
        found = tried(
            tmp_path,
            f"socket.create_connection(('127.0.0.1', {server.getsockname()[1]}), 5)",
            "socket.create_server(('127.0.0.1', 0))",
            "os.kill(os.getppid(), 0)",
            "os.kill(os.getpid(), 0)",
        )
    assert found == [str(errno.EACCES), str(errno.EACCES), str(errno.EPERM), "done"]


def test_a_kernel_without_landlock_confines_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(confinement, "landlock_version", lambda: 0)
    confinement.confine_files(["/nowhere"])
    (tmp_path / "written").write_text("still")


def test_a_filter_is_loaded_for_good(tmp_path: Path):
    if found := filters.obstacle():
        pytest.skip(found)
    shown = tried(
        tmp_path,
        "socket.socket(socket.AF_INET)",
        "socket.socketpair()",
        "[line for line in open('/proc/self/status') if line == 'Seccomp:\\t2\\n'] or os.stat('')",
        filtered=True,
    )
    assert shown == [str(errno.EAFNOSUPPORT), "done", "done"]


def test_what_the_kernel_refuses_is_an_error_that_names_the_call():
    if found := filters.obstacle():
        pytest.skip(found)
    broken = b"\xff" * confinement.INSTRUCTION_BYTES
    look = f"from grader.sandbox import confinement as c\nc.confine_calls({broken!r})"
    finished = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=False, timeout=60
    )
    assert "prctl failed: Invalid argument" in finished.stderr


@pytest.mark.parametrize(
    ("version", "kinds", "ports", "scopes"), [(1, 13, 0, 0), (4, 15, 3, 0), (7, 16, 3, 3)]
)
def test_a_kernel_is_asked_for_what_its_version_knows(
    monkeypatch: pytest.MonkeyPatch, version: int, kinds: int, ports: int, scopes: int
):
    asked: list[tuple[object, ...]] = []

    def note(*arguments: object) -> int:
        asked.append(arguments)
        return os.open(os.devnull, os.O_RDONLY)  # stands for a set of rules

    monkeypatch.setattr(confinement, "landlock_version", lambda: version)
    monkeypatch.setattr(confinement, "_call", note)
    confinement.confine_files(["/var"])
    known = 2**kinds - 1
    assert struct.unpack("=QQQ", asked[0][2]) == (known, ports, scopes)
    rules = [call for call in asked if call[1] == confinement.ADD_RULE]
    assert len(rules) == 3
    assert all(struct.unpack("=Qi", rule[4])[0] | known == known for rule in rules)
    assert [call[1] for call in asked[-2:]] == [
        confinement.PR_SET_NO_NEW_PRIVS,
        confinement.RESTRICT_SELF,
    ]
