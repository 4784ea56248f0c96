"""What starts inside the walls, one for a notebook: see `START` in `grader.sandbox.running`.

It reads a `Job` on standard input and writes records to what was its standard output. Python is
started so that nothing of the student can be imported before ours: no working folder and no user
folder on the path, and the working folder comes last on it afterwards.
"""

import ctypes
import fcntl
import hashlib
import json
import os
import random
import resource
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from grader.sandbox import records
from grader.sandbox.confinement import confine_calls, confine_files
from grader.sandbox.job import Job
from grader.sandbox.limits import Limits
from grader.sandbox.supervisor import (
    PR_SET_DUMPABLE,
    PR_SET_PDEATHSIG,
    prctl,
    supervise,
)
from grader.sandbox.walls import WRITABLE

PRIVATE = 100
CAPABILITY_VERSION_3 = 0x20080522
HEADROOM = 64 << 20


def main() -> int:
    """Run the job on standard input; return how it ended."""
    job, out = receive()
    change_user(job.user)
    apply(job.limits, tasks_elsewhere=job.tasks_elsewhere)
    return supervise(lambda: work(job, out), job.limits)


def receive() -> tuple[Job, int]:
    """Read the job on standard input; return it and the descriptor that takes the records."""
    with open(0, "rb", closefd=False) as pipe:
        job = Job.from_json(pipe.read())
    return job, _take_standard_output()


def change_user(user: int | None) -> None:
    """Become an unprivileged user for good, and die with the parent all the same."""
    if user is not None:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        drop_capabilities()
        prctl(PR_SET_DUMPABLE, 1)
    prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def drop_capabilities() -> None:
    """Give up what a change of user leaves: the capabilities that a program would inherit."""
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    nothing = (ctypes.c_uint32 * 6)()
    if libc.capset(header, nothing) != 0:
        raise OSError(ctypes.get_errno(), "the capabilities can't be dropped")


def apply(limits: Limits, *, tasks_elsewhere: int) -> None:
    """Set the kernel's limits on this process and its children."""
    cpu = int(limits.cpu_seconds) + 1
    _limit(resource.RLIMIT_CPU, cpu)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_NOFILE, limits.open_files)
    _limit(resource.RLIMIT_NPROC, limits.processes + tasks_elsewhere)
    _limit(resource.RLIMIT_CORE, 0)
    if sys.platform == "linux":  # macOS refuses to limit the address space
        _limit(resource.RLIMIT_AS, limits.memory_bytes, HEADROOM)


def _limit(name: int, value: int, headroom: int = 0) -> None:
    _, most = resource.getrlimit(name)
    if most == resource.RLIM_INFINITY:
        most = value + headroom
    resource.setrlimit(name, (min(value, most), min(value + headroom, most)))


def work(job: Job, out: int) -> None:
    """Run the cells of a job in this process, confined, writing records to a descriptor."""
    from grader.sandbox import shell  # noqa: PLC0415 - the supervisor needs no IPython

    if job.confined:
        confine_files(WRITABLE)
    confine_calls(job.system_calls)
    folder = Path(job.folder)
    for name, data in job.files.items():
        (folder / name).write_bytes(data)
    os.chdir(folder)
    os.environ.update(job.environment)
    seed_random(job.cells)
    session = shell.start(job.limits.cell_output_bytes, scratch())
    sys.path.append(str(folder))
    _write(out, records.READY)
    shell.run(session, job.cells, lambda record: _write(out, records.write(record)), job.limits)


def scratch() -> Path:
    """Where a shell has its own files: one path for that of a parent and of its children."""
    return Path(tempfile.gettempdir(), "shell")


def seed_random(cells: Sequence[str]) -> None:
    """Seed the libraries that are loaded from the text of the notebook.

    A fork copies their state, so all notebooks would draw the same numbers. What a notebook loads
    for itself is seeded by the machine.
    """
    text = json.dumps(cells).encode()
    start = int.from_bytes(hashlib.sha256(text).digest()[:4])
    random.seed(start)
    for name in ("numpy.random", "sympy.core.random"):
        if name in sys.modules:
            sys.modules[name].seed(start)


def _take_standard_output() -> int:
    """Move standard output out of the way of prints; nothing is left on descriptors 0 and 1."""
    out = fcntl.fcntl(1, fcntl.F_DUPFD_CLOEXEC, PRIVATE)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    os.close(nothing)
    sys.stdin = open(0, closefd=False)  # noqa: SIM115 - a descriptor, for good
    return out


def _write(out: int, line: bytes) -> None:
    while line:
        line = line[os.write(out, line) :]
