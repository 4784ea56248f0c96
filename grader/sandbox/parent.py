"""What is started once for many notebooks: it imports the libraries, and forks for each notebook.

It holds no references, no gradebook and no secret, and it reads nothing of a notebook: it is
handed descriptors and passes them on. Each child is the first process of a namespace of its own,
so it sees neither this process nor anything that an earlier child has left. Once set up, this
process owns a namespace of users in which it may do everything, and nothing outside.

On standard input is a socket: limits and three descriptors (job, records, complaints) come in,
the status of the child goes out. Any other message, or the end of the socket, ends the child.
"""

import importlib
import json
import os
import select
import signal
import socket
from collections.abc import Sequence
from pathlib import Path

from grader.sandbox import namespaces, program
from grader.sandbox.limits import Limits
from grader.sandbox.namespaces import Kind
from grader.sandbox.sharing import share_memory
from grader.sandbox.supervisor import PR_SET_PDEATHSIG, Status, prctl, supervise
from grader.sandbox.walls import WRITABLE

READY = b"ready"
IDLE_SECONDS = 600
MESSAGE = 4096
DESCRIPTORS = 3
MOST_DESCRIPTORS = 4096
APART = Kind.MOUNTS | Kind.NETWORK | Kind.MESSAGES | Kind.NAME
# What notebooks of a course use, and what is loaded late in them: by tracebacks, by lambdify, by
# simplify, by figures, by derivatives. Our student's side is named here, not known. The inline
# backend is missing: it joins itself to the shell when it is imported.
LIBRARIES = (
    *("numpy", "numpy.random", "numpy.linalg", "numpy.fft", "numpy.polynomial", "numpy.testing"),
    *("numpy.ctypeslib", "numpy.f2py", "numpy.char", "numpy.rec", "numpy.core"),
    *("sympy", "sympy.plotting", "sympy.codegen.ast", "sympy.combinatorics", "sympy.sets.setexpr"),
    *("sympy.physics.units", "sympy.physics.matrices", "sympy.tensor.tensor"),
    *("sympy.assumptions.wrapper", "IPython.core.logger", "IPython.core.oinspect", "bdb"),
    *("matplotlib.pyplot", "matplotlib.backends.backend_agg", "PIL.JpegImagePlugin"),
    *("PIL.BmpImagePlugin", "PIL.GifImagePlugin", "PIL.PpmImagePlugin", "PIL.PngImagePlugin"),
    *("IPython.core.pylabtools", "stack_data", "pygments.formatters.terminal256"),
    *("pygments.formatters.html", "pygments.lexers.python", "pygments.styles.default", "asyncio"),
    *("IPython.core.application", "IPython.core.completerlib", "IPython.core.magics"),
    *("grader.sandbox.shell", "grader.notebook.check", "grader.notebook.hint"),
    *("grader.notebook.predict", "grader.symbolic"),
)


def main(user: str = "") -> int:
    """Serve until the socket ends.

    Args:
        user: the number of the user to become; empty to stay who we are.
    """
    control = socket.socket(fileno=os.dup(0))
    try:
        home = move_in(int(user) if user else None)
        obstacle = hidden(mounts()) or rehearse(home) or warm_up()
    except OSError as error:
        obstacle = str(error)
    control.send(obstacle.encode()[:MESSAGE] or READY)
    if not obstacle:
        serve(control, home)
    return 0


def move_in(user: int | None) -> int:
    """Become the first process of a namespace of our own; return a descriptor of it.

    The process that was started waits outside for this one.
    """
    if user is not None:  # bubblewrap covers parts of root's /proc: no other could be mounted
        namespaces.show_processes()
    program.change_user(user)
    namespaces.become_nobody()
    namespaces.unshare(Kind.MOUNTS | Kind.PROCESSES)
    if child := os.fork():
        os.closerange(0, MOST_DESCRIPTORS)
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    namespaces.keep_mounts()
    namespaces.show_processes()
    return os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)


def mounts() -> list[str]:
    """Return where something is mounted."""
    lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    return [line.split()[4] for line in lines]


def hidden(places: Sequence[str]) -> str:
    """Say what the children's new folders would hide of what the walls show, if anything.

    >>> hidden(["/tmp", "/tmp/course/grader"])
    '/tmp/course/grader lies in /tmp, which is empty for each notebook'
    """
    for folder in WRITABLE:
        for place in places:
            if place.startswith(f"{folder}/"):
                return f"{place} lies in {folder}, which is empty for each notebook"
    return ""


def rehearse(home: int) -> str:
    """Isolate a child that does nothing; return why that does not work, if it doesn't."""
    reader, writer = os.pipe()
    child = namespaces.fork_first(home)
    if child == 0:
        try:
            isolate(1 << 20)
        except OSError as error:
            os.write(writer, str(error).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    complaint = os.read(reader, MESSAGE).decode()
    os.close(reader)
    return complaint


def warm_up() -> str:
    """Import what notebooks use; return why this process must not fork, if it must not."""
    for name in LIBRARIES:
        importlib.import_module(name)
    shell = importlib.import_module("grader.sandbox.shell")
    shell.prepare(program.scratch())  # last: there are libraries that ask whether there is one
    share_memory()
    return too_many_tasks()


def too_many_tasks() -> str:
    """Say so if this process has more than one task: a fork would copy locks that others hold."""
    tasks = len(list(Path("/proc/self/task").iterdir()))
    return "" if tasks == 1 else f"the warm parent has {tasks} tasks and must not fork"


def serve(control: socket.socket, home: int) -> None:
    """Run a notebook for each request, one after the other."""
    while select.select([control], [], [], IDLE_SECONDS)[0]:
        message, descriptors, _, _ = socket.recv_fds(control, MESSAGE, DESCRIPTORS)
        if not message:
            return
        if len(descriptors) == DESCRIPTORS:  # else it asks for the end of a child that has ended
            status = run(Limits(**json.loads(message)), descriptors, control, home)
            control.send(str(int(status)).encode())


def run(limits: Limits, descriptors: list[int], control: socket.socket, home: int) -> Status:
    """Fork a child for a notebook, and watch over it to its end."""
    try:
        if too_many_tasks():
            return Status.REFUSED
        return supervise(
            lambda: work(descriptors),
            limits,
            fork=lambda: namespaces.fork_first(home),
            stop=control.fileno(),
        )
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def work(descriptors: list[int]) -> None:
    """Read the job and run it, isolated, with no descriptor but those of the notebook."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
    os.closerange(DESCRIPTORS, MOST_DESCRIPTORS)
    job, out = program.receive()
    isolate(job.limits.file_bytes)
    program.apply(job.limits, tasks_elsewhere=0)
    program.work(job, out)


def isolate(size: int) -> None:
    """Leave everything that is shared with this process's parent, and all privileges.

    Args:
        size: what each of the new, empty folders holds, in bytes.
    """
    namespaces.unshare(APART)
    namespaces.show_processes()
    namespaces.empty(WRITABLE, size)
    namespaces.become_nobody()
    program.drop_capabilities()
