"""What was there before a class was regraded? A copy of its gradebook, and a row for each mark.

Both lie in build/regraded, which only its owner can open, and are never written over.
"""

from __future__ import annotations

import csv
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from nbgrader.api import Base, Gradebook
from sqlalchemy import delete, insert, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from grader.classroom.kept import Kept
from grader.classroom.regrading.changes import Change
from grader.errors import ConfigError
from grader.notebook.configuration import BUSY_SECONDS
from grader.notebook.gradebook_csv import plain

COLUMNS = (
    *("student", "notebook", "question", "points", "before", "after", "decided by a person"),
    *("entered", "reason"),
)


def write_down(kept: Kept, changes: Iterable[Change]) -> tuple[Path, Path]:
    """Copy the gradebook, then write a row for each change that is to be made.

    Returns:
        The copy and the journal.

    Raises:
        ConfigError: one of them can't be written; then nothing is to be changed.
    """
    folder = kept.layout.build / "regraded"
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    backup, journal = (folder / f"{kept.name}-{now}{end}" for end in (".db", ".csv"))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        copy_gradebook(kept.database, backup)
        _write(journal, changes)
    except (OSError, sqlite3.Error, SQLAlchemyError) as error:
        message = f"{folder}: what is there now can't be kept, so nothing was changed: {error}"
        raise ConfigError(message) from error
    return backup, journal


def copy_gradebook(database: str, target: Path) -> None:
    """Copy a gradebook as it is at one moment, whoever writes to it meanwhile, to an SQLite file.

    Raises:
        OSError, sqlite3.Error, SQLAlchemyError: it can't be copied.
    """
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600))
    url = make_url(database)
    if url.get_backend_name() != "sqlite":
        _copy_rows(database, target)
        return
    with (
        closing(sqlite3.connect(f"{url.database}", timeout=BUSY_SECONDS)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)


def _copy_rows(database: str, target: Path) -> None:
    """Copy the rows of a server's tables to an empty gradebook."""
    tables = Base.metadata.sorted_tables
    with Gradebook(database) as source, Gradebook(f"sqlite:///{target}") as copy:
        for table in reversed(tables):
            copy.db.execute(delete(table))
        source.db.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        for table in tables:
            for row in source.db.execute(select(table)).mappings():
                copy.db.execute(insert(table), dict(row))
        copy.db.commit()


def _write(path: Path, changes: Iterable[Change]) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode=0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([plain(cell) for cell in _row(change)] for change in changes)
        file.flush()
        os.fsync(file.fileno())


def _row(change: Change) -> Iterator[object]:
    yield from (change.student, change.notebook, change.question, change.after.points)
    yield from (change.before.score, change.after.score, change.decided)
    yield "no" if change.withheld else "yes"
    yield change.reason
