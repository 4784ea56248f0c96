"""The command `grader`: what an instructor types beside nbgrader's own commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.cli import (
    collect,
    compare,
    doctor,
    explain,
    grade,
    lint,
    regrade,
    release,
    report,
    review,
)
from grader.errors import ConfigError
from grader.startup import leave_out_grammars

COMMANDS = (doctor, collect, grade, regrade, review, explain, report, release, lint, compare)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status.

    0: all is well. 1: something waits for a person, or findings were printed.
    2: the command could not do its work; one line on stderr says why. 130: it was interrupted from
    the keyboard. `grader compare` has statuses of its own. What a command needs is imported by that
    command: nobody waits for nbgrader to see a usage line.
    """
    leave_out_grammars()
    parser = _parser()
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        advice = getattr(options, "advice", "")
        parser.error(f"unrecognized arguments: {' '.join(unknown)}{advice}")
    try:
        return int(options.run(options))
    except ConfigError as error:
        print(f"grader: {error}", file=sys.stderr)  # noqa: T201 - see `grader.cli.terminal`
        return 2
    except OSError as error:
        from grader.classroom.room import FULL, full_disk  # noqa: PLC0415 - see above

        if error.errno not in FULL:
            raise
        print(f"grader: {full_disk(error.filename or Path.cwd())}", file=sys.stderr)  # noqa: T201 - likewise
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grader", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return parser
