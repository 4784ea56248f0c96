"""What of a zip archive is read? Ordinary files, into memory, one at a time, within limits.

Nothing is extracted: a name in an archive is never a path on this machine. Links and encrypted
files are refused, and so is an archive that grows beyond all measure (a zip bomb). The sizes that
an archive declares are checked before anything is read; what does not match them is damaged.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from grader.classroom.collecting.entries import (
    DEEPEST,
    LONGEST_NAME,
    Entry,
    Wanted,
    is_left_by_tools,
)
from grader.errors import ConfigError
from grader.notebook.intake import (
    LARGEST_FILE,
    LARGEST_FOLDER,
    MOST_FILES,
    NotAdmittedError,
    require_file,
    require_size,
)

MOST_TIMES = 200
"""How many times its own size an archive may grow; what fits into one submission always may."""

_DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    NotImplementedError,  # what `zipfile` says to versions and features that it does not know
    OverflowError,  # and to a file that lies further on than any file goes
)
_ENCRYPTED = 0x1
_IN_DIRECTORY = b"PK\x01\x02"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_SEPARATOR = re.compile(r"[/\\]")
_DRIVE = re.compile(r"[A-Za-z]:")


def read_archive(archive: Path, wanted: Wanted) -> Iterator[Entry]:
    """The files of a class's archive.

    Raises:
        ConfigError: it is no archive, damaged, encrypted, or grows too much.
    """
    try:
        limit = max(LARGEST_FOLDER, MOST_TIMES * archive.stat().st_size)
        with zipfile.ZipFile(archive) as opened:
            if any(member.flag_bits & _ENCRYPTED for member in opened.infolist()):
                message = f"{archive} is encrypted; unpack it, and use --folder"
                raise ConfigError(message)
            _require_growth(opened, limit)
            yield from _entries(opened, wanted, limit)
    except NotAdmittedError as why:
        message = f"{archive} was not unpacked: {why}"
        raise ConfigError(message) from None
    except _DAMAGED as error:
        message = f"{archive} can't be read as a zip archive: {error}; download it again"
        raise ConfigError(message) from None


def read_inner(entry: Entry, wanted: Wanted) -> Iterator[Entry]:
    """The files of an archive that a student handed in, which is read itself."""
    try:
        _require_few(entry.data)
        with zipfile.ZipFile(BytesIO(entry.data)) as opened:
            _require_growth(opened, LARGEST_FOLDER)
            for inner in _entries(opened, wanted, LARGEST_FOLDER):
                yield Entry((*entry.path, *inner.path), inner.data, inner.refused, inner.modified)
    except NotAdmittedError as why:
        yield Entry(entry.path, refused=str(why))
    except _DAMAGED:
        yield Entry(entry.path, refused="it is no zip archive, or it is damaged")


def _require_few(data: bytes) -> None:
    # Before `zipfile` makes an object of each.
    if data.count(_IN_DIRECTORY) > MOST_FILES:
        message = f"it holds more than {MOST_FILES} files"
        raise NotAdmittedError(message)


def _require_growth(opened: zipfile.ZipFile, limit: int) -> None:
    if sum(member.file_size for member in opened.infolist()) > limit:
        message = f"unpacked, it is larger than {limit // 2**20} MiB"
        raise NotAdmittedError(message)


def _entries(opened: zipfile.ZipFile, wanted: Wanted, left: int) -> Iterator[Entry]:
    for member in opened.infolist():
        path = tuple(_SEPARATOR.split(member.filename))
        if is_left_by_tools(path) or (member.filename.endswith("/") and not member.file_size):
            continue
        try:
            data = _read(opened, member, path, wanted, left)
        except NotAdmittedError as why:
            yield Entry(path, refused=str(why))
        else:
            left -= len(data)
            yield Entry(path, data, modified=member.date_time)


def _read(
    opened: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    path: tuple[str, ...],
    wanted: Wanted,
    left: int,
) -> bytes:
    _require_inside(member, path)
    if stat.S_IFMT(mode := member.external_attr >> 16):
        require_file(mode)
    if not wanted(path[-1]):
        message = "it is no notebook"
        raise NotAdmittedError(message)
    if member.flag_bits & _ENCRYPTED:
        message = "it is encrypted"
        raise NotAdmittedError(message)
    if member.compress_type not in _METHODS:
        message = "it is compressed in a way that is not read here"
        raise NotAdmittedError(message)
    require_size(member.file_size, min(LARGEST_FILE, left))
    try:
        with opened.open(member) as file:
            return file.read()  # never more than it declares
    except _DAMAGED:
        message = "it is damaged in the archive"
        raise NotAdmittedError(message) from None


def _require_inside(member: zipfile.ZipInfo, path: tuple[str, ...]) -> None:
    odd = any(part in ("", ".", "..") for part in path) or _DRIVE.match(path[0])
    if odd or "\0" in member.orig_filename:
        message = "its name leads out of the archive"
        raise NotAdmittedError(message)
    if len(path) > DEEPEST or max(map(len, path)) > LONGEST_NAME:
        message = "it lies too deep, or its name is too long"
        raise NotAdmittedError(message)
