"""`make` explains itself, reuses what is current, and names what is absent in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ASKED_FOR = {"bench", "docs", "grade", "help", "lab", "release", "soak", "test", "test-fast"}
MAKE = shutil.which("make") or "make"


def _make(folder: Path, *targets: str, path: Path | None = None) -> subprocess.CompletedProcess:
    """Run make in a folder as from a new shell, seeing only the programs on the path."""
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("MAKE")}
    if path:
        surroundings["PATH"] = str(path)
    return subprocess.run(
        [MAKE, *targets],
        cwd=folder,
        env=surroundings,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    """What make reads, in a folder without an environment."""
    folder = tmp_path / "a clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(root / name, folder)
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def _pretend(programs: Path, statement: str) -> None:
    """Put a `python3` there for which a statement holds before it runs its code."""
    script = programs / "python3"
    run = f'exec "{sys.executable}" -c "import sys; {statement}; exec(sys.argv[1])" "$2"'
    script.write_text(f"#!/bin/sh\n{run}\n")
    script.chmod(0o755)


def _complaints(ran: subprocess.CompletedProcess) -> list[str]:
    assert ran.returncode
    return [line for line in ran.stderr.splitlines() if not line.startswith("make")]


def test_make_alone_lists_every_command_with_one_sentence(root: Path):
    ran = _make(root)
    lines = [line.split(maxsplit=2) for line in ran.stdout.splitlines()]
    assert {name for _, name, _ in lines} >= ASKED_FOR
    assert all(make == "make" and text.endswith(".") for make, _, text in lines)
    assert ran.stdout == _make(root, "help").stdout


def test_a_missing_python_is_named(clone: Path, programs: Path):
    assert _complaints(_make(clone, "env", path=programs)) == [
        "Python is missing: install Python 3.11, 3.12 or 3.13 (on Debian: python3)."
    ]


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 14, 0)])
def test_a_python_that_is_too_old_or_too_new_is_named(
    version: tuple[int, ...], clone: Path, programs: Path
):
    _pretend(programs, f"sys.version_info = {version}")
    assert _complaints(_make(clone, "env", path=programs)) == [
        "Python 3.11, 3.12 or 3.13 is needed, python3 is another: try make PYTHON=python3.13"
    ]


def test_a_missing_venv_is_named(clone: Path, programs: Path):
    _pretend(programs, "sys.modules['ensurepip'] = None")
    assert _complaints(_make(clone, "env", path=programs)) == [
        "Python's module venv is missing: install it (on Debian: python3-venv)."
    ]


def test_a_current_environment_is_reused_and_an_outdated_one_is_not(clone: Path, programs: Path):
    stamp = clone / ".venv" / ("made-in" + str(clone).replace("/", "-").replace(" ", "_"))
    stamp.parent.mkdir()
    stamp.touch()
    assert not _make(clone, "env", path=programs).returncode
    os.utime(clone / "constraints.txt", (stamp.stat().st_mtime + 60,) * 2)
    assert _make(clone, "env", path=programs).returncode


def test_an_environment_that_was_moved_is_not_reused(clone: Path, programs: Path):
    (clone / ".venv").mkdir()
    (clone / ".venv" / "made-in-another-place").touch()
    assert _make(clone, "env", path=programs).returncode
