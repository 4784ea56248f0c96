"""How does a process get a world of its own? Namespaces and mounts, by the kernel's own calls.

Python has names for two of these calls, from 3.12 on, and none for mounting.
"""

import ctypes
import enum
import os
from collections.abc import Iterable
from pathlib import Path

NOBODY = 65534
NOSUID, NODEV, NOEXEC, RECURSIVE, PRIVATE = 2, 4, 8, 1 << 14, 1 << 18
PROCESSES = "/proc"


class Kind(enum.IntFlag):
    """Kinds of namespaces: what a process may have for itself."""

    MOUNTS = 0x00020000
    NAME = 0x04000000
    MESSAGES = 0x08000000
    USERS = 0x10000000
    PROCESSES = 0x20000000
    NETWORK = 0x40000000


def unshare(kinds: Kind) -> None:
    """Leave the namespaces of these kinds for new ones; of processes, only children leave."""
    _call("unshare", ctypes.c_int(kinds))


def fork_first(home: int) -> int:
    """Fork a child that is the first process of a new namespace of processes.

    Args:
        home: a descriptor of our own namespace of processes, to which later children go again.
    """
    unshare(Kind.PROCESSES)
    child = os.fork()
    if child:
        _call("setns", ctypes.c_int(home), ctypes.c_int(Kind.PROCESSES))
    return child


def become_nobody() -> None:
    """Enter a namespace of users, in which this process is nobody and its user is the only one."""
    user, group = os.geteuid(), os.getegid()
    unshare(Kind.USERS)
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{NOBODY} {user} 1"),
        ("gid_map", f"{NOBODY} {group} 1"),
    ):
        Path("/proc/self", name).write_text(text, encoding="ascii")


def keep_mounts() -> None:
    """Let what is mounted from now on stay in this namespace of mounts."""
    _mount(None, "/", RECURSIVE | PRIVATE)


def show_processes() -> None:
    """Show the processes of this namespace, and no others, in /proc."""
    _mount("proc", PROCESSES, NOSUID | NODEV | NOEXEC)


def empty(folders: Iterable[str], size: int) -> None:
    """Put an empty folder that holds `size` bytes, and goes with the namespace, over each."""
    for folder in folders:
        _mount("tmpfs", folder, NOSUID | NODEV, f"size={size},mode=1777")


def _mount(kind: str | None, target: str, flags: int, options: str | None = None) -> None:
    texts = [None if text is None else text.encode() for text in (kind, target, kind, options)]
    source, place, system, data = texts
    _call("mount", source, place, system, ctypes.c_ulong(flags), data)


def _call(name: str, *arguments: object) -> None:
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name} failed: {os.strerror(number)}")
