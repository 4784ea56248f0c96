"""A JupyterLab that a listed command starts, and the variables with which commands run here."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

TOKEN = "t" * 32
PATIENCE = 120


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a reader who has just opened a terminal."""
    ours = ("COV", "JACOBIAN", "JUPYTER", "MAKE", "NBGRADER", "PYTEST", "PYTHON", "VIRTUAL_ENV")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    base = Path(sys.base_prefix, "bin")
    path = [str(base), *kept.get("PATH", os.defpath).split(os.pathsep)]
    away = str(Path(sys.prefix, "bin"))
    return {**kept, "PATH": os.pathsep.join(part for part in path if part != away), **more}


@contextmanager
def serving(line: str, folder: Path) -> Iterator[Callable[[str], Any]]:
    """Start a Jupyter server on a free port, without a browser, and ask it for JSON."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = folder.with_name("settings")
    settings.mkdir()
    server = {"port": port, "port_retries": 0, "open_browser": False, "allow_root": True}
    file = settings / "jupyter_server_config.json"
    file.write_text(json.dumps({"ServerApp": server, "IdentityProvider": {"token": TOKEN}}))
    more = {"JUPYTER_CONFIG_DIR": str(settings), "JUPYTER_DATA_DIR": str(settings)}
    with (folder.with_name("log.txt")).open("w") as log:
        process = subprocess.Popen(
            ["/bin/bash", "-c", line],
            cwd=folder,
            env=surroundings(**more),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield lambda path: asked_for(path, port, process)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def asked_for(path: str, port: int, process: subprocess.Popen[bytes]) -> object:
    """The JSON at a path, as soon as the server answers."""
    for _ in range(2 * PATIENCE):
        assert process.poll() is None
        connection = HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", path, headers={"Authorization": f"token {TOKEN}"})
            answer = connection.getresponse()
            assert answer.status == HTTPStatus.OK
            return json.load(answer)
        except ConnectionRefusedError:
            time.sleep(0.5)
        finally:
            connection.close()
    pytest.fail(f"nothing answered at port {port}")
