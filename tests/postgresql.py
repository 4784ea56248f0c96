"""PostgreSQL for real: a server from Debian's packages, on this machine, as an ordinary user."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import PATIENCE

USER = "grader"


def program(name: str) -> str:
    """Find one of the server's programs, which Debian keeps in a folder of their own."""
    folders = sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")))
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *folders]))
    if found is None:
        pytest.skip(f"PostgreSQL's program {name} is not installed (on Debian: postgresql)")
    return found


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of an empty database on a server that ends with the test."""
    pytest.importorskip("psycopg")
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
    import psycopg  # noqa: PLC0415 - an extra

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
