"""`grader collect`: make submissions of what students handed in through a learning platform."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, say
from grader.notebook.layout import find_root

_EPILOG = """\
Notebooks are recognised by their cells, whatever they are called. Of several attempts the last one
counts. Files that nobody could be found for are listed, and stay where they are.

exit status:
  0  every file was matched
  1  some were not; they are listed
  2  the download or the roster cannot be read
"""


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "take submissions from a folder, or from an archive of Canvas or Moodle"
    command = commands.add_parser(
        "collect",
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("assignment")
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--folder", type=Path, metavar="DIR", help="a folder a student, or an unpacked archive"
    )
    where.add_argument(
        "--canvas", type=Path, metavar="ZIP", help="what Download Submissions gives in Canvas"
    )
    where.add_argument(
        "--moodle", type=Path, metavar="ZIP", help="what Download all submissions gives in Moodle"
    )
    command.add_argument(
        "--roster",
        type=Path,
        metavar="CSV",
        help="who is who: columns student_id, and lms_id or name or both",
    )
    command.add_argument(
        "--root", type=Path, help="collect for the class in this folder, as grader grade does"
    )
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.collecting.collect import (  # noqa: PLC0415 - see `grader.cli.main`
        Kind,
        collect,
    )
    from grader.classroom.collecting.recognising import Assignment  # noqa: PLC0415
    from grader.classroom.collecting.roster import load_roster  # noqa: PLC0415
    from grader.classroom.collecting.table import remarks, table  # noqa: PLC0415
    from grader.notebook.configuration import layout_of, load, make_own_root  # noqa: PLC0415

    course = root = find_root(Path.cwd())
    if options.root:
        root = options.root.resolve()
        make_own_root(root, course)
    assignment = Assignment.released(layout_of(load(course)), options.assignment)
    roster = load_roster(options.roster) if options.roster else None
    kind = next(kind for kind in Kind if getattr(options, kind))
    path = getattr(options, kind)
    collected = collect(kind, path, assignment, layout_of(load(root)), roster)
    if collected.placed:
        say(f"{table(collected)}\n")
    say(remarks(collected))
    return 1 if collected.unmatched else 0
