"""What does nbgrader's `zip_collect` collect? Ordinary files, never what a link points to.

nbgrader unpacks an archive to wherever its names lead, gives up the whole class for one that it
can't unpack, and copies the content of links, so that one would hand in a worked solution.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from grader.classroom.collecting.archive import read_archive, read_inner
from grader.classroom.collecting.entries import Entry, shown
from grader.classroom.collecting.recognising import ARCHIVE
from grader.classroom.collecting.tree import read_tree
from grader.errors import ConfigError


class ExtractPlainFiles(ExtractorPlugin):  # type: ignore[misc] # nbgrader has no types
    """Extracts ordinary files; what is left out is logged, and stops nobody."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Fill a folder with the files of another one, and with those of the archives in it."""
        for entry in _entries(Path(archive_path)):
            refused = entry.refused or _write(entry, Path(extracted_path))
            if refused:
                self.log.warning("%s was not extracted: %s", shown(entry.path), refused)


class CollectPlainFilesByName(FileNameCollectorPlugin):  # type: ignore[misc] # likewise
    """Collects ordinary files by their names, also where somebody else did the extracting."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """What a file's name says about it; None if it is left out."""
        if not _is_plain(Path(submitted_file)):
            self.log.warning("%s was not collected: it is not an ordinary file", submitted_file)
            return None
        found: dict[str, str] | None = super().collect(submitted_file)
        return found


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(os.lstat(path).st_mode)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE)


def _entries(folder: Path) -> Iterator[Entry]:
    """The files of a folder; in place of an archive, its files in a folder of its name."""
    for entry in read_tree(folder, lambda name: not _is_archive(name)):
        archive = folder.joinpath(*entry.path)
        if _is_archive(archive.name) and _is_plain(archive):
            yield from _unpacked(archive, entry)
        else:
            yield entry


def _unpacked(archive: Path, entry: Entry) -> Iterator[Entry]:
    """The files of an archive, and those of the archives in it, but of none within these."""
    try:
        for member in read_archive(archive, _anything):
            within = not member.refused and _is_archive(member.path[-1])
            for each in read_inner(member, _anything) if within else (member,):
                yield replace(each, path=(*entry.path, *each.path))
    except ConfigError as error:
        yield replace(entry, refused=str(error))


def _anything(_: str) -> bool:
    return True


def _write(entry: Entry, folder: Path) -> str:
    """Write a file below a folder; what is in the way, if anything."""
    *folders, name = entry.path
    target = folder.joinpath(*map(_without_ending, folders), name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(entry.data)
    except FileExistsError:
        return "there is another file of its name"
    except OSError as error:
        return f"it can't be written: {error.strerror}"
    return ""


def _without_ending(folder: str) -> str:
    return folder[: -len(ARCHIVE)] if _is_archive(folder) else folder
