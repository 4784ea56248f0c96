"""`grader grade`: grade every submission to an assignment."""

from __future__ import annotations

import argparse
from concurrent.futures import Executor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from grader.cli.terminal import Commands, say
from grader.notebook.layout import find_root


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "grade every submission to an assignment"
    command = commands.add_parser("grade", help=text, description=f"{text.capitalize()}.")
    command.add_argument("assignment")
    command.add_argument(
        "--student", action="append", default=[], help="only this one; may be repeated"
    )
    command.add_argument(
        "--root",
        type=Path,
        help="grade the class in this folder, with this course's solutions and its own gradebook",
    )
    command.add_argument(
        "--workers",
        type=_above_zero,
        metavar="N",
        help="grade N submissions at a time; without it, one for each processor",
    )
    command.add_argument(
        "--isolation",
        choices=("bubblewrap", "best", "none"),
        help="what stands around student code: bubblewrap, or this command refuses (so without "
        "this option, unless nbgrader_config.py says otherwise); the best that this machine has; "
        "none, on purpose",
    )
    command.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="run notebooks on the Dask cluster of this scheduler; beyond this machine only by tls://",
    )
    command.add_argument(
        "--force", action="store_true", help="grade anew what was graded before and has not changed"
    )
    command.set_defaults(run=_run)


def _above_zero(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        message = f"expected a whole number above 0; got {text!r}"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.grading import (  # noqa: PLC0415 - see `grader.cli.main`
        Way,
        export,
        feedback_of,
        generate,
        grade,
        isolation_for,
    )
    from grader.classroom.processes import available  # noqa: PLC0415
    from grader.classroom.table import summary, table  # noqa: PLC0415
    from grader.cli.progress import listener  # noqa: PLC0415
    from grader.notebook.configuration import make_own_root  # noqa: PLC0415
    from grader.sandbox.probe import describe  # noqa: PLC0415

    course = root = find_root(Path.cwd())
    if options.root:
        root = options.root.resolve()
        make_own_root(root, course)
    walls = isolation_for(root, options.isolation)
    if walls == "none" or options.isolation == "best":
        say("\n".join(describe(walls)))
    if options.root:
        generate(root, options.assignment)
    workers = available() if options.workers is None else options.workers
    with listener() as heard, _executor(options.dask) as executor:
        way = Way(options.student, workers, walls, options.force, executor)
        result = grade(root, options.assignment, way, heard)
    say(f"\n{table(result, walls)}\n\n{summary(result)}\n")
    say(f"scores:   {export(root)}")
    say(f"feedback: {feedback_of(root)}")
    return 0 if result.complete else 1


def _executor(address: str | None) -> AbstractContextManager[Executor | None]:
    from grader.classroom.cluster import cluster  # noqa: PLC0415 - see `grader.cli.main`

    return nullcontext() if address is None else cluster(address, say)
