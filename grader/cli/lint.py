"""`grader lint`: list everything that is wrong with an assignment."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, say
from grader.notebook.layout import find_root


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "list everything that is wrong with an assignment"
    command = commands.add_parser("lint", help=text, description=f"{text.capitalize()}.")
    command.add_argument("assignment")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.notebook.configuration import (  # noqa: PLC0415 - see `grader.cli.main`
        layout_of,
        load,
    )
    from grader.notebook.lint import lint  # noqa: PLC0415

    found = lint(layout_of(load(find_root(Path.cwd()))), options.assignment)
    say("\n".join(found) or f"{options.assignment}: nothing is wrong")
    return 1 if found else 0
