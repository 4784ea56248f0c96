"""Student code uses more than it may, of everything that is limited."""

import pytest

from grader.sandbox import Limits
from tests.sandbox.runs import Run, ended, text

pytestmark = pytest.mark.slow

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
    "one process after another, none of them buried": (
        "import os, signal, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
        "for _ in range(40):\n    if os.fork() == 0:\n"
        "        while time.process_time() < 0.5: pass\n        os._exit(0)\n"
        "    try: os.wait()\n    except ChildProcessError: pass"
    ),
}


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_an_endless_loop_loses_only_the_cells_after_it(run: Run, source: str):
    executed = run("'before'", source, "'after'", limits=Limits(cpu_seconds=1, wall_seconds=30))
    assert ended(executed) == ("cpu time", 1)
    before, during, after = executed.cells
    assert text(before) == "'before'"
    assert (
        text(during) == "the notebook was stopped in this cell: it used more than 1 s of CPU time"
    )
    before_it = "this cell did not run: the notebook was stopped in an earlier cell"
    assert text(after) == f"{before_it}, because it used more than 1 s of CPU time"
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
    executed = run(spread, limits=Limits(memory_bytes=500 << 20))
    assert ended(executed) == ("memory", 0)


def test_what_waits_in_sockets_counts_as_memory(run: Run):
    fill = (
        "import os, socket, time\nfor _ in range(12):\n    if os.fork() == 0:\n        kept = []\n"
        "        for _ in range(110):\n            kept += socket.socketpair()\n"
        "        for end in kept:\n            end.setblocking(False)\n            try:\n"
        "                while True: end.send(bytes(4096))\n"
        "            except BlockingIOError: pass\n        time.sleep(60)\ntime.sleep(60)"
    )
    executed = run(fill, limits=Limits(memory_bytes=500 << 20, cpu_seconds=15, wall_seconds=20))
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
