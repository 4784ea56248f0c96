"""How does what was collected look on a terminal?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.classroom.collecting.collect import Collected
from grader.classroom.collecting.placing import Outcome, Placed
from grader.classroom.table import aligned
from grader.feedback.wording import counted

MISSING = "missing"
BEFORE = "collected before"

_HEADER = ("student", "notebook", "from")


def table(collected: Collected) -> str:
    """One line a notebook: its student, and the file that it came from, or that it is missing."""
    return "\n".join(aligned([_HEADER, *_rows(collected)], left=(0, 1, 2)))


def remarks(collected: Collected) -> str:
    """What a person should know: attempts that do not count, what made room, what is nobody's."""
    return "\n".join(
        [
            *_earlier(collected.placed),
            *_replaced(collected.placed),
            *_unreadable(collected.placed),
            *_silent(collected.silent),
            *_unmatched(collected),
            _summary(collected),
        ]
    )


def _rows(collected: Collected) -> Iterator[tuple[str, str, str]]:
    sources = {_key(item): _source(item) for item in collected.placed}
    for student, notebooks in collected.notebooks.items():
        others = [file for owner, file in sources if owner == student and file not in notebooks]
        for name in (*notebooks, *others):
            otherwise = BEFORE if notebooks.get(name) else MISSING
            yield student, name, sources.get((student, name), otherwise)


def _key(item: Placed) -> tuple[str, str]:
    return item.choice.attempt.student, _name(item)


def _name(item: Placed) -> str:
    return item.choice.attempt.file.removesuffix(".ipynb")


def _source(item: Placed) -> str:
    late = " (late)" if item.choice.attempt.late else ""
    return f"{item.choice.attempt.source}{late}"


def _whose(item: Placed) -> str:
    return ", ".join(_key(item))


def _earlier(placed: Sequence[Placed]) -> Iterator[str]:
    found = [item for item in placed if item.choice.earlier]
    if found:
        yield "Handed in more than once; the last attempt counts:"
    for item in found:
        others = ", ".join(attempt.source for attempt in item.choice.earlier)
        yield f"  {_whose(item)}: {item.choice.attempt.source} counts, not {others}{_doubt(item)}"


def _doubt(item: Placed) -> str:
    """A notebook that was downloaded anew is also marked `(1)`, and is later."""
    touched = any(not attempt.untouched for attempt in item.choice.earlier)
    return "; but nothing is answered in it" if item.choice.attempt.untouched and touched else ""


def _replaced(placed: Sequence[Placed]) -> Iterator[str]:
    found = [item for item in placed if item.outcome is Outcome.REPLACED]
    if found:
        yield "Another file was there already; it was moved to the place named:"
    for item in found:
        yield f"  {_whose(item)}: {item.kept}"


def _unreadable(placed: Sequence[Placed]) -> Iterator[str]:
    found = [item for item in placed if item.choice.attempt.unreadable]
    if found:
        yield "Recognised by its name alone, since nothing in it can be read:"
    for item in found:
        yield f"  {_whose(item)}: {item.choice.attempt.unreadable}"


def _silent(students: Sequence[str]) -> Iterator[str]:
    if students:
        yield f"In the roster, but nothing was found of: {', '.join(students)}"


def _unmatched(collected: Collected) -> Iterator[str]:
    if collected.unmatched:
        yield "Not matched; look at these yourself, they lie where they were:"
    for item in collected.unmatched:
        yield f"  {item.source}: {item.reason}"


def _summary(collected: Collected) -> str:
    new = sum(item.outcome is not Outcome.UNCHANGED for item in collected.placed)
    same = len(collected.placed) - new
    return (
        f"{counted(len(collected.notebooks), 'student')}; {counted(new, 'file')} placed, "
        f"{same} there already, {counted(len(collected.unmatched), 'file')} not matched."
    )
