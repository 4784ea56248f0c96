"""What of a folder that was handed in is read at all?

Only ordinary files with plain names that were asked for. Nothing is followed: a link could point to
the references, to /dev/zero or to another submission, and copying it would copy what it points to.
Nothing is entered: a folder named `questions` would be imported in place of ours.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

MOST_FILES = 1000
LARGEST_FILE = 32 * 2**20
LARGEST_FOLDER = 128 * 2**20
LONGEST_NAME = 100
LEFT_BY_TOOLS = frozenset({".ipynb_checkpoints", "__pycache__", ".DS_Store"})

_PLAIN = re.compile(r"\w[\w. -]*", re.ASCII)
_UNUSUAL = re.compile(r"[^\w. -]", re.ASCII)


@dataclass(frozen=True)
class TurnedAway:
    """A name in the folder that was not read, and why; the name is safe to print."""

    name: str
    reason: str


@dataclass(frozen=True)
class Intake:
    """What was read of a folder, by name, and what was not.

    `turned_away` leaves out what nobody misses: what tools leave behind, and our own files.
    """

    files: Mapping[str, bytes] = field(default_factory=dict)
    turned_away: tuple[TurnedAway, ...] = ()

    def reason(self, name: str) -> str:
        """Why `name` was turned away; '' if it was not."""
        return next((away.reason for away in self.turned_away if away.name == name), "")


def admit(
    folder: Path, expected: Collection[str] | None = None, ours: Collection[str] = ()
) -> Intake:
    """Read the files of a folder that someone else filled.

    Args:
        folder: where the submission lies; a link in its place is not followed.
        expected: the names asked for; None asks for every file with a plain name.
        ours: names of released files, which come back with every submission and are not read.
    """
    files: dict[str, bytes] = {}
    turned_away: list[TurnedAway] = []
    left = LARGEST_FOLDER
    try:
        with opened(folder, os.O_DIRECTORY) as directory:
            for name in _names(directory, expected or ()):
                if name in LEFT_BY_TOOLS or (name in ours and not _asked_for(name, expected)):
                    continue
                try:
                    files[name] = _read(directory, name, expected, left)
                    left -= len(files[name])
                except NotAdmittedError as why:
                    turned_away.append(TurnedAway(_printable(name), str(why)))
            if _more_than(directory, MOST_FILES):
                turned_away.append(TurnedAway("…", f"only {MOST_FILES} names are looked at"))
    except OSError as error:
        turned_away.append(TurnedAway(_printable(folder.name), _unreadable(error)))
    return Intake(files, tuple(turned_away))


class NotAdmittedError(Exception):
    """Why one name is turned away."""


@contextmanager
def opened(path: str | Path, flags: int, directory: int | None = None) -> Iterator[int]:
    """A descriptor of a file or folder that is no link; nothing in its place can block us."""
    # O_NONBLOCK: a FIFO put in place of a file after it was looked at must not block us.
    flags |= os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(path, flags, dir_fd=directory)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _names(directory: int, expected: Collection[str]) -> list[str]:
    """The first names in the folder's own order, and every expected one, however many there are."""
    with os.scandir(directory) as entries:
        seen = {entry.name for entry in islice(entries, MOST_FILES)}
    return sorted(seen | {name for name in expected if _is_there(directory, name)})


def _is_there(directory: int, name: str) -> bool:
    try:
        os.lstat(name, dir_fd=directory)
    except OSError:
        return False
    return True


def _more_than(directory: int, limit: int) -> bool:
    with os.scandir(directory) as entries:
        return next(islice(entries, limit, None), None) is not None


def _asked_for(name: str, expected: Collection[str] | None) -> bool:
    return expected is None or name in expected


def _read(directory: int, name: str, expected: Collection[str] | None, left: int) -> bytes:
    if len(name) > LONGEST_NAME or not _PLAIN.fullmatch(name):
        message = "its name is not plain"
        raise NotAdmittedError(message)
    if not _asked_for(name, expected):
        with _saying_why():
            require_file(os.lstat(name, dir_fd=directory).st_mode)
        message = "it was not asked for"
        raise NotAdmittedError(message)
    return read_file(directory, name, min(LARGEST_FILE, left))


def read_file(directory: int, name: str, largest: int) -> bytes:
    """The bytes of an ordinary file in an open folder.

    Raises:
        NotAdmittedError: it is something else, larger than `largest`, or can't be read.
    """
    with _saying_why():
        require_file(os.lstat(name, dir_fd=directory).st_mode)
        with opened(name, 0, directory) as descriptor:
            require_file(os.fstat(descriptor).st_mode)
            with os.fdopen(descriptor, "rb", closefd=False) as file:
                data = file.read(largest + 1)
    require_size(len(data), largest)
    return data


@contextmanager
def _saying_why() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotAdmittedError(_unreadable(error)) from None


def require_file(mode: int) -> None:
    """Raise NotAdmittedError unless a file's mode is that of an ordinary file."""
    if stat.S_ISLNK(mode):
        message = "it is a link, not a file"
    elif stat.S_ISDIR(mode):
        message = "it is a folder, not a file"
    elif not stat.S_ISREG(mode):
        message = "it is not an ordinary file"
    else:
        return
    raise NotAdmittedError(message)


def require_size(size: int, largest: int) -> None:
    """Raise NotAdmittedError if a file is larger than `largest` bytes.

    Args:
        size: of the file, or as much of it as was read.
        largest: LARGEST_FILE, or what the files before it leave if that is less.
    """
    if size <= largest:
        return
    message = f"it is too large: {LARGEST_FILE // 2**20} MiB a file at most"
    if size <= LARGEST_FILE:
        left = f"{largest / 2**20:.1f} MiB of what is read in all"
        message = f"it is too large: the files before it leave it {left}"
    raise NotAdmittedError(message)


def _unreadable(error: OSError) -> str:
    return f"it can't be read: {error.strerror}"


def _printable(name: str) -> str:
    return _UNUSUAL.sub("?", name)[:LONGEST_NAME]
