"""How does the report on a class come about, and where is it written?"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from grader import __version__
from grader.classroom.class_data import questions_of, read_class
from grader.classroom.equal_answers import EqualAnswers
from grader.errors import ConfigError
from grader.feedback.class_report import Summary, Table, render_class, summarise, tables
from grader.notebook.configuration import layout_of, load
from grader.notebook.drafts import ITS_OWNERS_ALONE, write_whole
from grader.notebook.gradebook_csv import plain


def report(
    root: Path, assignment: str, page: Path | None = None, *, anonymous: bool = False
) -> tuple[Path, ...]:
    """Write the page and the tables beside it; where they were written, the page first.

    Args:
        root: the folder of nbgrader_config.py.
        assignment: the assignment's name.
        page: where the page goes; build/report/ASSIGNMENT.html, if not said.
        anonymous: whether it is made for showing in class.

    Raises:
        ConfigError: there is nothing to report, or it can't be written.
    """
    questions = questions_of(root, assignment)
    data = read_class(root, assignment, questions)
    with EqualAnswers(questions) as same:
        summary = summarise(data, same, anonymous=anonymous)
    target = page or _usual_place(root, assignment, anonymous=anonymous)
    files = dict(_files(summary, target))
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for path, content in files.items():
            write_whole(path, content, mode=ITS_OWNERS_ALONE)
    except OSError as error:
        message = f"{error.filename} can't be written: {error.strerror}"
        raise ConfigError(message) from error
    return tuple(files)


def _usual_place(root: Path, assignment: str, *, anonymous: bool) -> Path:
    name = f"{assignment}-anonymous.html" if anonymous else f"{assignment}.html"
    return layout_of(load(root)).build / "report" / name


def _files(summary: Summary, page: Path) -> Mapping[Path, str]:
    beside = {
        page.with_name(f"{page.stem}-{name}.csv"): _csv(rows)
        for name, rows in tables(summary).items()
    }
    return {page: render_class(summary, __version__), **beside}


def _csv(rows: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return text.getvalue()
