"""Make submissions of what was downloaded from a learning platform, or lies in a folder."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from grader.classroom.collecting import people
from grader.classroom.collecting.archive import read_archive, read_inner
from grader.classroom.collecting.choosing import Choice, Unmatched, choose
from grader.classroom.collecting.entries import MOST_ENTRIES, Entry, shown
from grader.classroom.collecting.naming import Found, name_students
from grader.classroom.collecting.people import Claim
from grader.classroom.collecting.placing import Placed, place
from grader.classroom.collecting.recognising import ARCHIVE, Assignment
from grader.classroom.collecting.roster import Roster
from grader.classroom.collecting.tree import read_tree
from grader.errors import ConfigError
from grader.notebook.intake import LARGEST_FOLDER
from grader.notebook.layout import Layout

QUESTIONS = "questions.py"

MOST_UNPACKED = 5000
"""Files in the archives of one student: so many attempts at an assignment have fewer."""

_TOO_MUCH = f"its student's files are too large: {LARGEST_FOLDER // 2**20} MiB at most"


class Kind(StrEnum):
    """Where a download comes from."""

    FOLDER = "folder"
    CANVAS = "canvas"
    MOODLE = "moodle"


@dataclass(frozen=True)
class Collected:
    """What came of a download.

    Attributes:
        placed: the files that are now among the submissions.
        unmatched: the files that nothing was done with.
        notebooks: what of each student's notebooks is among the submissions now, this download's
            and those collected before.
        silent: the students of the roster of whom nothing was placed.
    """

    placed: tuple[Placed, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    notebooks: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
    silent: tuple[str, ...] = ()


def collect(
    kind: Kind, path: Path, assignment: Assignment, layout: Layout, roster: Roster | None = None
) -> Collected:
    """Put every notebook of a download among the submissions, and tell what was not put there.

    Args:
        kind: what made the download.
        path: the archive, or the folder; nothing in it is changed.
        assignment: what was handed out.
        layout: where the class is graded.
        roster: who is who; without it, ids are made from names and numbers.

    Raises:
        ConfigError: the download can't be read, or holds too many files.
    """
    with tempfile.TemporaryDirectory(prefix=".collecting-", dir=layout.build) as staging:
        found, unmatched = [], []
        for number, entry in enumerate(_files(kind, path, assignment)):
            seen = _look(kind, entry, Path(staging, str(number)), assignment)
            if isinstance(seen, Found):
                found.append(seen)
            elif seen is not None:
                unmatched.append(seen)
        attempts, strangers = name_students(found, roster)
        placed, stuck = _place(choose(attempts), layout, assignment.name)
    students = sorted({item.choice.attempt.student for item in placed})
    notebooks = {student: _notebooks(layout, student, assignment) for student in students}
    silent = sorted(roster.students - set(students)) if roster else ()
    return Collected(tuple(placed), (*unmatched, *strangers, *stuck), notebooks, tuple(silent))


def _files(kind: Kind, path: Path, assignment: Assignment) -> Iterator[Entry]:
    """The files of a download, and those of archives in it; of one student within limits."""
    size: Counter[object] = Counter()
    for number, entry in enumerate(_unpacked(kind, path, assignment)):
        if number >= MOST_ENTRIES:
            message = f"{path} holds more than {MOST_ENTRIES} files; collect a smaller part of it"
            raise ConfigError(message)
        whose = _whose(kind, entry.path, assignment)
        size[whose] += len(entry.data)
        yield entry if size[whose] <= LARGEST_FOLDER else Entry(entry.path, refused=_TOO_MUCH)


def _unpacked(kind: Kind, path: Path, assignment: Assignment) -> Iterator[Entry]:
    """The files of a download, and those of the archives in it, but of none within these."""
    read = read_tree if kind is Kind.FOLDER else read_archive
    unpacked: Counter[object] = Counter()
    for entry in read(path, assignment.wants):
        if entry.refused or not entry.path[-1].lower().endswith(ARCHIVE):
            yield entry
            continue
        for inner in read_inner(entry, assignment.wants):
            whose = _whose(kind, inner.path, assignment)
            unpacked[whose] += 1
            if unpacked[whose] > MOST_UNPACKED:
                reason = f"its student's archives hold more than {MOST_UNPACKED} files"
                yield Entry(entry.path, refused=reason)
                break
            yield inner


def _whose(kind: Kind, path: tuple[str, ...], assignment: Assignment) -> object:
    """What files of one student have in common, however many were uploaded."""
    claim = _claim(kind, path, assignment)
    return (claim.name, claim.number) if claim else path[0]


def _look(
    kind: Kind, entry: Entry, staged: Path, assignment: Assignment
) -> Found | Unmatched | None:
    """What a file is; None for our own file, which comes back with many submissions."""
    source = shown(entry.path)
    claim = _claim(kind, entry.path, assignment)
    if people.is_copy_of(claim.file if claim else entry.path[-1], QUESTIONS):
        return None
    if entry.refused:
        return Unmatched(source, entry.refused)
    if claim is None:
        return Unmatched(source, f"its name does not say whose it is ({_expected(kind)})")
    recognised = assignment.recognise(claim.file, entry.data)
    if not recognised.file:
        return Unmatched(source, recognised.reason)
    staged.write_bytes(entry.data)
    order = (claim.upload, people.copies(claim.file), entry.modified, int(staged.name))
    return Found(claim, recognised, source, staged, order)


def _claim(kind: Kind, path: tuple[str, ...], assignment: Assignment) -> Claim | None:
    match kind:
        case Kind.CANVAS:
            return people.canvas(path)
        case Kind.MOODLE:
            return people.moodle(path)
        case Kind.FOLDER:
            return people.folder(path, assignment.notebooks)


def _expected(kind: Kind) -> str:
    if kind is Kind.FOLDER:
        return "put it into a folder named after its student"
    return f"{kind.title()} gives other names"


def _place(
    choices: Iterable[Choice], layout: Layout, assignment: str
) -> tuple[list[Placed], list[Unmatched]]:
    moment = datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
    placed, stuck = [], []
    for choice in choices:
        try:
            placed.append(place(choice, layout, assignment, moment))
        except OSError as error:
            reason = f"it could not be placed: {error.strerror}: {error.filename}"
            stuck.append(Unmatched(choice.attempt.source, reason))
    return placed, stuck


def _notebooks(layout: Layout, student: str, assignment: Assignment) -> dict[str, bool]:
    folder = layout.step("submitted", student, assignment.name)
    return {name: (folder / f"{name}.ipynb").exists() for name in assignment.notebooks}
