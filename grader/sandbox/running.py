"""What is asked of a process that runs a notebook, and what can be asked of it while it runs?

Two ways lead to such a process: `cold` starts one of its own, `warm` forks one that is ready.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from grader.sandbox.limits import Limits

FRAME = 1 << 16
START = """
import os, sys
sys.path.insert(0, sys.argv.pop(1))
from grader.sandbox.{module} import main
del sys.path[0]
os._exit(main(*sys.argv[1:]))
"""


@dataclass(frozen=True)
class Asked:
    """A notebook to run.

    Args:
        cells: the sources of its code cells.
        limits: what it may use.
        files: what its working folder holds, by plain name.
        environment: variables besides the allowed ones.
        walled: whether it runs behind bubblewrap.
    """

    cells: tuple[str, ...]
    limits: Limits
    files: Mapping[str, bytes]
    environment: Mapping[str, str]
    walled: bool


class LostError(Exception):
    """What was asked to run a notebook is gone, or can't be had; the notebook is not at fault."""


class Running(Protocol):
    """A process that runs a notebook."""

    @property
    def records(self) -> int:
        """A descriptor from which the lines that it writes are read."""

    def gone(self) -> bool:
        """Whether it has ended."""

    def status(self) -> int | None:
        """Wait for its end, and return how it ended; None if it can't be known."""

    def said(self) -> str:
        """Return what it complained about."""


def program(module: str) -> tuple[str, ...]:
    """Return the command line of a module of ours inside the walls.

    The package that runs here, wherever the interpreter would look for one: the walls show it.
    """
    package = str(Path(__file__).parents[2])
    interpreter = os.path.normpath(sys.executable)  # inside, nothing is at the turns of its path
    return (interpreter, "-P", "-s", "-B", "-c", START.format(module=module), package)


def complained(complaints: IO[bytes]) -> str:
    """Return the beginning of what a process wrote to its standard error."""
    complaints.seek(0)
    return complaints.read(FRAME).decode(errors="replace").strip()
