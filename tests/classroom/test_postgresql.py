"""A gradebook on a PostgreSQL server, which runs on this machine as an ordinary user."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from grader.classroom.decisions import Decision, enter
from grader.classroom.grading import export, grade
from grader.classroom.kept import Kept
from grader.classroom.regrading.regrade import regrade
from tests.kept_class import REFERENCES, change
from tests.serving import PATIENCE
from tests.tiny_course import NAME, RIGHT, TinyCourse

psycopg = pytest.importorskip("psycopg")

USER = "grader"


def program(name: str) -> str:
    """Find one of the server's programs, which Debian keeps in a folder of their own."""
    folders = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *folders]))
    if found is None:
        pytest.skip(f"PostgreSQL's program {name} is not installed (on Debian: postgresql)")
    return found


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a database on a server that is ended with these tests."""
    initialise, serve = program("initdb"), program("postgres")
    nobody = {} if os.geteuid() else {"user": "nobody", "group": "nogroup", "extra_groups": []}
    password = secrets.token_hex(16)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "password").write_text(password)
        if nobody:
            owner = pwd.getpwnam("nobody")
            for path in (folder, folder / "password"):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        data = ["-D", str(folder / "data")]
        auth = ["--auth=scram-sha-256", f"--pwfile={folder / 'password'}", f"--username={USER}"]
        subprocess.run(
            [initialise, *data, *auth, "--no-sync", "--encoding=UTF8", "--locale=C"],
            cwd=folder,
            check=True,
            capture_output=True,
            timeout=PATIENCE,
            **nobody,
        )
        settings = ["fsync=off", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
        options = [word for setting in settings for word in ("-c", setting)]
        with subprocess.Popen(
            [serve, *data, "-p", str(port), *options],
            cwd=folder,
            stderr=subprocess.DEVNULL,
            **nobody,
        ) as process:
            try:
                address = f"{USER}:{password}@127.0.0.1:{port}/postgres"
                wait_for(f"postgresql://{address}")
                yield f"postgresql+psycopg://{address}"
            finally:
                process.terminate()


def wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(address).close()
        except psycopg.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.mark.slow
def test_a_class_is_graded_decided_and_regraded_with_a_gradebook_on_a_server(
    server: str, released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    course.layout.gradebook.unlink()
    monkeypatch.chdir(course.root)
    change(course, "nbgrader_config.py", ".parent)", f".parent, database={server!r})")
    course.generate()
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because it is."}))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    graded = grade(course.root, NAME)
    assert {r.student: r.notebooks[0].score for r in graded.submissions} == (
        {"ada": 7, "bob": 0, "cyd": 6}
    )
    assert not any(result.fault for result in graded.submissions)
    enter(Kept(course.root, NAME), [Decision("ada", "q_essay", 2, "Good.")])
    change(course, REFERENCES, '"q_colour": "B"', '"q_colour": "A"')
    done = regrade(course.root, NAME)
    assert done.faults == {}
    assert course.scores("ada")["q_colour"] == 0
    assert course.scores("cyd")["q_colour"] == 1
    assert "ada" in export(course.root).read_text()
    backup, _ = done.files or ()
    with closing(sqlite3.connect(backup)) as copy:
        query = "select manual_score from grade where manual_score is not null"
        assert copy.execute(query).fetchall() == [(2,)]
        query = (
            "select auto_score from grade join base_cell on base_cell.id = cell_id "
            "where base_cell.name = 'q_colour' order by auto_score"
        )
        assert [score for (score,) in copy.execute(query)] == [0, 0, 1]
    assert not course.layout.gradebook.exists()
