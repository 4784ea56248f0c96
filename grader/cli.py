"""The command `grader`: what an instructor types beside nbgrader's own commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.errors import ConfigError
from grader.notebook.layout import find_root


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0: all is well. 1: something waits for a person, or findings were printed. 2: the command could
    not do its work; one line on stderr says why. What a command needs is imported by that command:
    nobody waits for nbgrader to see a usage line.
    """
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except ConfigError as error:
        print(f"grader: {error}", file=sys.stderr)  # noqa: T201 - see `_say`
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grader", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_grade(commands)
    for name, run, text in (
        ("release", _release, "write the student version of an assignment"),
        ("lint", _lint, "list everything that is wrong with an assignment"),
    ):
        command = commands.add_parser(name, help=text, description=f"{text.capitalize()}.")
        command.add_argument("assignment")
        command.set_defaults(run=run)
    return parser


def _add_grade(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
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
    command.set_defaults(run=_grade)


def _grade(options: argparse.Namespace) -> int:
    from grader.classroom.grading import (  # noqa: PLC0415 - see `main`
        export,
        feedback_of,
        generate,
        grade,
    )
    from grader.classroom.table import progress, summary, table  # noqa: PLC0415
    from grader.notebook.configuration import make_own_root  # noqa: PLC0415
    from grader.sandbox.probe import describe, isolation  # noqa: PLC0415

    course = root = find_root(Path.cwd())
    if options.root:
        root = options.root.resolve()
        make_own_root(root, course)
        generate(root, options.assignment)
    walls = isolation()
    if walls == "none":
        _say("\n".join(describe()))
    result = grade(root, options.assignment, options.student, lambda r: _say(progress(r)))
    _say(f"\n{table(result, walls)}\n\n{summary(result)}\n")
    _say(f"scores:   {export(root)}")
    _say(f"feedback: {feedback_of(root)}")
    return 0 if result.complete else 1


def _release(options: argparse.Namespace) -> int:
    from grader.notebook.release import release  # noqa: PLC0415 - see `main`

    _say(f"released: {release(find_root(Path.cwd()), options.assignment)}")
    return 0


def _lint(options: argparse.Namespace) -> int:
    from grader.notebook.configuration import layout_of, load  # noqa: PLC0415 - see `main`
    from grader.notebook.lint import lint  # noqa: PLC0415

    found = lint(layout_of(load(find_root(Path.cwd()))), options.assignment)
    _say("\n".join(found) or f"{options.assignment}: nothing is wrong")
    return 1 if found else 0


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - the one place that speaks to the terminal
