"""How does a process give up what it will not need? Calls and files, for itself and its children.

Both of these are the kernel's, need no privilege, and are never taken back. They stand behind
bubblewrap's walls, in case one of those has a hole.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Sequence
from enum import IntFlag

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same on every architecture
VERSION, PATH_BENEATH = 1, 1
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 22, 38
SECCOMP_MODE_FILTER = 2
INSTRUCTION_BYTES = 8


class Access(IntFlag):
    """What can be done to files, as in linux/landlock.h."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    MAKE_CHAR = 1 << 6
    MAKE_BLOCK = 1 << 11
    IOCTL_DEV = 1 << 15


READING = Access.EXECUTE | Access.READ_FILE | Access.READ_DIR
DEVICES = READING | Access.WRITE_FILE | Access.IOCTL_DEV
KINDS_OF_ACCESS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many kinds of access to files each version of Landlock knows."""
TCP, TCP_VERSION = 0b11, 4  # to bind and to connect
SCOPES, SCOPES_VERSION = 0b11, 6  # abstract sockets and signals of others


class Program(ctypes.Structure):
    """`struct sock_fprog`."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def landlock_version() -> int:
    """Return the version of Landlock that this kernel has; 0 for none."""
    if sys.platform != "linux":
        return 0
    found: int = ctypes.CDLL(None).syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION)
    return max(0, found)


def forbidden(version: int) -> tuple[int, int, int]:
    """Return all that a version of Landlock can forbid: access to files, ports, scopes.

    >>> [sum(part > 0 for part in forbidden(version)) for version in (1, 4, 6, 9)]
    [1, 2, 3, 3]
    """
    known = KINDS_OF_ACCESS[min(version, max(KINDS_OF_ACCESS))]
    return (
        (1 << known) - 1,
        TCP if version >= TCP_VERSION else 0,
        SCOPES if version >= SCOPES_VERSION else 0,
    )


def confine_files(writable: Sequence[str]) -> None:
    """Forbid to write outside of some folders, to open TCP, and to reach processes outside.

    Nothing happens where the kernel has no Landlock.
    """
    version = landlock_version()
    if version == 0:
        return
    files, ports, scopes = forbidden(version)
    # struct landlock_ruleset_attr; an older kernel takes longer ones if what it doesn't know is 0
    attributes = struct.pack("=QQQ", files, ports, scopes)
    rules = _call("syscall", CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    whole = files & ~(Access.MAKE_CHAR | Access.MAKE_BLOCK)
    for path, kinds in {"/": READING, "/dev": DEVICES, **dict.fromkeys(writable, whole)}.items():
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = struct.pack("=Qi", kinds & files, folder)  # struct landlock_path_beneath_attr
        _call("syscall", ADD_RULE, rules, PATH_BENEATH, beneath, 0)
        os.close(folder)
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("syscall", RESTRICT_SELF, rules, 0)
    os.close(rules)


def confine_calls(program: bytes) -> None:
    """Load a filter that `grader.sandbox.filters` has made; do nothing if it is empty."""
    if program:
        filtered = Program(len(program) // INSTRUCTION_BYTES, program)
        _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        _call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filtered), 0, 0)


def _call(name: str, *arguments: object) -> int:
    found: int = getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments)
    if found < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name} failed: {os.strerror(number)}")
    return found
