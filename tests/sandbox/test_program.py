"""The program without walls and without `launch`: a job in, records out."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import program, records
from grader.sandbox.job import Job
from grader.sandbox.limits import Limits
from grader.sandbox.supervisor import Status

COMMAND = "import sys; from grader.sandbox.program import main; sys.exit(main())"


def run(folder: Path, *cells: str, files: dict[str, bytes] | None = None, **limits: float):
    job = Job(cells, files or {}, Limits(**limits), str(folder))
    return subprocess.run(
        [sys.executable, "-c", COMMAND],
        input=job.to_json(),
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, "TMPDIR": str(folder)},
    )


def test_a_job_becomes_records(tmp_path: Path):
    finished = run(tmp_path, "print('a')", "import data; data.x", files={"data.py": b"x = 7"})
    assert finished.returncode == Status.FINISHED
    ready, *lines = finished.stdout.splitlines(keepends=True)
    assert ready == records.READY
    first, second = map(records.read, lines)
    assert first.outputs[0]["text"] == "a\n"
    assert second.outputs[0]["data"]["text/plain"] == "7"


def test_prints_of_any_kind_stay_out_of_the_records(tmp_path: Path):
    finished = run(tmp_path, "import os, sys\nos.write(1, b'{}'); os.system('echo {}')")
    assert len(finished.stdout.splitlines()) == 2
    assert records.read(finished.stdout.splitlines()[1]).outputs[0]["text"] == "{}{}\n"


def test_the_working_folder_comes_last_on_the_path(tmp_path: Path):
    finished = run(tmp_path, "import sys; sys.path[-1], os.getcwd() if 'os' in dir() else ''")
    assert str(tmp_path) in finished.stdout.decode()


def test_limits_reach_the_cells(tmp_path: Path):
    look = (
        "import resource\n[resource.getrlimit(getattr(resource, 'RLIMIT_' + name))"
        " for name in ('CPU', 'FSIZE', 'NOFILE', 'CORE')]"
    )
    finished = run(tmp_path, look, cpu_seconds=7, file_bytes=12_345, open_files=123)
    shown = records.read(finished.stdout.splitlines()[1]).outputs[0]["data"]["text/plain"]
    assert shown == "[(8, 8), (12345, 12345), (123, 123), (0, 0)]"


def test_too_little_memory_for_the_shell_says_nothing_is_ready(tmp_path: Path):
    finished = run(tmp_path, "1", memory_bytes=30 << 20)
    # Python itself may crash where an allocation fails; it must not look finished.
    assert finished.returncode not in (0, Status.FINISHED)
    assert records.READY not in finished.stdout


def test_a_limit_is_never_raised(monkeypatch: pytest.MonkeyPatch):
    asked = {}
    monkeypatch.setattr(resource, "getrlimit", lambda _name: (50, 100))
    monkeypatch.setattr(resource, "setrlimit", lambda name, pair: asked.update({name: pair}))
    program.apply(Limits(open_files=80, file_bytes=1000), tasks_elsewhere=7)
    assert asked[resource.RLIMIT_NOFILE] == (80, 80)
    assert asked[resource.RLIMIT_FSIZE] == (100, 100)


def test_processes_elsewhere_are_added_and_memory_is_kept_back(monkeypatch: pytest.MonkeyPatch):
    asked = {}
    infinite = resource.RLIM_INFINITY
    monkeypatch.setattr(resource, "getrlimit", lambda _name: (infinite, infinite))
    monkeypatch.setattr(resource, "setrlimit", lambda name, pair: asked.update({name: pair}))
    program.apply(Limits(processes=10, memory_bytes=1 << 30), tasks_elsewhere=7)
    assert asked[resource.RLIMIT_NPROC] == (17, 17)
    assert asked[resource.RLIMIT_AS] == (1 << 30, (1 << 30) + program.HEADROOM)


def test_root_gives_up_its_groups_before_its_identity(monkeypatch: pytest.MonkeyPatch):
    calls = []
    for name in ("setgroups", "setresgid", "setresuid"):
        monkeypatch.setattr(os, name, lambda *args, name=name: calls.append((name, *args)))
    monkeypatch.setattr(program, "drop_capabilities", lambda: calls.append(("capset",)))
    monkeypatch.setattr(program, "prctl", lambda *args: calls.append(("prctl", *args)))
    program.change_user(61_184)
    assert calls[:4] == [
        ("setgroups", []),
        ("setresgid", 61_184, 61_184, 61_184),
        ("setresuid", 61_184, 61_184, 61_184),
        ("capset",),
    ]
    calls.clear()
    program.change_user(None)
    assert [call[0] for call in calls] == ["prctl"]


def test_work_runs_the_cells_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    sent = tmp_path / "records"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr("grader.sandbox.shell.start", lambda *_args: "session")
    monkeypatch.setattr(
        "grader.sandbox.shell.run",
        lambda _session, _cells, send, _limits: send(records.Record(0, None, (), ())),
    )
    out = os.open(sent, os.O_CREAT | os.O_WRONLY)
    program.work(Job(("1",), {"a.txt": b"a"}, Limits(), str(tmp_path)), out)
    os.close(out)
    assert sent.read_bytes().splitlines(keepends=True)[0] == records.READY
    assert (tmp_path / "a.txt").read_bytes() == b"a"
    assert sys.path[-1] == str(tmp_path)


def test_dropping_capabilities_leaves_none():
    show = (
        "from grader.sandbox import program\nprogram.drop_capabilities()\n"
        "print([line.split()[1] for line in open('/proc/self/status')"
        " if line[:6] in ('CapInh', 'CapPrm', 'CapEff')])"
    )
    finished = subprocess.run(
        [sys.executable, "-c", show], capture_output=True, text=True, check=True
    )
    assert finished.stdout.strip() == str(["0" * 16] * 3)
