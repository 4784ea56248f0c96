"""`grader review`: what waits for a person, and what a person decided."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from grader.cli.terminal import Commands, root_of, say
from grader.errors import ConfigError

if TYPE_CHECKING:
    from grader.classroom.decisions import Decision
    from grader.classroom.kept import Kept
    from grader.classroom.review import Review

_EPILOG = """\
Without --decide and --apply, a page is written for staff alone, in build/review/ASSIGNMENT: every
answer that waits, with the reference or the rubric beside it, and a table, decisions.csv. Fill in
its columns points and comment, and give it back with --apply. One row decides for all who gave the
same answer. If one row is refused, nothing is entered.

exit status:
  0  nothing waits for a person
  1  something does
  2  a decision was refused, or the command could not do its work
"""


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "put before a person what waits for one, and enter what was decided"
    command = commands.add_parser(
        "review",
        help=text,
        description=f"{text.capitalize()}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("assignment")
    command.add_argument("--root", type=Path, help="the class in this folder, not the course's own")
    command.add_argument(
        "--decide",
        nargs=3,
        metavar=("STUDENT", "QUESTION", "POINTS"),
        help="give one student's answer so many points, also in place of other points",
    )
    command.add_argument("--comment", default="", metavar="TEXT", help="what the student reads")
    command.add_argument(
        "--alike", action="store_true", help="decide for all who gave the same answer"
    )
    command.add_argument("--apply", type=Path, metavar="FILE", help="enter a table of decisions")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.kept import Kept  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.review import write_review  # noqa: PLC0415

    _refuse_contradictions(options)
    kept = Kept(root_of(options.root), options.assignment)
    decided = _decided(kept, options)
    if decided is not None:
        say("\n".join(f"{d.student}, {d.question}: {d.points:g} points" for d in decided))
        say(f"students see it after: nbgrader generate_feedback {kept.name} --force\n")
    review = write_review(kept)
    say(_summary(review))
    return 1 if review.waiting else 0


def _refuse_contradictions(options: argparse.Namespace) -> None:
    if options.decide and options.apply:
        message = "give --decide or --apply, not both"
        raise ConfigError(message)
    if not options.decide and (options.comment or options.alike):
        message = "--comment and --alike belong to --decide STUDENT QUESTION POINTS"
        raise ConfigError(message)


def _decided(kept: Kept, options: argparse.Namespace) -> list[Decision] | None:
    from grader.classroom.decisions import Decision, enter  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.review import alike, apply_table  # noqa: PLC0415

    if options.apply:
        return apply_table(kept, options.apply)
    if not options.decide:
        return None
    student, question, points = options.decide
    decision = Decision(student, question, _number(points), options.comment.strip())
    decisions = alike(kept, decision) if options.alike else [decision]
    enter(kept, decisions)
    return decisions


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        message = f"{text} is no number of points; write one such as 1.5"
        raise ConfigError(message) from None


def _summary(review: Review) -> str:
    students = sum(len(waiting.owners) for waiting in review.waiting)
    if not students:
        return "nothing waits for a person"
    answers = "1 answer waits" if students == 1 else f"{students} answers wait"
    return (
        f"{answers} for a person, {len(review.waiting)} different\n"
        f"page:      {review.page}\ndecisions: {review.table}"
    )
