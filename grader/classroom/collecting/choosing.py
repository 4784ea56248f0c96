"""Which attempt counts? Of each student's files for one notebook, the last that can be read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Attempt:
    """A file that is known to be one student's version of one released file.

    Attributes:
        student: the student's id.
        file: the name of the released file.
        source: where it lies in the download, as it can be printed.
        staged: where its bytes are kept until it is placed.
        unreadable: why it can't be read as a notebook; '' if it can.
        untouched: whether every answer in it stands as it was released.
        late: whether the platform marked it as late.
        order: compares as larger for a later attempt.
    """

    student: str
    file: str
    source: str
    staged: Path
    unreadable: str = ""
    untouched: bool = False
    late: bool = False
    order: tuple[object, ...] = ()


@dataclass(frozen=True)
class Unmatched:
    """A file of the download that nothing was done with, and why; the name can be printed."""

    source: str
    reason: str


@dataclass(frozen=True)
class Choice:
    """The attempt that counts, and those that do not."""

    attempt: Attempt
    earlier: tuple[Attempt, ...] = ()


def choose(attempts: Iterable[Attempt]) -> list[Choice]:
    """Let the last attempt count, for each student and file, in alphabetical order.

    A later file that can't be read, such as one whose upload broke off, does not take the place of
    an earlier one that can.
    """
    by_file: defaultdict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        by_file[attempt.student, attempt.file].append(attempt)
    choices = []
    for _, found in sorted(by_file.items()):
        *earlier, last = sorted(found, key=lambda attempt: (not attempt.unreadable, attempt.order))
        choices.append(Choice(last, tuple(earlier)))
    return choices
