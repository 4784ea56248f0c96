"""What of a folder of folders is read? Ordinary files, one at a time; no link is followed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from grader.classroom.collecting.entries import DEEPEST, Entry, Wanted, is_left_by_tools
from grader.errors import ConfigError
from grader.notebook.intake import (
    LARGEST_FILE,
    NotAdmittedError,
    opened,
    read_file,
    require_file,
)

_LATEST = 2**32


def read_tree(folder: Path, wanted: Wanted) -> Iterator[Entry]:
    """The files below a folder, in alphabetical order.

    Raises:
        ConfigError: there is no such folder, or it can't be read.
    """
    try:
        with opened(folder.resolve(), os.O_DIRECTORY) as directory:
            yield from _entries(directory, (), wanted)
    except OSError as error:
        message = f"{folder} can't be read as a folder: {error.strerror}"
        raise ConfigError(message) from None


def _entries(directory: int, path: tuple[str, ...], wanted: Wanted) -> Iterator[Entry]:
    for name in sorted(os.listdir(directory)):
        here = (*path, name)
        if is_left_by_tools(here):
            continue
        try:
            status = os.lstat(name, dir_fd=directory)
            if stat.S_ISDIR(status.st_mode):
                yield from _folder(directory, here, wanted)
            else:
                data = _read(directory, name, status.st_mode, wanted)
                yield Entry(here, data, modified=_moment(status.st_mtime))
        except NotAdmittedError as why:
            yield Entry(here, refused=str(why))
        except OSError as error:
            yield Entry(here, refused=f"it can't be read: {error.strerror}")


def _folder(directory: int, path: tuple[str, ...], wanted: Wanted) -> Iterator[Entry]:
    if len(path) >= DEEPEST:
        message = f"it lies {DEEPEST} folders deep"
        raise NotAdmittedError(message)
    with opened(path[-1], os.O_DIRECTORY, directory) as inner:
        yield from _entries(inner, path, wanted)


def _read(directory: int, name: str, mode: int, wanted: Wanted) -> bytes:
    require_file(mode)
    if not wanted(name):
        message = "it is no notebook"
        raise NotAdmittedError(message)
    return read_file(directory, name, LARGEST_FILE)


def _moment(seconds: float) -> tuple[int, ...]:
    return tuple(time.gmtime(min(max(seconds, 0), _LATEST))[:6])
