"""Which layers hold on this machine? Each is tried with a small job of ours, through `execute`.

The job looks around and knocks on each wall (`inside`); what it finds is compared with the outside.
Where there are no walls nothing knocks on them, and only the limits are tried.
"""

import json
import os
import secrets
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grader.errors import ConfigError
from grader.sandbox import filters, inside, warm
from grader.sandbox.cold import TOKEN
from grader.sandbox.confinement import landlock_version
from grader.sandbox.environment import surroundings
from grader.sandbox.execution import execute
from grader.sandbox.launch import Isolation
from grader.sandbox.limits import MIB, Limits
from grader.sandbox.probe import obstacle, remedy

LIMITS = Limits(memory_bytes=1024 * MIB, processes=24, file_bytes=8 * MIB, cell_output_bytes=20_000)
SHORT = Limits(cpu_seconds=4)
QUICK = Limits(wall_seconds=8)
START = "import json\nfrom grader.sandbox import inside"
TRIES = (
    f"print(inside.allocated({2 * LIMITS.memory_bytes}))",
    f"print(inside.stored({2 * LIMITS.file_bytes}))",
    f"print('x' * {2 * LIMITS.cell_output_bytes})",
    f"print(inside.started({2 * LIMITS.processes}))",
)
UNTRIED = ("own namespaces", "no network", "read-only files", "the machine's files unseen")
LANDLOCK = "use Linux 5.13 or later with landlock among its security modules (lsm=landlock,...)"
UNEXPECTED = "this should not be: tell the authors, and do not grade what others wrote"


@dataclass(frozen=True)
class Layer:
    """One thing that stands between student code and this machine.

    Args:
        name: what it is called.
        holds: whether it stands.
        found: what was tried and seen.
        remedy: what to do; empty if it holds, or if nothing can be done.
        expected: whether student code is not called isolated without it.
    """

    name: str
    holds: bool
    found: str
    remedy: str = ""
    expected: bool = True


def layers(private: Sequence[Path] = ()) -> tuple[Layer, ...]:
    """Try every layer, in some ten seconds.

    Args:
        private: files and folders that student code must not see.
    """
    missing = obstacle()
    used: Isolation = "none" if missing else "bubblewrap"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(elapsed_time, used)
        seen, paths = _look(used, private)
        times = [_processor_time(used), waiting.result()]
    report = reported(seen)
    return (
        Layer("bubblewrap", not missing, missing or "it is installed and starts", remedy()),
        parent_of("there are no walls" if missing else warm.obstacle()),
        *(_untried() if missing else walls_of(report, paths)),
        *limits_of(seen),
        *times,
        *(() if missing else filters_of(report)),
    )


def parent_of(lacking: str) -> Layer:
    """Whether notebooks are run by children of a warm parent, by what is said against it."""
    found = lacking or "a process that has imported the libraries forks for each notebook"
    slower = f"{found}; each notebook starts a process of its own, which takes longer"
    return Layer("warm parent", not lacking, slower if lacking else found, expected=False)


def run(cells: Sequence[str], limits: Limits, used: Isolation) -> NotebookNode:
    """Run cells as a notebook of their own."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in cells])
    return execute(notebook, limits, isolation=used)


def _look(used: Isolation, private: Sequence[Path]) -> tuple[NotebookNode, list[str]]:
    with ExitStack() as stack:
        canary = stack.enter_context(tempfile.NamedTemporaryFile())
        port, name = _listeners(stack)
        paths = ["/etc/passwd", canary.name, *(str(path) for path in private if path.exists())]
        package = str(Path(__file__).parents[1])
        folders = ["/", "/etc", "/usr/lib", "/dev", sys.prefix, package]
        asked = (paths, folders if used == "bubblewrap" else [], port, name)
        report = f"print(json.dumps(inside.report(*{asked!r})))"
        return run((START, report, *TRIES), LIMITS, used), paths


def _listeners(stack: ExitStack) -> tuple[int, str]:
    """Listen at a port of this machine and at an abstract socket, until the stack is closed."""
    port = stack.enter_context(socket.socket(socket.AF_INET))
    port.bind(("127.0.0.1", 0))
    name = f"grader-doctor-{secrets.token_hex(8)}"
    abstract = stack.enter_context(socket.socket(socket.AF_UNIX))
    abstract.bind(f"\0{name}")
    port.listen()
    abstract.listen()
    return port.getsockname()[1], name


def _said(seen: NotebookNode, cell: int) -> str:
    """What a cell printed, or why it did not."""
    return "".join(o.get("text", "") or o.get("evalue", "") for o in seen.cells[cell].outputs)


def reported(seen: NotebookNode) -> dict[str, Any]:
    """What the job that looks around said; raise ConfigError if that is no report."""
    said = _said(seen, 0) + _said(seen, 1)
    try:
        report: dict[str, Any] = json.loads(said)
    except ValueError:
        message = f"the job that looks around said no report: {said or 'nothing'}"
        raise ConfigError(message) from None
    return report


def _untried() -> Iterator[Layer]:
    for name in (*UNTRIED, "no privileges", "allowed variables alone"):
        yield Layer(name, holds=False, found="there are no walls", remedy=remedy())


def _layer(name: str, faults: Sequence[str], found: str) -> Layer:
    """A layer that holds if nothing was found against it."""
    if faults:
        return Layer(name, holds=False, found=", ".join(faults), remedy=UNEXPECTED)
    return Layer(name, holds=True, found=found)


def walls_of(report: dict[str, Any], paths: Sequence[str]) -> Iterator[Layer]:
    """The layers that bubblewrap makes, by what the job saw; `paths` are those it looked for."""
    ours, theirs = inside.namespaces(), report["namespaces"]
    names = [n for n in inside.NAMESPACES if n != "user" or os.geteuid() != 0]
    shared = [f"shared: {name}" for name in names if theirs.get(name) in (None, ours.get(name))]
    yield _layer(UNTRIED[0], shared, f"for {', '.join(names)}")
    faults = [f"reached: {name}" for name in report["reached"]]
    faults += [f"interface: {name}" for name in report["interfaces"] if name != "lo"]
    yield _layer(
        UNTRIED[1], faults, "no interface but its own loopback; no listener of ours reached"
    )
    faults = [f"written: {folder}" for folder in report["written"]]
    yield _layer(UNTRIED[2], faults, "nothing written to /, /etc, /usr/lib, /dev and the packages")
    faults = [f"seen: {path}" for path in report["there"]]
    yield _layer(UNTRIED[3], faults, f"{len(paths)} looked for, among them /etc/passwd")
    yield _privileges(report["status"])
    allowed = {*surroundings("/", "/", os.environ), TOKEN}
    theirs = report["variables"]
    passed = [
        f"passed on: {name}" for name in sorted({*theirs} - allowed) if _is_ours(name, theirs)
    ]
    yield _layer("allowed variables alone", passed, f"{len(os.environ)} of ours, none passed on")


def _is_ours(name: str, theirs: dict[str, str]) -> bool:
    """Whether a variable has our value; bubblewrap sets some of the same name itself."""
    return name in os.environ and os.environ[name] == theirs[name]


def _privileges(status: dict[str, str]) -> Layer:
    user = int(status.get("Uid", "0").split()[0])
    faults = [] if user not in (0, os.getuid()) else [f"user {user}"]
    for name in ("CapEff", "CapPrm", "CapInh", "CapAmb"):
        faults += [f"{name} {status[name]}"] if int(status.get(name, "0"), 16) else []
    faults += [] if status.get("NoNewPrivs") == "1" else ["programs may gain privileges"]
    return _layer("no privileges", faults, f"user {user}, no capabilities, none to be gained")


def limits_of(seen: NotebookNode) -> Iterator[Layer]:
    """The limits on sizes, by what the cells of the job printed."""
    memory, file, output, threads = (_said(seen, cell) for cell in range(2, 6))
    mib = LIMITS.memory_bytes // MIB
    yield _limit(
        "memory", memory == "False\n", f"{2 * mib} MiB refused at a limit of {mib}", memory
    )
    mib = LIMITS.file_bytes // MIB
    yield _limit("files", file == "False\n", f"{2 * mib} MiB refused at a limit of {mib}", file)
    cut = len(output) < 1.5 * LIMITS.cell_output_bytes
    yield _limit("output", cut, f"cut at {LIMITS.cell_output_bytes} bytes", "it was not cut")
    few = threads.strip().isdecimal() and int(threads) < LIMITS.processes
    watched = f"more than {LIMITS.processes} processes" in threads
    how = "stopped by watching them" if watched else f"{threads.strip()} threads could be started"
    yield _limit("processes", few or watched, f"{how} at a limit of {LIMITS.processes}", threads)


def _limit(name: str, holds: bool, found: str, otherwise: str) -> Layer:  # noqa: FBT001 - found out
    faults = [] if holds else [otherwise.strip() or "it said nothing"]
    return _layer(f"limit on {name}", faults, found)


def _processor_time(used: Isolation) -> Layer:
    ended = run(("while True: pass",), SHORT, used).metadata["jacobian"]["execution"]["ended"]
    found = f"a loop without end was stopped after {SHORT.cpu_seconds:g} s"
    return _limit("processor time", ended == "cpu time", found, f"it ended by: {ended}")


def elapsed_time(used: Isolation) -> Layer:
    """Sleep for longer than is allowed."""
    began = time.monotonic()
    try:
        sleeping = run(("import time; time.sleep(600)",), QUICK, used)
        ended = sleeping.metadata["jacobian"]["execution"]["ended"]
    except ConfigError as error:  # a busy machine: it was stopped before it slept
        late = time.monotonic() - began >= QUICK.wall_seconds
        ended = "wall time" if late else str(error)
    found = f"a long sleep was stopped after {QUICK.wall_seconds:g} s"
    return _limit("elapsed time", ended == "wall time", found, f"it ended by: {ended}")


def filters_of(report: dict[str, Any]) -> Iterator[Layer]:
    """What stands behind the walls, in case one of them has a hole."""
    filtered = report["status"].get("Seccomp") == "2"
    found = "what is not on the list does not exist" if filtered else filters.obstacle() or "none"
    yield _second("filter of system calls", found, "" if filtered else filters.INSTALL)
    locked, version = not report["renamed"], landlock_version()
    found = f"version {version}; not even its own name can be written" if locked else "none"
    yield _second("Landlock", found, "" if locked else LANDLOCK)


def _second(name: str, found: str, do: str) -> Layer:
    return Layer(name, holds=not do, found=found, remedy=do, expected=False)
