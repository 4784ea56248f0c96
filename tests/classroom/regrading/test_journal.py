from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from grader.classroom.regrading.journal import copy_gradebook


def test_a_copy_has_what_was_committed_and_only_that(tmp_path: Path):
    source, target = tmp_path / "gradebook.db", tmp_path / "copy.db"
    with closing(sqlite3.connect(source)) as writing, closing(writing.cursor()) as cursor:
        cursor.execute("create table grade (score)")
        cursor.execute("insert into grade values (1)")
        writing.commit()
        cursor.execute("insert into grade values (2)")
        copy_gradebook(f"sqlite:///{source}?timeout=60", target)
    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("select score from grade").fetchall() == [(1,)]


def test_a_copy_is_never_written_over(tmp_path: Path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"kept")
    with pytest.raises(FileExistsError):
        copy_gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", target)
    assert target.read_bytes() == b"kept"
