"""Jupyter servers that tests look at, in folders of their own, and how to stop them again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOKEN = "browser-tests"  # noqa: S105 - of a server that lives as long as these tests
PATIENCE = 60
KEPT = ("LANG", "LC_ALL", "TMPDIR", "PIP_CACHE_DIR")


@dataclass(frozen=True)
class Server:
    """A server that listens, and the folder that it shows."""

    address: str
    folder: Path


@contextmanager
def jupyter(command: str, folder: Path, home: Path, *, nbgrader: str = "") -> Iterator[Server]:
    """Run a shell command that ends in the options of `jupyter lab`, started in `folder`.

    Args:
        command: the command.
        folder: where it is started.
        home: a folder for everything that Jupyter keeps of a person.
        nbgrader: the person's nbgrader_config.py.
    """
    port = _free_port()
    options = {
        "ServerApp.open_browser": "False",
        "ServerApp.port": str(port),
        "ServerApp.port_retries": "0",
        "IdentityProvider.token": TOKEN,
        "ServerApp.allow_root": "True",
    }
    line = " ".join([command, *(f"--{name}={value}" for name, value in options.items())])
    _make_home(home, nbgrader)
    log = home / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", line],
            cwd=folder,
            env=_environment(home),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address, process, log)
        yield Server(address, folder)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def command_of_make_lab(root: Path) -> str:
    """The command by which `make lab` starts JupyterLab."""
    make = shutil.which("make") or "make"
    said = subprocess.run(
        [make, "--dry-run", "lab"], cwd=root, check=True, capture_output=True, text=True
    ).stdout.replace("\\\n", " ")
    return next(line for line in said.splitlines() if "jupyter lab" in line)


def _make_home(home: Path, nbgrader: str) -> None:
    """A person's folder, in which JupyterLab is told to draw all cells of a notebook at once."""
    settings = home / "jupyter_config_dir/lab/user-settings/@jupyterlab/notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    (home / "jupyter_config_dir" / "nbgrader_config.py").write_text(nbgrader)


def _environment(home: Path) -> Mapping[str, str]:
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(home),
        **{name: str(home / name.lower()) for name in names},
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/api", timeout=PATIENCE):  # noqa: S310 - our own
                return
        except urllib.error.URLError:
            time.sleep(0.1)
    raise RuntimeError(log.read_text(errors="replace"))
