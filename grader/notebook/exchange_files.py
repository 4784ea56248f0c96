"""What of the files that nbgrader's exchange puts beside a submission can nbgrader read?

A student may have written them. nbgrader opens the file that the name of a time zone leads to, and
reads a text of any length in search of a date. So it gets nothing but times as it writes them.

>>> is_time(b"2026-03-01 12:00:00.250000 CET"), is_time(b"2026-03-01 12:00:00 /etc/shadow")
(True, False)
"""

from __future__ import annotations

import re
from dataclasses import replace

from nbgrader.utils import parse_utc

from grader.notebook.intake import Intake, TurnedAway

TIMESTAMP = "timestamp.txt"
SECRET = "submission_secret.txt"  # noqa: S105 - the name of a file
"""What nbgrader's exchange needs to give its feedback back."""
LONGEST_TIME = 40
LONGEST_SECRET = 200
"""Characters; nbgrader's has 128."""

# As nbgrader's `submit` and `zip_collect` write it. A zone has letters or a difference, and not all
# times in years far away exist in every zone.
_TIME = re.compile(
    rb"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?([+-]\d\d:\d\d| ([A-Z]{3,5}|[+-]\d\d(\d\d)?))?"
)


def without_nonsense(intake: Intake) -> Intake:
    """Turn files away on which nbgrader would give up the submission, or a whole command."""
    for name, accepted, why in (
        (TIMESTAMP, is_time, "it holds no time"),
        (SECRET, is_secret, "it holds no line of text"),
    ):
        if name in intake.files and not accepted(intake.files[name]):
            files = {other: data for other, data in intake.files.items() if other != name}
            turned_away = (*intake.turned_away, TurnedAway(name, why))
            intake = replace(intake, files=files, turned_away=turned_away)
    return intake


def is_time(data: bytes) -> bool:
    """Whether a file holds a time as nbgrader writes it."""
    if len(data) > LONGEST_TIME or not _TIME.fullmatch(data.strip()):
        return False
    try:
        parse_utc(data.decode().strip())
    except ValueError:  # there is no such day or hour
        return False
    return True


def is_secret(data: bytes) -> bool:
    """Whether a file may hold a secret of nbgrader's."""
    return len(data) <= LONGEST_SECRET and data.isascii()
