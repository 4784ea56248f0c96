"""What does grading find on this machine: programs, packages, processors, and who may read what?"""

from __future__ import annotations

import platform
import shutil
import stat
import subprocess
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PACKAGES = (
    *("nbgrader", "nbconvert", "nbformat", "ipython", "jupyterlab", "sympy", "numpy"),
    *("matplotlib", "python-flint", "nh3", "pillow"),
)
ABSENT = "not installed"


@dataclass(frozen=True)
class Access:
    """Who may use a file or folder.

    Args:
        path: which.
        found: its mode, as chmod takes it.
        wanted: the mode it should have.
    """

    path: Path
    found: str
    wanted: str

    @property
    def closed(self) -> bool:
        """Whether it is closed to everybody else."""
        return int(self.found, 8) & ~int(self.wanted, 8) == 0

    @property
    def remedy(self) -> str:
        """What to type; empty if nothing."""
        return "" if self.closed else f"chmod {self.wanted[1:]} '{self.path}'"


def access(build: Path, gradebook: Path) -> tuple[Access, ...]:
    """Who may use the folder of a class and its gradebook; nothing about what is not there."""
    wanted = ((build, "0700"), (gradebook, "0600"))
    return tuple(
        Access(path, f"{stat.S_IMODE(path.stat().st_mode):04o}", mode)
        for path, mode in wanted
        if path.exists()
    )


def versions() -> Mapping[str, str]:
    """The versions of what grading uses, by name."""
    system = {
        "kernel": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "bubblewrap": _bubblewrap(),
    }
    return system | {name: _package(name) for name in PACKAGES}


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ABSENT


def _bubblewrap() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return ABSENT
    ran = subprocess.run(  # noqa: S603 - a program of the machine's
        [program, "--version"], capture_output=True, text=True, check=False, timeout=60
    )
    return ran.stdout.removeprefix("bubblewrap").strip() or "it does not say"
