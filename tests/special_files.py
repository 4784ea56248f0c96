"""Files that are none: what lies in a folder under the name of a notebook and can't be read."""

from __future__ import annotations

import os
import socket
import stat
from contextlib import chdir
from pathlib import Path

import pytest

KINDS = {
    "pipe": stat.S_IFIFO,
    "socket": stat.S_IFSOCK,
    "device": stat.S_IFCHR,
    "disk": stat.S_IFBLK,
}
ENDLESS, FIRST_DISK = (1, 5), (7, 0)
"""The numbers of /dev/zero and of the first loop device."""


def make_special(path: Path, kind: str) -> None:
    """Make one; skip the test where only others may make devices."""
    if kind == "socket":
        with chdir(path.parent), socket.socket(socket.AF_UNIX) as bound:
            bound.bind(path.name)  # a short name: that of a socket has few letters
        return
    numbers = FIRST_DISK if kind == "disk" else ENDLESS
    try:
        os.mknod(path, KINDS[kind] | 0o666, os.makedev(*numbers))
    except PermissionError as error:
        pytest.skip(f"a device can't be made here: {error}")
