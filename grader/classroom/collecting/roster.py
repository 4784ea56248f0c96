r"""What is a student called here? The roster that an instructor wrote, as a CSV file.

Columns, in any order; others are passed over:
    student_id: what the student is called in the gradebook, a plain name.
    lms_id: the platform's number for the student, or the name of the student's folder.
    name: the full name, "Ada Lovelace" or "Lovelace, Ada".
A roster needs `student_id` and one of the others. A number is looked up before a name.

>>> roster = read_roster("student_id,lms_id,name\nada,123,\"Lovelace, Ada\"\n")
>>> roster.student("lovelaceada", "123"), roster.student("Ada Lovelace", "77")
('ada', 'ada')
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import ConfigError

LARGEST_ROSTER = 2**24

_PLAIN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,99}")
_NOT_NAME = re.compile(r"[\W_]")
_PARTICIPANT = re.compile(r"participant\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Roster:
    """Who is who. Two students may share a name: then it names neither.

    Attributes:
        numbers: a student id by what the platform calls the student.
        names: the student ids by each way to write a name without blanks.
        students: every student id.
    """

    numbers: Mapping[str, str]
    names: Mapping[str, frozenset[str]]
    students: frozenset[str]

    def student(self, name: str, number: str) -> str:
        """The id of the student with this name and number.

        Raises:
            LookupError: the roster has no such student, or two; says which.
        """
        for key in (number, name):
            if key and key.casefold() in self.numbers:
                return self.numbers[key.casefold()]
        found = self.names.get(_squashed(name), frozenset())
        if len(found) > 1:
            message = "the roster has two students of that name; give their lms_id"
            raise LookupError(message)
        if not found:
            message = "the roster has no such student"
            raise LookupError(message)
        return next(iter(found))


def load_roster(path: Path) -> Roster:
    """The roster in a file.

    Raises:
        ConfigError: it can't be read, or `read_roster` finds fault with it.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_ROSTER + 1)
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        message = f"the roster {path} can't be read: {error}; save it as CSV in UTF-8"
        raise ConfigError(message) from None
    if len(data) > LARGEST_ROSTER:
        message = f"the roster {path} is larger than {LARGEST_ROSTER // 2**20} MiB"
        raise ConfigError(message)
    return read_roster(text)


def read_roster(text: str) -> Roster:
    """The roster that a CSV text is.

    Raises:
        ConfigError: a column is missing, an id is not plain, or a number has two students.
    """
    numbers: dict[str, str] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    students = set()
    for line, row in _rows(text):
        student = row["student_id"]
        if not _PLAIN_ID.fullmatch(student):
            message = (
                f"line {line} of the roster: {student!r} can't be a student id; "
                "use letters, digits and . _ @ -"
            )
            raise ConfigError(message)
        students.add(student)
        number = _PARTICIPANT.sub("", row.get("lms_id", "")).casefold()
        if number and numbers.setdefault(number, student) != student:
            message = f"line {line} of the roster: {number} is already {numbers[number]}"
            raise ConfigError(message)
        for key in _ways(row.get("name", "")):
            names[key].add(student)
    unique = {key: frozenset(found) for key, found in names.items()}
    return Roster(numbers, unique, frozenset(students))


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        rows = csv.DictReader(text.splitlines(), strict=True)
        columns = {(column or "").strip() for column in rows.fieldnames or ()}
        if "student_id" not in columns or not columns & {"lms_id", "name"}:
            message = "the roster needs a column student_id, and lms_id or name or both"
            raise ConfigError(message)
        for row in rows:
            cells = {
                key.strip(): value.strip()
                for key, value in row.items()
                if isinstance(key, str) and isinstance(value, str)
            }
            if any(cells.values()):
                yield rows.line_num, {"student_id": "", **cells}
    except csv.Error as error:
        message = f"the roster is no CSV file: {error}"
        raise ConfigError(message) from None


def _ways(name: str) -> set[str]:
    """How platforms may write a name: "Ada Lovelace" is `lovelaceada` for Canvas."""
    words = name.replace(",", " ").split()
    return {_squashed("".join(words[at:] + words[:at])) for at in range(len(words))}


def _squashed(name: str) -> str:
    return _NOT_NAME.sub("", name).casefold()
