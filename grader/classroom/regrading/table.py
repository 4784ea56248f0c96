"""How does it look on a terminal who is marked otherwise, by how much, and why?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.classroom.regrading.changes import Change, Regraded
from grader.classroom.table import NOTHING, aligned
from grader.feedback.wording import counted

HEADER = ("student", "question", "before", "after", "change", "why")


def regrade_table(found: Sequence[Regraded]) -> str:
    """One line an answer whose score changes; '' if there is none."""
    rows = [_row(change) for each in found for change in each.changes if change.scored]
    return "\n".join(aligned([HEADER, *rows], left=(0, 1, 5))) if rows else ""


def regrade_summary(found: Sequence[Regraded], assignment: str) -> str:
    """How many scores change, and which answers can't be judged again without being run."""
    changes = [change for each in found for change in each.changes]
    if not changes:
        return "\n".join(["no mark changes", *_faults(found, assignment)])
    scored = [change for change in changes if change.scored]
    students = len({change.student for change in scored})
    verb = "changes" if len(scored) == 1 else "change"
    lines = [f"{counted(len(scored), 'score')} {verb}, for {counted(students, 'student')}"]
    if others := len(changes) - len(scored):
        lines.append(f"{counted(others, 'answer')} with the same score and other feedback")
    if withheld := sum(change.withheld for change in changes):
        lines.append(f"of these stay as they are, since they would fall: {withheld}")
    if kept := sum(change.decided is not None for change in scored):
        lines.append(
            f"of these were decided by a person, which stays; look at them yourself: {kept}"
        )
    return "\n".join([*lines, *_faults(found, assignment)])


def _row(change: Change) -> tuple[str, ...]:
    before, after = change.before.score, change.after.score
    why = change.reason
    if change.decided is not None:
        why = f"a person gave {change.decided:g}, which stays; {why}"
    elif change.withheld:
        why = f"stays, since it would fall; {why}"
    difference = f"{(after or 0) - (before or 0):+g}"
    return (change.student, change.question, _score(before), _score(after), difference, why)


def _score(score: float | None) -> str:
    return NOTHING if score is None else f"{score:g}"


def _faults(found: Sequence[Regraded], assignment: str) -> Iterator[str]:
    for each in found:
        for name, why in each.faults.items():
            yield (
                f"{each.student}: {name} was not judged again: {why}; "
                f"run: grader grade {assignment} --student {each.student}"
            )
