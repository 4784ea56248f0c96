"""What is the student called here whose file this is? Nobody gets another one's work by a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.classroom.collecting.choosing import Attempt, Unmatched
from grader.classroom.collecting.people import Claim, derived_id
from grader.classroom.collecting.recognising import Recognised
from grader.classroom.collecting.roster import Roster

_NUMBERED = re.compile(r"[0-9]+_")


@dataclass(frozen=True)
class Found:
    """A file that was recognised, before it is known what its student is called."""

    claim: Claim
    recognised: Recognised
    source: str
    staged: Path
    order: tuple[object, ...]


def name_students(
    found: Iterable[Found], roster: Roster | None
) -> tuple[list[Attempt], list[Unmatched]]:
    """Say whose each file is; files of which that is not certain are nobody's."""
    by_person: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
    attempts, strangers = [], []
    for item in found:
        if roster and _names_two(item.claim, roster):
            reason = f"its name may be that of the student {item.claim.upload} of the roster"
            strangers.append(Unmatched(item.source, reason))
        else:
            by_person[item.claim.name, item.claim.number].append(item)
    student_of = _by_roster(roster, by_person) if roster else _by_derived(by_person)
    for items in by_person.values():
        try:
            student = student_of(items[0].claim)
        except LookupError as why:
            strangers += [Unmatched(item.source, str(why.args[0])) for item in items]
        else:
            attempts += [_attempt(student, item) for item in items]
    return attempts, strangers


def _names_two(claim: Claim, roster: Roster) -> bool:
    """Whether one who is called "Lovelace_1" in Canvas, and has the next number, may be meant."""
    numbered = claim.upload > 0 and _NUMBERED.match(claim.file) is not None
    return numbered and str(claim.upload) in roster.numbers


def _by_roster(roster: Roster, persons: Iterable[tuple[str, str]]) -> Callable[[Claim], str]:
    """Ids of the roster; two numbers are two people, of whom a name tells neither."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for name, number in persons:
        with suppress(LookupError):
            numbers[roster.student(name, number)].update({number} - {""})

    def student_of(claim: Claim) -> str:
        student = roster.student(claim.name, claim.number)
        if len(numbers[student]) > 1 and claim.number.casefold() not in roster.numbers:
            message = f"two people would be {student}; give their lms_id"
            raise LookupError(message)
        return student

    return student_of


def _by_derived(persons: Iterable[tuple[str, str]]) -> Callable[[Claim], str]:
    """Ids made from names; where two names would make one id, give nobody the other's work."""
    alike: defaultdict[str, int] = defaultdict(int)
    for name, number in persons:
        alike[derived_id(Claim(name, number, "")).casefold()] += 1

    def student_of(claim: Claim) -> str:
        student = derived_id(claim)
        if not student:
            message = "no student id can be made from its name; give a roster"
            raise LookupError(message)
        if alike[student.casefold()] > 1:
            message = f"two students would be called {student}; give a roster"
            raise LookupError(message)
        return student

    return student_of


def _attempt(student: str, found: Found) -> Attempt:
    return Attempt(
        student,
        found.recognised.file,
        found.source,
        found.staged,
        unreadable=found.recognised.reason,
        untouched=found.recognised.untouched,
        late=found.claim.late,
        order=found.order,
    )
