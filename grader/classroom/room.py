"""Is there room on the disk? Asked when something went wrong, by writing to it.

>>> from pathlib import Path
>>> from tempfile import gettempdir
>>> require_room(Path(gettempdir()))
"""

from __future__ import annotations

import errno
from pathlib import Path
from tempfile import TemporaryFile

from grader.errors import ConfigError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
ROOM = 1 << 20
"""Bytes that one submission needs at the least, with its pages."""


class FullDiskError(ConfigError):
    """There is no room, or a quota is used up: no other submission would fare better."""


def full_disk(folder: Path | str) -> FullDiskError:
    """What to say of a folder in which nothing more can be written."""
    return FullDiskError(
        f"the disk of {folder} is full, or your quota is used up; make room there and type the "
        "command again: what was done before it was full is kept"
    )


def require_room(folder: Path) -> None:
    """Say that a folder's disk is full, if it is.

    Raises:
        FullDiskError: it is.
    """
    try:
        with TemporaryFile(dir=folder) as probe:
            probe.write(bytes(ROOM))
    except OSError as error:
        if error.errno in FULL:
            raise full_disk(folder) from error
        raise
