"""Each attack is really carried out; what it may not reach is really there."""

import os
import re
import socket
import time
from pathlib import Path

import pytest

from grader.sandbox import Limits
from tests.sandbox.runs import Run, ended, text

CANARY = "a reference answer that nobody may read"
HERE = Path(__file__).resolve()


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


# What lies outside ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/etc/hostname", str(HERE), str(HERE.parents[2] / "pyproject.toml")]
)
def test_files_of_the_machine_and_the_repository_are_not_there(walled: Run, path: str):
    assert Path(path).is_file()
    assert walled(f"open({path!r})").cells[0].outputs[0].ename == "FileNotFoundError"


def test_a_file_that_everybody_may_read_is_not_there(walled: Run, tmp_path: Path):
    secret = tmp_path / "references.py"
    secret.write_text(CANARY)
    for path in (secret, *secret.parents[:3]):
        path.chmod(0o755)
    error = walled(f"open({str(secret)!r})").cells[0].outputs[0]
    assert error.ename == "FileNotFoundError"


def test_the_first_process_shows_no_way_out(walled: Run):
    shown = walled("import os; os.listdir('/proc/1/root/etc')", "open('/proc/1/environ').read()")
    for cell in shown.cells:
        assert "passwd" not in text(cell)
        assert "PermissionError" in str(cell.outputs) or str(HERE.parents[2]) not in text(cell)


def test_the_home_folder_is_empty_but_for_the_way_to_the_interpreter(walled: Run):
    home = str(Path.home())
    shown = text(walled(f"import os; os.path.exists({home!r}) and os.listdir({home!r})").cells[0])
    assert not any(name in shown for name in (".ssh", ".bashrc", ".gitconfig", ".config"))


WRITE = """
import os, sys, grader
for path in ["/x", "/dev/x", "/etc/x", "/usr/lib/x", sys.prefix + "/lib/x",
             os.path.dirname(grader.__file__) + "/x", "/proc/sys/kernel/hostname"]:
    try:
        open(path, "w").write("x")
        print("written to", path)
    except OSError:
        print("refused")
"""


def test_nothing_can_be_written_outside_the_working_folders(walled: Run):
    allowed = "open('here.txt', 'w').write('x'), open('/tmp/there.txt', 'w').write('x')"
    executed = walled(WRITE, allowed)
    assert text(executed.cells[0]).split() == ["refused"] * 7
    assert text(executed.cells[1]) == "(1, 1)"


def test_a_listening_socket_of_the_machine_is_not_reached(walled: Run):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            pass  # it does listen
        connect = f"import socket; socket.create_connection(('127.0.0.1', {port}), timeout=5)"
        error = walled(connect).cells[0].outputs[-1]
    assert error.ename in ("OSError", "ConnectionRefusedError")


def test_a_datagram_leaves_nowhere(walled: Run):
    send = (
        "import socket\n"
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))"
    )
    assert "unreachable" in walled(send).cells[0].outputs[-1].evalue


def test_the_instructors_variables_are_not_there(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", CANARY)
    look = "import os; print(dict(os.environ)); print(open('/proc/self/environ').read())"
    shown = text(run(look, environment={"JACOBIAN_CHALLENGES": "{}"}).cells[0])
    assert CANARY not in shown
    assert "JACOBIAN_CHALLENGES" in shown


def test_other_processes_are_not_seen(walled: Run):
    count = "import os; len([name for name in os.listdir('/proc') if name.isdigit()])"
    assert int(text(walled(count).cells[0])) <= 4
    kill = f"import os; os.kill({os.getpid()}, 0)"
    assert walled(kill).cells[0].outputs[0].ename == "ProcessLookupError"


def test_student_code_is_nobody_and_stays_it(walled: Run):
    executed = walled("print(open('/proc/self/status').read())", "import os; os.setuid(0)")
    lines = dict(re.findall(r"(\w+):\t(.*)", text(executed.cells[0])))
    assert "0" not in lines["Uid"].split() + lines["Gid"].split()
    assert {lines[name] for name in ("CapPrm", "CapEff", "CapInh", "CapAmb")} == {"0" * 16}
    assert lines["NoNewPrivs"] == "1"
    assert executed.cells[1].outputs[0].ename in ("PermissionError", "OSError")


def test_a_submitted_module_shadows_nothing(run: Run):
    files = {
        "sympy.py": b"raise SystemExit('shadowed')",
        "json.py": b"raise SystemExit('shadowed')",
        "IPython.py": b"raise SystemExit('shadowed')",
        "sitecustomize.py": b"raise SystemExit('shadowed')",
        "questions.py": b"answer = 42",
    }
    executed = run(
        "import sympy, json; sympy.Symbol('x')", "import questions; questions.answer", files=files
    )
    assert [text(cell) for cell in executed.cells] == ["x", "42"]


# Limits -----------------------------------------------------------------------------------------


ENDLESS = {
    "a loop": "while True: pass",
    "a loop that swallows interrupts": (
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    ),
    "a loop that ignores the signal of the limit": (
        "import signal\nfor n in (signal.SIGXCPU, signal.SIGTERM, signal.SIGINT, signal.SIGALRM):\n"
        "    signal.signal(n, lambda *_: None)\nwhile True: pass"
    ),
    "a loop that never leaves C": "sum(range(10**15))",
    "many processes that share the work": (
        "import os\nfor _ in range(4):\n    if os.fork() == 0:\n        while True: pass\n"
        "import time; time.sleep(60)"
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_loop_loses_only_the_cells_after_it(run: Run, source: str):
    executed = run("'before'", source, "'after'", limits=Limits(cpu_seconds=1, wall_seconds=30))
    assert ended(executed) == ("cpu time", 1)
    before, during, after = executed.cells
    assert text(before) == "'before'"
    assert (
        text(during) == "the notebook was stopped in this cell: it used more than 1 s of CPU time"
    )
    assert text(after).startswith("this cell did not run: the notebook was stopped in cell 2")
    assert [len(cell.outputs) for cell in (during, after)] == [1, 1]


def test_a_sleeping_notebook_meets_the_wall_clock(run: Run):
    executed = run("import time; time.sleep(60)", "1", limits=Limits(wall_seconds=2))
    assert ended(executed) == ("wall time", 0)
    assert executed.cells[0].outputs[0].ename == "ExecutionStopped"
    assert "longer than 2 s" in text(executed.cells[0])


def test_too_large_an_allocation_is_a_memory_error_and_the_next_cell_runs(run: Run):
    executed = run("x = bytearray(3 << 30)", "1 + 1")
    assert executed.cells[0].outputs[0].ename == "MemoryError"
    assert text(executed.cells[1]) == "2"


def test_filling_memory_bit_by_bit_is_a_memory_error_and_the_next_cell_runs(run: Run):
    fill = "x = []\nwhile True: x.append(bytearray(1 << 20))"
    executed = run(fill, "'after'", limits=Limits(memory_bytes=512 << 20))
    assert executed.cells[0].outputs[0].ename == "MemoryError"
    assert text(executed.cells[1]) == "'after'"


def test_processes_share_one_allowance_of_memory(run: Run):
    spread = (
        "import os, time\nfor _ in range(6):\n    if os.fork() == 0:\n"
        "        x = os.urandom(100 << 20); time.sleep(60); os._exit(0)\ntime.sleep(60)"
    )
    executed = run(spread, limits=Limits(memory_bytes=400 << 20))
    assert ended(executed) == ("memory", 0)


BOMB = (
    "import os, time\nchildren = 0\ntry:\n    for _ in range(300):\n        children += 1\n"
    "        if os.fork() == 0:\n            time.sleep(60)\n            os._exit(0)\n"
    "except OSError as error:\n    print('refused', children < 40)"
)


def test_forking_is_refused_beyond_the_limit(walled: Run):
    executed = walled(BOMB, "'after'", limits=Limits(processes=32))
    assert [text(cell).strip() for cell in executed.cells] == ["refused True", "'after'"]


def test_forking_without_walls_is_refused_or_stopped(unwalled: Run):
    executed = unwalled(BOMB + "\ntime.sleep(20)", limits=Limits(processes=32))
    shown = text(executed.cells[0])
    assert "refused True" in shown or "more than 32 processes" in shown


def test_threads_count_as_processes(run: Run):
    start = (
        "import threading, time\nfor _ in range(100):\n"
        "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\ntime.sleep(20)"
    )
    executed = run(start, limits=Limits(processes=32))
    assert executed.cells[0].outputs[-1].ename in ("RuntimeError", "ExecutionStopped")


def test_a_large_file_is_refused(run: Run):
    write = "open('large', 'wb').write(bytes(3 << 20))"
    executed = run(write, "'after'", limits=Limits(file_bytes=2 << 20))
    assert executed.cells[0].outputs[-1].ename == "OSError"
    assert text(executed.cells[1]) == "'after'"


@pytest.mark.parametrize("folder", [".", "/tmp", "/dev/shm"])  # noqa: S108 - inside the walls
def test_many_files_fill_only_their_own_folder(walled: Run, folder: str):
    write = f"for i in range(20): open(f'{folder}/{{i}}', 'wb').write(bytes(1 << 20))"
    executed = walled(write, limits=Limits(file_bytes=4 << 20))
    assert "No space left" in executed.cells[0].outputs[-1].evalue


def test_descriptors_run_out(run: Run):
    executed = run("kept = [open('/dev/null') for _ in range(1000)]", "kept = 1; 'after'")
    assert executed.cells[0].outputs[-1].ename == "OSError"
    assert text(executed.cells[1]) == "'after'"


# Output -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "flood",
    [
        "print('x' * 20_000_000)",
        "import os; os.write(1, b'x' * 20_000_000)",
        "for _ in range(20_000): print('x' * 1000)",
        "raise ValueError('x' * 20_000_000)",
        "'x' * 20_000_000",
        "display({'text/html': 'x' * 20_000_000}, raw=True)",
        "import sys\nfor _ in range(100_000): print('x'); print('y', file=sys.stderr)",
    ],
)
def test_a_flood_of_output_is_cut(run: Run, flood: str):
    executed = run(flood, "'after'", limits=Limits(cell_output_bytes=100_000, cpu_seconds=10))
    assert len(str(executed.cells[0].outputs)) < 400_000
    assert text(executed.cells[1]) == "'after'"
    assert ended(executed) == ("finished", None)


def test_a_notebook_that_floods_in_every_cell_is_stopped(run: Run):
    limits = Limits(cell_output_bytes=100_000, output_bytes=500_000)
    executed = run(*["print('x' * 100_000)"] * 20, limits=limits)
    status, cell = ended(executed)
    assert status == "output"
    assert 4 <= cell <= 7
    assert "put out more than 500000 bytes" in text(executed.cells[cell])


# Dying ------------------------------------------------------------------------------------------


WRITE_EVERYWHERE = (
    "import os\nfor n in range(3, 256):\n    try: os.write(n, {!r})\n    except OSError: pass"
)
FORGED = b'{"cell": 9, "count": 1, "outputs": [], "updates": []}\n'
DYING = {
    "exit": "import os; os._exit(0)",
    "exit with an error": "import os; os._exit(7)",
    "kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "kill the group": "import os, signal; os.killpg(0, signal.SIGKILL)",
    "crash": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "close all descriptors": "import os; os.closerange(0, 1000)",
    "garble the records": WRITE_EVERYWHERE.format(b"{]\n"),
    "forge a record": WRITE_EVERYWHERE.format(FORGED),
    "kill the parent": "import os, time; os.kill(os.getppid(), 9); time.sleep(9)",
}


@pytest.mark.parametrize("source", DYING.values(), ids=DYING)
def test_a_process_that_dies_loses_only_the_cells_from_there_on(run: Run, source: str):
    executed = run("'before'", source, "'after'")
    assert ended(executed) == ("died", 1)
    before, *lost = executed.cells
    assert text(before) == "'before'"
    assert [cell.outputs[0].ename for cell in lost] == ["ExecutionStopped"] * 2
    assert [cell.execution_count for cell in lost] == [None, None]


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


# Afterwards -------------------------------------------------------------------------------------


DAEMON = """
import os, subprocess, sys
for detach in (False, True):
    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', '{marker}'],
                     start_new_session=detach, stdout=subprocess.DEVNULL)
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.closerange(3, 256)
        os.execv(sys.executable, [sys.executable, '-c', 'import time; time.sleep(60)', '{marker}'])
    os._exit(0)
import time; time.sleep(1)
"""


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["'done'", "import os; os._exit(0)", "while True: pass"])
def test_nothing_outlives_the_call(run: Run, ending: str):
    marker = f"marker-{os.getpid()}-{time.monotonic_ns()}"
    limits = Limits(cpu_seconds=1.5, wall_seconds=30)
    executed = run(DAEMON.format(marker=marker), ending, limits=limits)
    assert executed.cells[0].outputs == []
    assert processes_with(marker) == []


def test_daemons_of_a_cell_that_kills_its_supervisor_end_too(unwalled: Run):
    marker = f"marker-{os.getpid()}-{time.monotonic_ns()}"
    kill = "import os, time; os.kill(os.getppid(), 9); time.sleep(5)"
    executed = unwalled(DAEMON.format(marker=marker), kill)
    assert ended(executed) == ("died", 1)
    assert processes_with(marker) == []


def test_daemons_were_really_started(unwalled: Run):
    count = (
        "from pathlib import Path\n"
        "lines = [path.read_bytes() for path in Path('/proc').glob('[0-9]*/cmdline')]\n"
        "print(sum(b'started-and-seen' in line for line in lines))"
    )
    executed = unwalled(DAEMON.format(marker="started-and-seen"), count)
    assert text(executed.cells[1]).strip() == "3"


def test_no_folder_is_left_behind(unwalled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    executed = unwalled("import tempfile; open('left', 'w').write('x'), len(tempfile.mkdtemp())")
    assert "error" not in str(executed.cells[0].outputs)
    assert list(tmp_path.iterdir()) == []
