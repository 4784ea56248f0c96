"""`grader release`: write the student version of an assignment."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, say
from grader.notebook.layout import find_root


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "write the student version of an assignment"
    command = commands.add_parser("release", help=text, description=f"{text.capitalize()}.")
    command.add_argument("assignment")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.notebook.release import release  # noqa: PLC0415 - see `grader.cli.main`

    say(f"released: {release(find_root(Path.cwd()), options.assignment)}")
    return 0
