"""Student code against the parent that forks for everybody, and against who comes next."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.sandbox import processes, warm
from grader.sandbox.launch import launch, run_by
from grader.sandbox.limits import Limits
from grader.sandbox.probe import obstacle
from grader.sandbox.running import Asked, LostError
from tests.sandbox.runs import Run, ended, text

LEAVE = """
import builtins, ctypes, os, signal, sympy, sys
import numpy as np
for path in ("left", "/tmp/left", "/dev/shm/left", "/home/student/.left"):
    open(path, "w").write("x")
sympy.left = np.left = builtins.left = sys.left = x = 1
sympy.Symbol("left").assumptions0
sympy.simplify = lambda *_: 0
os.environ["LEFT"] = "x"
sys.path.insert(0, "/tmp")
np.random.seed(1)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    import time; time.sleep(60)
"""
FIND = """
import builtins, os, signal, sympy, sys
import numpy as np
[*(p for f in (".", "/tmp", "/dev/shm", "/home/student") for p in os.listdir(f) if "left" in p),
 *(m for m in (sympy, np, builtins, sys) if hasattr(m, "left")), sympy.simplify("x*0 + 1"),
 os.environ.get("LEFT"), "/tmp" in sys.path, signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,
 len([p for p in os.listdir("/proc") if p.isdigit()]), "x" in globals()]
"""


def parent() -> warm.Parent:
    """The parent of this thread."""
    return warm.of_thread.parent


def test_nothing_is_left_for_the_next_student(warmed: Run):
    assert ended(warmed(LEAVE, FIND)) == ("finished", None)
    before = parent()
    assert text(warmed(FIND).cells[0]) == "[1, None, False, True, 1, False]"
    assert parent() is before


REACH = """
import ctypes, os
links = [os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
print(sorted(os.readlink(link).split("[")[0] for link in links if os.path.lexists(link)))
print(os.getpid(), os.getppid(), sorted(n for n in os.listdir("/proc") if n.isdigit()))
found = []
for pid in (-1, *range(2, 400)):
    try:
        os.kill(pid, 9)
        found.append(pid)
    except ProcessLookupError:
        pass
libc = ctypes.CDLL(None)
NEW_MOUNTS, NEW_PROCESSES, PTRACE_ATTACH = 0x20000, 0x20000000, 16
refused = [
    libc.umount2(b"/tmp", 2), libc.umount2(b"/proc", 2), libc.unshare(NEW_MOUNTS),
    libc.mount(b"proc", b"/tmp", b"proc", 0, None), libc.setgid(0), libc.ptrace(PTRACE_ATTACH, 0),
    libc.setns(os.open("/proc/1/ns/pid", os.O_RDONLY), NEW_PROCESSES),
]
print(found, refused)
"""


def test_the_parent_is_neither_seen_nor_reached(warmed: Run):
    executed = warmed(REACH, "'after'")
    descriptors, seen, reached = text(executed.cells[0]).splitlines()
    before = parent()
    assert seen == "1 0 ['1']"
    assert reached == f"[] {[-1] * 7}"
    assert descriptors.count("socket:") == 2  # those of the loop that runs the cells
    assert descriptors.count("pipe:") == 1  # the records
    assert not any(kind in descriptors for kind in ("pid:", "user:", "mnt:", "pidfd"))
    assert text(executed.cells[1]) == "'after'"
    assert text(warmed("1 + 1").cells[0]) == "2"
    assert parent() is before


DIG = """
def told(first, rest):  # in two parts, or the question would find itself
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            begin, end = (int(part, 16) for part in line.split()[0].split("-"))
            try:
                memory.seek(begin)
                data = memory.read(end - begin)
            except (OSError, OverflowError):
                continue
            place = data.find(first)
            while place >= 0:
                if data[place + len(first) : place + len(first) + len(rest)] == rest:
                    return True
                place = data.find(first, place + 1)
    return False
"""
LOOK = "told(b'a canary of ', b'the first')"


def test_the_parent_holds_nothing_of_an_earlier_student(warmed: Run):
    canary = "a canary of the first"
    warmed(f"# {canary}", environment={"CANARY": canary}, files={"a": canary.encode()})
    dig = "import os\n[n for n in os.environ if 'CAN' in n], os.listdir()"
    shown, _, theirs = (text(cell) for cell in warmed(dig, DIG, LOOK).cells)
    assert (shown, theirs) == ("([], [])", "False")
    assert text(warmed(DIG, f"own = {canary!r}; {LOOK}").cells[1]) == "True"  # it can be found


def chain(pid: int) -> list[int]:
    """A process, its child, its child's child and so on."""
    table = processes.table()
    found = [pid]
    while children := [p for p, process in table.items() if process.parent == found[-1]]:
        found.append(children[0])
    return found


BUBBLEWRAP, PARENT = 0, 3


@pytest.mark.slow
@pytest.mark.parametrize("victim", [BUBBLEWRAP, PARENT])
def test_a_parent_that_is_killed_in_the_middle_loses_nothing(warmed: Run, victim: int):
    before, running = parent(), threading.Event()

    def kill() -> None:
        running.wait(30)
        time.sleep(0.5)
        os.kill(chain(before.process.pid)[victim], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    running.set()
    executed = warmed("import time; time.sleep(3)", "1 + 1")
    killer.join()
    assert ended(executed) == ("finished", None)
    assert text(executed.cells[1]) == "2"
    assert parent() is not before
    assert not before.end.alive


AS_NEW = """
import os
shell = get_ipython()
_dh, In[:-1], Out, shell.starting_dir, os.path.isdir(shell.profile_dir.location)
"""


def test_a_shell_that_its_parent_has_made_is_as_new(warmed: Run):
    expected = "([PosixPath('/home/student')], [''], {}, '/home/student', True)"
    executed = warmed(AS_NEW)
    assert text(executed.cells[0]) == expected
    assert executed.cells[0].execution_count == 1


def test_random_numbers_follow_from_the_notebook(warmed: Run):
    draw = (
        "import random, numpy, sympy.core.random as r\n"
        "random.random(), numpy.random.rand(), r.random()"
    )
    first, again = (text(warmed(draw).cells[0]) for _ in range(2))
    assert first == again
    assert text(warmed(draw, "'another'").cells[0]) != first


@pytest.mark.usefixtures("warmed")
def test_a_parent_ends_with_everything_behind_its_walls_when_it_is_not_needed():
    behind = chain(parent().process.pid)
    warm.close()
    assert not set(behind) & set(processes.alive(processes.table()))


LATE_THREAD = """
import os, sys, threading, time
sys.path.insert(0, sys.argv.pop(1))
from grader.sandbox import parent
serve, parent.LIBRARIES = parent.serve, ()
def late(*arguments):
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    serve(*arguments)
parent.serve = late
os._exit(parent.main(*sys.argv[1:]))
"""
ASKED = Asked(("'ran'",), Limits(), {}, {}, walled=True)


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Parents of this test are others than those of the other tests."""
    if found := obstacle():
        pytest.skip(found)
    with monkeypatch.context() as patch:
        patch.setattr(warm, "of_thread", threading.local())
        patch.setattr(warm, "refusals", {})
        yield patch
        warm.close()


def of_text(program: str) -> tuple[str, ...]:
    return (*warm.PROGRAM[:5], program, *warm.PROGRAM[6:])


def test_a_parent_of_more_than_one_task_does_not_fork(another: pytest.MonkeyPatch):
    another.setattr(warm, "PROGRAM", of_text(LATE_THREAD))
    with pytest.raises(LostError):
        run_by(warm.warm, ASKED)
    run = launch(("import os; os.getpid()",), Limits(), {}, {}, "bubblewrap")
    assert run.ended == "finished"
    assert run.records[0].outputs[0]["data"]["text/plain"] != "1"


REMEMBERING = """
import os, sys
sys.path.insert(0, sys.argv.pop(1))
from grader.sandbox import parent
serve = parent.serve
def remember(*arguments):
    sys.modules_before = set(sys.modules)
    serve(*arguments)
parent.serve = remember
os._exit(parent.main(*sys.argv[1:]))
"""
ORDINARY = (
    "import numpy as np, sympy as sp, matplotlib.pyplot as plt\nfrom grader import check",
    "x, y = sp.symbols('x y', real=True)\nJ = sp.Matrix([x*sp.exp(y)]).jacobian([x, y])\nJ",
    "sp.simplify(J.det() if J.is_square else J), sp.lambdify([x, y], J)(1, 2)",
    "plt.plot(np.linspace(0, 1))",
    "1/0",
    "import sys\nsorted(set(sys.modules) - sys.modules_before)",
)


def test_an_ordinary_notebook_imports_nothing_that_its_parent_has_not(another: pytest.MonkeyPatch):
    another.setattr(warm, "PROGRAM", of_text(REMEMBERING))
    run = run_by(warm.warm, Asked(ORDINARY, Limits(), {}, {}, walled=True))
    # That one joins itself to the shell when it is imported, so no parent can do it.
    inline = ["matplotlib_inline", "matplotlib_inline.backend_inline", "matplotlib_inline.config"]
    assert run.records[-1].outputs[0]["data"]["text/plain"] == str(inline).replace(", ", ",\n ")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import sys; sys.exit('no such thing')", "no such thing"),
        ("pass", "it said nothing"),
        ("import os; os.write(0, b'no namespaces here')", "no namespaces here"),
    ],
)
def test_a_parent_that_does_not_start_is_asked_once(
    another: pytest.MonkeyPatch, program: str, said: str
):
    another.setattr(warm, "PROGRAM", of_text(program))
    assert warm.obstacle() == said
    another.setattr(warm, "PROGRAM", ())
    assert warm.obstacle() == said


SILENT = "import os, time; os.write(0, b'ready'); time.sleep(60)"


def test_a_parent_that_answers_nothing_is_ended(another: pytest.MonkeyPatch):
    another.setattr(warm, "PROGRAM", of_text(SILENT))
    another.setattr(warm, "GRACE_SECONDS", 0.1)
    another.setattr(warm, "PATIENCE", 0.1)
    with warm.warm(ASKED) as running:
        started = parent()
        assert not running.gone()
    assert not started.end.alive


def test_a_parent_of_another_environment_is_replaced(another: pytest.MonkeyPatch):
    another.setattr(warm, "PROGRAM", of_text(SILENT))
    assert warm.obstacle() == ""
    first = parent()
    another.setenv("TZ", "Asia/Tokyo")
    assert warm.obstacle() == ""
    assert parent() is not first
    assert not first.end.alive


def test_a_parent_has_the_allowed_variables_and_no_descriptor_of_ours(
    another: pytest.MonkeyPatch, tmp_path: Path
):
    look = (
        "import os\nlists = [sorted(os.environ), os.listdir('/proc/self/fd'), [os.getcwd()]]\n"
        "os.write(0, ' '.join(map(','.join, lists)).encode())"
    )
    another.setenv("JUPYTERHUB_API_TOKEN", "canary")
    another.setattr(warm, "PROGRAM", of_text(look))
    with (tmp_path / "open").open("w") as held:
        os.set_inheritable(held.fileno(), True)  # noqa: FBT003 - the name of the argument is missing
        names, descriptors, folder = warm.obstacle().split(" ")
    assert "JUPYTERHUB_API_TOKEN" not in names
    assert {"OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"} <= set(names.split(","))
    assert set(descriptors.split(",")) <= {"0", "1", "2", "3"}
    assert folder == "/"


def test_the_program_that_starts_is_our_interpreters():
    assert warm.PROGRAM[0] == sys.executable


def test_threads_do_not_share_a_parent(another: pytest.MonkeyPatch):
    another.setattr(warm, "PROGRAM", of_text(SILENT))
    assert warm.obstacle() == ""
    others: list[warm.Parent] = []

    def ask() -> None:
        assert warm.obstacle() == ""
        others.append(parent())
        warm.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert others != [parent()]
    assert parent().end.alive
