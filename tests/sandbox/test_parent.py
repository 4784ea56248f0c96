"""The parent without walls around it, and without `warm`: jobs of ours in, a status out."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from grader.sandbox import parent, program, records
from grader.sandbox.job import Job
from grader.sandbox.limits import Limits
from grader.sandbox.probe import obstacle
from grader.sandbox.supervisor import Status

START = (
    "import sys\nfrom grader.sandbox import parent\nparent.LIBRARIES = ('json',)\n"
    "parent.WRITABLE = (sys.argv.pop(),)\nsys.exit(parent.main())"
)


@pytest.fixture
def control(tmp_path: Path) -> Iterator[socket.socket]:
    """The other end of the standard input of a parent that is started."""
    if found := obstacle():
        pytest.skip(found)
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(60)
    with subprocess.Popen(
        [sys.executable, "-c", START, str(tmp_path)],
        stdin=theirs.fileno(),
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:
        theirs.close()
        yield ours
        ours.close()
        assert process.wait(60) == 0


def test_requests_are_answered_one_after_the_other_until_the_socket_ends(
    control: socket.socket, tmp_path: Path
):
    said = control.recv(parent.MESSAGE)
    if b"mount failed: Operation not permitted" in said:
        pytest.skip("this machine hides parts of /proc")
    assert said == parent.READY
    control.send(b"end")  # of nothing: it is not answered
    limits = json.dumps(asdict(Limits())).encode()
    for _ in range(2):
        with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as out:
            question.write(Job((), {"a": b"a"}, Limits(), str(tmp_path)).to_json())
            question.seek(0)
            descriptors = [question.fileno(), out.fileno(), out.fileno()]
            socket.send_fds(control, [limits], descriptors)
            assert Status(int(control.recv(parent.MESSAGE))) is Status.FINISHED
            out.seek(0)
            assert out.read() == records.READY
            # The file was written, but not here.
            assert [path.name for path in tmp_path.iterdir()] == ["shell"]


def test_one_task_is_not_too_many():
    code = "from grader.sandbox.parent import too_many_tasks; print(too_many_tasks())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"\n"


def test_two_tasks_are_too_many():
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        assert "must not fork" in parent.too_many_tasks()
        ours, theirs = socket.socketpair()
        with ours, theirs:
            assert parent.run(Limits(), [os.dup(0)], theirs, home=0) is Status.REFUSED
    finally:
        end.set()
        thread.join()


def test_nothing_that_is_needed_lies_where_children_get_empty_folders():
    assert parent.hidden(["/", "/tmp", "/home/student", "/home/students/x"]) == ""  # noqa: S108
    assert parent.hidden(["/dev/shm/venv"]).startswith("/dev/shm/venv lies in /dev/shm")  # noqa: S108
    assert "/proc" in parent.mounts()


def test_a_child_leaves_everything_before_it_reads_what_a_student_wrote(
    monkeypatch: pytest.MonkeyPatch,
):
    done: list[str] = []

    def note(module: object, *names: str) -> None:
        for name in names:
            monkeypatch.setattr(module, name, lambda *_, name=name, **__: done.append(name))

    note(os, "dup2", "closerange")
    note(parent.namespaces, "unshare", "show_processes", "empty", "become_nobody")
    note(program, "drop_capabilities", "apply", "work")
    monkeypatch.setattr(program, "receive", lambda: (Job((), {}, Limits(), "/"), 100))
    parent.work([7, 8, 9])
    assert done == [
        *["dup2"] * 3,
        *("closerange", "unshare", "show_processes", "empty", "become_nobody"),
        *("drop_capabilities", "apply", "work"),
    ]


def test_what_is_imported_is_there():
    missing = "import importlib\nfrom grader.sandbox.parent import LIBRARIES, warm_up\n"
    look = missing + "print(warm_up() or 'one task')"
    shown = subprocess.run(
        [sys.executable, "-c", look],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")},
    )
    assert shown.stdout.strip() == "one task"


def test_the_waiting_process_keeps_no_descriptor(monkeypatch: pytest.MonkeyPatch):
    closed: list[tuple[int, int]] = []

    class ExitError(Exception):
        """Stands for the end of the process."""

    def leave(_status: int) -> None:
        raise ExitError

    for name in ("become_nobody", "unshare", "keep_mounts", "show_processes"):
        monkeypatch.setattr(parent.namespaces, name, lambda *_: None)
    monkeypatch.setattr(program, "change_user", lambda _: None)
    monkeypatch.setattr(parent, "prctl", lambda *_: None)
    monkeypatch.setattr(os, "closerange", lambda *pair: closed.append(pair))
    monkeypatch.setattr(os, "waitpid", lambda *_: (1, 0))
    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(os, "fork", lambda: 1)
    with pytest.raises(ExitError):
        parent.move_in(61_184)
    assert closed == [(0, parent.MOST_DESCRIPTORS)]
    monkeypatch.setattr(os, "fork", lambda: 0)
    home = parent.move_in(None)
    assert Path(f"/proc/self/fd/{home}").readlink() == Path("/proc/self/ns/pid").readlink()
    os.close(home)
