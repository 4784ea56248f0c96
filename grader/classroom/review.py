"""How is what waits for a person put before one, and how are the decisions taken up?

The page and the table of decisions lie in build/review/<assignment>, which only its owner can open.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from grader.classroom.decision_table import decisions_in, read_table, table_of
from grader.classroom.decisions import Decision, enter
from grader.classroom.grades import read_grades
from grader.classroom.kept import Kept
from grader.classroom.pending import grouped, pending
from grader.errors import ConfigError
from grader.feedback.review_page import review_page
from grader.feedback.reviewing import Waiting
from grader.notebook.drafts import ITS_OWNERS_ALONE, write_whole

PAGE, TABLE = "index.html", "decisions.csv"


@dataclass(frozen=True)
class Review:
    """What was written: the page, the table of decisions, and the answers in them."""

    page: Path
    table: Path
    waiting: tuple[Waiting, ...]


def write_review(kept: Kept) -> Review:
    """Write the page and the table; what the table says already about an answer stays in it.

    Raises:
        ConfigError: the table that lies there cannot be read.
    """
    folder = _folder(kept)
    page, table = folder / PAGE, folder / TABLE
    rows = read_table(table) if table.exists() else ()
    waiting = pending(kept)
    write_whole(table, table_of(waiting, rows), mode=ITS_OWNERS_ALONE)
    root = kept.layout.root
    shown = table.relative_to(root) if table.is_relative_to(root) else table
    write_whole(page, review_page(kept.name, waiting, str(shown)), mode=ITS_OWNERS_ALONE)
    return Review(page, table, waiting)


def apply_table(kept: Kept, table: Path) -> list[Decision]:
    """Enter the decisions of a table that a person filled in; which ones they were.

    Raises:
        ConfigError: the table cannot be read, or a decision is refused; nothing was entered.
    """
    groups = grouped(kept, read_grades(kept.database, kept.name))
    students = {key: [grade.student for grade in group] for key, group in groups.items()}
    decisions = decisions_in(read_table(table), students)
    enter(kept, decisions)
    return decisions


def alike(kept: Kept, decision: Decision) -> list[Decision]:
    """The same decision for everybody whose waiting answer is the same.

    Raises:
        ConfigError: this answer does not wait.
    """
    for group in grouped(kept, read_grades(kept.database, kept.name)).values():
        students = [grade.student for grade in group]
        if group[0].question == decision.question and decision.student in students:
            return [replace(decision, student=student) for student in students]
    message = (
        f"no answer of {decision.student} to {decision.question} waits, so none is the same; "
        "leave --alike out"
    )
    raise ConfigError(message)


def _folder(kept: Kept) -> Path:
    folder = kept.layout.build / "review" / kept.name
    for each in (folder.parent, folder):
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
        each.chmod(0o700)
    return folder
