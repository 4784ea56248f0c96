"""Student code ends its process, or leaves others behind."""

import os
import time
from pathlib import Path

import pytest

from grader.sandbox import Limits
from grader.sandbox.program import PRIVATE
from tests.sandbox.runs import Run, ended, text


def processes_with(marker: str) -> list[int]:
    """The processes outside whose command line contains a marker."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if marker.encode() in path.read_bytes():
                found.append(int(path.parent.name))
        except OSError:
            continue
    return found


WRITE_EVERYWHERE = (
    "import os\nfor n in range(3, 256):\n    try: os.write(n, {!r})\n    except OSError: pass"
)
FORGED = b'{"cell": 9, "count": 1, "outputs": [], "updates": []}\n'
DYING = {
    "exit": "import os; os._exit(0)",
    "exit with an error": "import os; os._exit(7)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "close all descriptors": "import os; os.closerange(0, 1000)",
    "garble the records": WRITE_EVERYWHERE.format(b"{]\n"),
    "forge a record": WRITE_EVERYWHERE.format(FORGED),
}
KILLING = {
    "itself": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "its group": "import os, signal; os.killpg(0, signal.SIGKILL)",
    "its parent": "import os, time; os.kill(os.getppid(), 9); time.sleep(1)",
}


@pytest.mark.parametrize("source", DYING.values(), ids=DYING)
def test_a_process_that_dies_loses_only_the_cells_from_there_on(run: Run, source: str):
    executed = run("'before'", source, "'after'")
    assert ended(executed) == ("died", 1)
    before, *lost = executed.cells
    assert text(before) == "'before'"
    assert [cell.outputs[0].ename for cell in lost] == ["ExecutionStopped"] * 2
    assert [cell.execution_count for cell in lost] == [None, None]


@pytest.mark.parametrize("source", KILLING.values(), ids=KILLING)
def test_killing_loses_only_the_cells_from_there_on(unwalled: Run, source: str):
    executed = unwalled("'before'", source, "'after'")
    assert ended(executed) == ("died", 1)
    assert text(executed.cells[0]) == "'before'"


@pytest.mark.parametrize("source", KILLING.values(), ids=KILLING)
def test_the_first_process_behind_walls_cannot_be_killed_from_inside(warmed: Run, source: str):
    executed = warmed("'before'", source, "'after'")
    assert [text(cell) for cell in executed.cells] == ["'before'", "", "'after'"]


FLOODS = {
    "a line without an end": ("b'x' * 65536", "output"),
    "empty lines": ("b'\\n' * 65536", "died"),
    "one record again and again": (repr(FORGED.replace(b"9", b"1")), "died"),
    "a record that is far too long": (
        repr(FORGED.replace(b"9", b"1")) + ".replace(b'[]', b'[' + b' ' * 1_000_000 + b']', 1)",
        "output",
    ),
}


@pytest.mark.parametrize(("flood", "how"), FLOODS.values(), ids=FLOODS)
@pytest.mark.parametrize("who", ["if True", "if os.fork() == 0"], ids=["itself", "a child"])
def test_a_flood_of_the_record_stream_ends_the_notebook(run: Run, flood: str, how: str, who: str):
    source = (
        f"import os, time\nflood = {flood}\n{who}:\n    while True:\n"
        f"        for n in range({PRIVATE}, 256):\n            try: os.write(n, flood)\n"
        "            except OSError: pass\n"
    )
    limits = Limits(cpu_seconds=10, wall_seconds=30, cell_output_bytes=10_000, output_bytes=300_000)
    executed = run("'before'", f"{source}time.sleep(60)", "'after'", "'last'", limits=limits)
    before, *lost = executed.cells
    status, fault = ended(executed)
    assert (status, text(before)) == (how, "'before'")
    assert fault in (1, 2)  # one record again and again begins with a forged one
    stopped = [cell.outputs for cell in lost[fault - 1 :]]
    assert {output.ename for outputs in stopped for output in outputs} == {"ExecutionStopped"}
    assert len(str(executed.cells)) < 10_000


def test_closing_or_replacing_the_standard_descriptors_harms_nothing(run: Run):
    executed = run(
        "import os, sys; os.close(1); os.close(2)",
        "print('still heard')",
        "sys.stdout = None; sys.stdin.close(); 5",
        "7",
    )
    assert ended(executed) == ("finished", None)
    assert text(executed.cells[1]).strip() == "still heard"


def test_the_child_of_a_cell_that_forks_runs_no_later_cells(run: Run):
    executed = run("import os; pid = os.fork()", "print('once')", "'after'")
    assert [text(cell).strip() for cell in executed.cells] == ["", "once", "'after'"]


DAEMON = """
import os, subprocess, sys, time
from pathlib import Path
sleep = [sys.executable, '-c', 'import time; time.sleep(60)', '{marker}']
for detach in (False, True):
    subprocess.Popen(sleep, start_new_session=detach, stdout=subprocess.DEVNULL)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(3, 256)
        os.execv(sleep[0], sleep)
    os._exit(0)
def started():
    for path in Path('/proc').glob('[0-9]*/cmdline'):
        try:
            yield b'time.sleep(60)\\0{marker}' in path.read_bytes()
        except OSError:
            pass
for _ in range(500):
    if sum(started()) == 3:
        break
    time.sleep(0.02)
print(sum(started()))
"""


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["'done'", "import os; os._exit(0)", "while True: pass"])
def test_nothing_outlives_the_call(run: Run, ending: str):
    marker = f"marker-{os.getpid()}-{time.monotonic_ns()}"
    limits = Limits(cpu_seconds=1.5, wall_seconds=30)
    executed = run(DAEMON.format(marker=marker), ending, limits=limits)
    assert text(executed.cells[0]).strip() == "3"
    assert processes_with(marker) == []


def test_daemons_of_a_cell_that_kills_its_supervisor_end_too(unwalled: Run):
    marker = f"marker-{os.getpid()}-{time.monotonic_ns()}"
    kill = "import os, time; os.kill(os.getppid(), 9); time.sleep(5)"
    executed = unwalled(DAEMON.format(marker=marker), kill)
    assert text(executed.cells[0]).strip() == "3"
    assert ended(executed) == ("died", 1)
    assert processes_with(marker) == []


def test_no_folder_is_left_behind(unwalled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    executed = unwalled("import tempfile; open('left', 'w').write('x'), len(tempfile.mkdtemp())")
    assert "error" not in str(executed.cells[0].outputs)
    assert list(tmp_path.iterdir()) == []
