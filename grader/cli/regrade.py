"""`grader regrade`: judge what was handed in again, after a reference or a question changed."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, root_of, say

_EPILOG = """\
No student's code runs: answers are judged again as grading kept them. Scores and feedback change
where the report on an answer does; what a person decided stays. Before anything changes, the
gradebook is copied to build/regraded, beside a table of all old and new scores with the reasons.

exit status:
  0  all is well
  1  an answer could not be judged again, or a page could not be written
  2  the command could not do its work
"""


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "judge the answers of a class again, after a reference or a question changed"
    command = commands.add_parser(
        "regrade",
        help=text,
        description=f"{text.capitalize()}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("assignment")
    command.add_argument("--dry-run", action="store_true", help="only say what would change")
    command.add_argument(
        "--only-raise", action="store_true", help="leave scores as they are that would fall"
    )
    command.add_argument("--root", type=Path, help="the class in this folder, not the course's own")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.grading import export  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.regrading.regrade import regrade  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.regrading.table import (  # noqa: PLC0415
        regrade_summary,
        regrade_table,
    )

    root = root_of(options.root)
    done = regrade(root, options.assignment, dry=options.dry_run, only_raise=options.only_raise)
    if table := regrade_table(done.found):
        say(f"{table}\n")
    say(regrade_summary(done.found, options.assignment))
    for student, fault in done.faults.items():
        say(f"{student}: needs a human: {fault}")
    if options.dry_run:
        say("nothing was written: this was a dry run")
    elif done.files:
        backup, journal = done.files
        say(f"\ngradebook before: {backup}\njournal:          {journal}")
        say(f"scores:           {export(root)}")
    return 1 if done.faults or any(each.faults for each in done.found) else 0
