"""A copy of the repository to work in, and commands that are typed there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.serving import surroundings


def copied(root: Path, files: list[Path], folder: Path) -> Path:
    """Copy files of the repository to `folder`, with the environment that runs this."""
    for path in files:
        target = folder / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)
    environment = folder / ".venv"
    environment.mkdir()
    for path in Path(sys.prefix).iterdir():
        (environment / path.name).symlink_to(path)
    stamp = "made-in" + str(folder).replace("/", "-").replace(" ", "_")
    (environment / stamp).touch()
    return folder


def run(line: str, folder: Path, **more: str) -> str:
    """What a line, typed in a folder, prints; it has to succeed."""
    ran = subprocess.run(
        ["/bin/bash", "-c", line],
        cwd=folder,
        env=surroundings(**more),
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert ran.returncode == 0, f"{line}\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}"
    return ran.stdout


def no_fresh_clone(root: Path) -> str:
    """Why no clone can be made with an environment of its own; '' if one can."""
    if not (root / ".git").exists() or shutil.which("git") is None:
        return "there is no git repository to clone"
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--no-deps"]
    ran = subprocess.run(
        [*command, "--ignore-installed", "packaging"], capture_output=True, text=True, check=False
    )
    return f"no package index is reached: {ran.stderr.strip()[-300:]}" if ran.returncode else ""
