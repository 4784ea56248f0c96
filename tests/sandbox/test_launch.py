"""What `launch` makes of a process that misbehaves; student code that does is in test_survival."""

import sys
from pathlib import Path

import pytest

from grader.errors import ConfigError
from grader.sandbox import cold, launch, records
from grader.sandbox.limits import Limits
from grader.sandbox.supervisor import Status

READY = f"import os, sys, time; os.write(1, {records.READY!r})\n"
RECORD = records.write(records.Record(0, 1))


def launched(
    monkeypatch: pytest.MonkeyPatch, program: str, cells: int = 1, **limits: float
) -> launch.Run:
    """Launch a program of the test in the place of the real one."""
    monkeypatch.setattr(cold, "PROGRAM", (sys.executable, "-c", program))
    return launch.launch(["1"] * cells, Limits(**limits), {}, {}, "none")


def test_a_finished_run_has_a_record_for_each_cell(monkeypatch: pytest.MonkeyPatch):
    run = launched(monkeypatch, READY + f"os.write(1, {RECORD!r}); time.sleep(30)")
    assert (run.ended, run.reason, len(run.records)) == ("finished", "", 1)


def test_no_cells_need_only_a_process_that_is_ready(monkeypatch: pytest.MonkeyPatch):
    assert launched(monkeypatch, READY, cells=0).ended == "finished"


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('no such thing')", "no such thing"),
        ("pass", "it said: nothing"),
        ("print('something else')", "it said: nothing"),
    ],
)
def test_a_process_that_does_not_start_is_our_fault_not_the_students(
    monkeypatch: pytest.MonkeyPatch, program: str, said: str
):
    with pytest.raises(ConfigError, match=said):
        launched(monkeypatch, program)


def test_a_process_that_never_gets_ready_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(ConfigError, match="did not start"):
        launched(monkeypatch, "import time; time.sleep(30)", wall_seconds=0.5)


@pytest.mark.parametrize(
    ("status", "ended", "reason"),
    [
        (Status.FINISHED, "died", "its process ended before the cell did"),
        (Status.CPU_TIME, "cpu time", "it used more than 20 s of CPU time"),
        (Status.MEMORY, "memory", "it needed more than 2048 MiB of memory"),
        (Status.PROCESSES, "died", "it started more than 64 processes and threads"),
        (Status.DIED, "died", "its process ended before the cell did"),
        (1, "died", "its process ended before the cell did"),
    ],
)
def test_a_missing_record_fails_closed_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, status: int, ended: str, reason: str
):
    run = launched(monkeypatch, READY + f"sys.exit({int(status)})")
    assert (run.ended, run.reason, run.records) == (ended, reason, ())


@pytest.mark.parametrize(
    "line",
    [
        b"garbage\n",
        records.write(records.Record(1, 1)),
        records.write(records.Record(-1, 1)),
        records.READY,
        RECORD.rstrip() + b"junk\n",
        RECORD.rstrip(),
    ],
)
def test_a_line_that_is_not_the_next_record_ends_the_run(
    monkeypatch: pytest.MonkeyPatch, line: bytes
):
    run = launched(monkeypatch, READY + f"os.write(1, {line!r})")
    assert (run.ended, run.records) == ("died", ())


def test_a_line_without_end_is_not_kept(monkeypatch: pytest.MonkeyPatch):
    endless = "while True: os.write(1, b'x' * 65536)"
    run = launched(monkeypatch, READY + endless, cell_output_bytes=10_000, output_bytes=10**9)
    assert run.ended == "output"


def test_a_process_that_falls_silent_meets_the_wall_clock(monkeypatch: pytest.MonkeyPatch):
    run = launched(monkeypatch, READY + "time.sleep(30)", wall_seconds=0.5)
    assert (run.ended, run.reason) == ("wall time", "it ran longer than 0.5 s")


def test_a_process_that_ignores_the_request_to_end_is_killed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cold, "PATIENCE", 0.1)
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    run = launched(monkeypatch, stubborn + READY + "time.sleep(60)", wall_seconds=0.5)
    assert run.ended == "wall time"


def test_a_pipe_held_open_by_another_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    held = tmp_path / "held"
    hold = f"import time; open({str(held)!r}, 'w').close(); time.sleep(60)"
    program = (
        READY + "import subprocess\n"
        f"subprocess.Popen([sys.executable, '-c', {hold!r}])\n"
        f"while not os.path.exists({str(held)!r}): time.sleep(0.01)"
    )
    assert launched(monkeypatch, program).ended == "died"


def test_records_in_pieces_are_put_together(monkeypatch: pytest.MonkeyPatch):
    second = records.write(records.Record(1, 2))
    both = RECORD + second
    pieces = f"for byte in {both!r}: os.write(1, bytes([byte]))\ntime.sleep(30)"
    assert len(launched(monkeypatch, READY + pieces, cells=2).records) == 2
