"""Which walls stand on this machine, found out by trying them."""

import functools
import os
import shutil

from grader.errors import ConfigError
from grader.sandbox import filters
from grader.sandbox.confinement import landlock_version
from grader.sandbox.launch import Isolation, Wanted, launch
from grader.sandbox.limits import Limits

TRIES = 3
INSTALL = (
    "install bubblewrap (Debian, Ubuntu: apt install bubblewrap; Fedora: dnf install bubblewrap)"
)
ALLOW = (
    "let this user make namespaces (Debian: sysctl kernel.unprivileged_userns_clone=1; Ubuntu: an "
    "AppArmor profile for bwrap; in a container: one that may make them), or grade elsewhere"
)


def isolation() -> Isolation:
    """Return what `execute` uses on this machine."""
    return "none" if obstacle() else "bubblewrap"


def choose(wanted: Wanted) -> Isolation:
    """Return the isolation to use; raise ConfigError if the wanted one can't be had."""
    if wanted == "best":
        return isolation()
    if wanted == "bubblewrap" and (found := obstacle()):
        message = (
            f"student code would not be isolated on this machine.\n  found:  {found}\n"
            f"  needed: a bubblewrap that starts\n  do:     {remedy()}"
        )
        raise ConfigError(message)
    return wanted


def remedy() -> str:
    """Say what to do about the obstacle; empty if there is none."""
    if not obstacle():
        return ""
    return INSTALL if shutil.which("bwrap") is None else ALLOW


@functools.cache
def obstacle() -> str:
    """Say why bubblewrap doesn't work here; empty if it does.

    Found out once, and not by one failure alone: it may be the machine that is short of something
    for a moment, and that must take nobody's walls away.
    """
    if shutil.which("bwrap") is None:
        return "bubblewrap is missing"
    found = ""
    for _ in range(TRIES):
        try:
            launch((), Limits(), {}, {}, "bubblewrap")
        except (ConfigError, OSError) as error:
            found = f"bubblewrap is installed but does not start: {error}"
        else:
            return ""
    return found


def describe(used: Isolation | None = None) -> tuple[str, ...]:
    """Return the layers between student code and this machine, one a line, in plain words.

    Args:
        used: which isolation is used; None for the best there is.
    """
    if (used or isolation()) == "none":
        found = f"{obstacle()}; {remedy()}" if obstacle() else "it was asked for"
        return (
            f"NOT ISOLATED: {found}",
            "student code can read the files of the user who grades, and use the network",
            "limits on CPU time, elapsed time, memory of a process, files and output",
            "limit on processes by watching them" if os.geteuid() == 0 else "limit on processes",
        )
    return (
        "bubblewrap: a root of its own, read-only: the interpreter, its packages, the grader",
        "within it each notebook has namespaces and empty folders of its own",
        "no home, no course, no gradebook, no other submission; empty folders for work and scratch",
        "no network; processes, users and host name of its own; no capabilities; "
        + ("a transient user" if os.geteuid() == 0 else "user nobody"),
        *_second_fence(),
        "limits on CPU time, elapsed time, memory, processes, files and output",
        "environment from a list of allowed variables",
    )


def _second_fence() -> tuple[str, ...]:
    calls = filters.obstacle()
    return (
        f"no filter of system calls: {calls}" if calls else "system calls from an allowlist",
        "Landlock: files, ports and signals, once more"
        if landlock_version()
        else "no Landlock in this kernel",
    )
