"""How does a person write down many decisions? In a table with one row for each waiting answer.

A row is found again by its key, which another answer does not have: so a decision never falls on
an answer that was not seen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.decisions import Decision
from grader.errors import ConfigError
from grader.feedback.reviewing import Waiting
from grader.notebook.gradebook_csv import plain

COLUMNS = ("answer", "question", "students", "of", "points", "comment")
FILLED = ("answer", "points", "comment")
_MADE_PLAIN = ("'=", "'+", "'-", "'@")
"""How a comment begins of which a spreadsheet would have made a formula."""


@dataclass(frozen=True)
class Row:
    """What a person wrote into the table about one answer.

    Attributes:
        line: where it stands, counted from 1.
        key: names the answer.
        points: as it was written; '' if nothing was.
        comment: as it was written.
    """

    line: int
    key: str
    points: str
    comment: str


def table_of(waiting: Sequence[Waiting], rows: Sequence[Row] = ()) -> str:
    """The table of the answers that wait, as CSV; what `rows` say already is kept."""
    written = {row.key: row for row in rows}
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for answer in waiting:
        row = written.get(answer.key)
        said = (row.points, plain(row.comment)) if row else ("", "")
        students = plain(" ".join(answer.students))
        writer.writerow([answer.key, answer.question, students, f"{answer.points:g}", *said])
    return out.getvalue()


def read_table(path: Path) -> tuple[Row, ...]:
    """The rows of a table that a person filled in.

    Raises:
        ConfigError: it cannot be read, or columns are missing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read: {error}; save it as CSV in UTF-8"
        raise ConfigError(message) from None
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        if missing := [name for name in FILLED if name not in (reader.fieldnames or ())]:
            message = f"{path} has no column {missing[0]}; it needs {', '.join(FILLED)}"
            raise ConfigError(message)
        return tuple(_row(reader.line_num, row) for row in reader)
    except csv.Error as error:
        message = f"{path}, line {reader.reader.line_num}: {error}"
        raise ConfigError(message) from None


def decisions_in(rows: Sequence[Row], students: Mapping[str, Sequence[str]]) -> list[Decision]:
    """The decisions that rows with points stand for, one for each student.

    Args:
        rows: of a table.
        students: by key, who gave the answers that wait.

    Raises:
        ConfigError: no such answer waits, one is decided twice, or points are no number; one line
            for each such row.
    """
    found, faults = [], []
    decided: dict[str, int] = {}
    for row in rows:
        if not row.points:
            continue
        try:
            points = _points(row)
            _once(row, decided)
            found += [_decision(row, points, each) for each in _owners(row, students)]
        except ConfigError as error:
            faults.append(f"line {row.line}: {error}")
    if faults:
        raise ConfigError("\n".join(faults))
    return found


def _row(line: int, row: Mapping[str, str | None]) -> Row:
    key, points, comment = ((row[name] or "").strip() for name in FILLED)
    return Row(line, key, points, comment[1:] if comment[:2] in _MADE_PLAIN else comment)


def _points(row: Row) -> float:
    try:
        return float(row.points.replace(",", "."))
    except ValueError:
        message = f"{row.points} is no number of points; write one such as 1.5"
        raise ConfigError(message) from None


def _once(row: Row, decided: dict[str, int]) -> None:
    if row.key in decided:
        message = f"{row.key} is decided in line {decided[row.key]} already"
        raise ConfigError(message)
    decided[row.key] = row.line


def _owners(row: Row, students: Mapping[str, Sequence[str]]) -> Sequence[str]:
    if row.key not in students:
        message = f"no answer {row.key} waits: it was decided, or has changed; write the page again"
        raise ConfigError(message)
    return students[row.key]


def _decision(row: Row, points: float, student: str) -> Decision:
    return Decision(student, row.key.rpartition("-")[0], points, row.comment)
