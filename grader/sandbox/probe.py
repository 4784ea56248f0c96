"""Which walls stand on this machine, found out by trying them."""

import functools
import os
import shutil

from grader.errors import ConfigError
from grader.sandbox.launch import Isolation, launch
from grader.sandbox.limits import Limits

INSTALL = (
    "install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)"
)


def isolation() -> Isolation:
    """Return what `execute` uses on this machine."""
    return "none" if obstacle() else "bubblewrap"


def choose(wanted: Isolation | None) -> Isolation:
    """Return the isolation to use; raise ConfigError if the wanted one can't be had."""
    if wanted == "bubblewrap" and (found := obstacle()):
        message = f"walls were asked for, but {found}"
        raise ConfigError(message)
    return wanted or isolation()


@functools.cache
def obstacle() -> str:
    """Say why bubblewrap doesn't work here and what to do; empty if it does. Tried once."""
    if shutil.which("bwrap") is None:
        return f"bubblewrap is missing; {INSTALL}"
    try:
        launch((), Limits(), {}, {}, "bubblewrap")
    except ConfigError as error:
        return f"bubblewrap does not work: {error}"
    return ""


def describe() -> tuple[str, ...]:
    """Return the layers between student code and this machine, one a line, in plain words."""
    if found := obstacle():
        return (
            f"NOT ISOLATED: {found}",
            "student code can read the files of the user who grades, and use the network",
            "limits on CPU time, elapsed time, memory of a process, files and output",
            "limit on processes by watching them" if os.geteuid() == 0 else "limit on processes",
        )
    return (
        "bubblewrap: a root of its own, read-only: the interpreter, its packages, the grader",
        "no home, no course, no gradebook, no other submission; empty folders for work and scratch",
        "no network; processes, users and host name of its own; no capabilities; "
        + ("a transient user" if os.geteuid() == 0 else "user nobody"),
        "limits on CPU time, elapsed time, memory, processes, files and output",
        "environment from a list of allowed variables",
    )
