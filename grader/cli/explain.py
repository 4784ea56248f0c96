"""`grader explain`: the evidence for a mark, computed again in another way, for an appeal."""

from __future__ import annotations

import argparse
from pathlib import Path

from grader.cli.terminal import Commands, root_of, say
from grader.errors import ConfigError

_EPILOG = """\
What is printed shows the reference: it is for staff. The evidence is that of the stored verdict; it
is computed again with an evaluator that shares no code with the judge.

exit status:
  0  nothing disagrees with the stored verdict
  1  the second evaluator disagrees with it
  2  there is no such answer, or nothing is kept about it
"""


def add_to(commands: Commands) -> None:
    """Add this command to the others."""
    text = "print the evidence for a student's mark, computed again"
    command = commands.add_parser(
        "explain",
        help=text,
        description=f"{text.capitalize()}.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("student")
    command.add_argument("question", help="its name, such as ex1_jacobian")
    command.add_argument("--assignment", help="needed only if several ask such a question")
    command.add_argument("--root", type=Path, help="the class in this folder, not the course's own")
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    from grader.classroom.explaining import explain  # noqa: PLC0415 - see `grader.cli.main`
    from grader.classroom.kept import Kept  # noqa: PLC0415
    from grader.feedback.explanation import render_explanation  # noqa: PLC0415

    root = root_of(options.root)
    assignment = options.assignment or _assignment(root, options.student, options.question)
    explanation = explain(Kept(root, assignment), options.student, options.question)
    say(render_explanation(explanation))
    return 1 if explanation.disagrees else 0


def _assignment(root: Path, student: str, question: str) -> str:
    """The one assignment in which this student was asked this question."""
    from grader.classroom.grades import assignments_with  # noqa: PLC0415 - see `grader.cli.main`
    from grader.notebook.configuration import load  # noqa: PLC0415

    found = assignments_with(load(root).CourseDirectory.db_url, student, question)
    if len(found) == 1:
        return found[0]
    several = f"several assignments ask {question} ({', '.join(found)}); add --assignment"
    message = several if found else f"no graded submission of {student} has a question {question}"
    raise ConfigError(message)
