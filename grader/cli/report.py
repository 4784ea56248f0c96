"""`grader report`: show how a class did."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, root_of, say


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "show how a class did, on one page and in tables"
    command = commands.add_parser("report", help=text, description=f"{text.capitalize()}.")
    command.add_argument("assignment")
    command.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="where the page goes; tables are written beside it (default: build/report/)",
    )
    command.add_argument(
        "--anonymous",
        action="store_true",
        help="for showing in class: no names, nothing about fewer than five students",
    )
    command.add_argument("--root", type=Path, help="the class in this folder, not the course's own")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.class_report import report  # noqa: PLC0415 - see `grader.cli.main`

    root = root_of(options.root)
    page, *tables = report(root, options.assignment, options.out, anonymous=options.anonymous)
    say(f"report: {page}")
    for table in tables:
        say(f"table:  {table}")
    return 0
