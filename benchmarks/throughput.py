"""How many submissions does a core grade, side by side with other graders, scores being the same?

In each round every way grades a few students with one command, and more with another. What the more
cost is what a submission costs; what is left is the command's own. Rounds are interleaved, each has
students of its own, and no two hand in the same answers, so that nothing is known from before.
Memory is told by the student of a third command, which is not timed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import Protocol

from benchmarks.class_of_four import Course, make_course
from benchmarks.commands import Spent, grader, nbgrader, run
from benchmarks.executions import forks
from benchmarks.otter import install
from benchmarks.problems import ASSIGNMENT

ROUNDS = 3
FEW, MORE = 1, 13
MORE_OF_OURS = 61
"""A command's own time varies by some tenths of a second, whatever a submission takes."""
FIRST = 100
HEADER = [
    "way to grade",
    "processor s",
    "elapsed s",
    "a command's own s",
    "private MiB",
    "isolation ms",
    "times stock's throughput",
]
Students = Mapping[str, int]
"""The number of each student's answers, by name."""


class Way(Protocol):
    """A way to grade, and how many submissions its longer command has."""

    name: str
    more: int

    def grade(self, students: Students) -> Spent:
        """Hand in for the students, grade them with one command, and check their scores."""

    def private(self, students: Students) -> list[float]:
        """Grade these, too; MiB that each student's process shared with no other."""


@dataclass(frozen=True)
class ByCommands:
    """Grades with commands that are given the students' names.

    Attributes:
        name: of the way.
        course: where.
        commands: one after another.
        more: how many submissions its longer command has.
        each: whether names are given one by one, not as a pattern.
    """

    name: str
    course: Course
    commands: Sequence[Sequence[str]]
    more: int = MORE
    each: bool = False

    def grade(self, students: Students) -> Spent:
        """See `Way`."""
        return self._grade(students, telling=False)

    def private(self, students: Students) -> list[float]:
        """See `Way`."""
        self._grade(students, telling=True)
        return self.course.private(students)

    def _grade(self, students: Students, *, telling: bool) -> Spent:
        self.course.hand_in(students, telling=telling)
        pattern = f"{next(iter(students)).partition('-')[0]}-*"
        names = [f"--student={name}" for name in (students if self.each else [pattern])]
        spent = [run([*command, *names], self.course.root) for command in self.commands]
        self.course.check(students)
        return Spent(sum(s.seconds for s in spent), sum(s.processor for s in spent))


@dataclass(frozen=True)
class Cost:
    """What grading took in one round: a submission, the command's own, and MiB of memory."""

    processor: float
    elapsed: float
    start: float
    private: float


AUTOGRADE = nbgrader("autograde", ASSIGNMENT)
AT_ONCE = [*AUTOGRADE, "--Execute.shutdown_kernel=immediate"]
FEEDBACK = nbgrader("generate_feedback", ASSIGNMENT)
GRADE = grader("grade", ASSIGNMENT, "--workers=1")
STOCK = "`nbgrader autograde`, stock"
WAYS: Mapping[str, tuple[bool, Sequence[Sequence[str]]]] = {
    STOCK: (False, [AUTOGRADE]),
    "the same, kernels shut down at once": (False, [AT_ONCE]),
    "the same, and `generate_feedback`": (False, [AT_ONCE, FEEDBACK]),
    "`nbgrader autograde`, with this package": (True, [AUTOGRADE]),
    "`grader grade`, with feedback pages": (True, [GRADE]),
}
"""Whether each way uses this package, and its commands."""


def by_commands(name: str, folder: Path) -> ByCommands:
    """One of `WAYS`, with a course of its own in a new folder."""
    ours, commands = WAYS[name]
    more, each = (MORE_OF_OURS if ours else MORE), GRADE in commands
    return ByCommands(name, make_course(folder, ours=ours), commands, more, each)


def throughput(rounds: int = ROUNDS) -> list[list[str]]:
    """Header and rows.

    Raises:
        ScoresDifferError: a way gave another score than what an answer deserves.
    """
    plain, isolated = forks()
    with TemporaryDirectory() as name:
        folder = Path(name).resolve()
        tried = [by_commands(name, folder / str(n)) for n, name in enumerate(WAYS)]
        found = measured([*tried, *install(folder / "otter", MORE)], rounds)
    return table(found, isolated[0] - plain[0])


def measured(tried: Sequence[Way], rounds: int) -> dict[str, list[Cost]]:
    """What each way cost in each round, by name."""
    found: dict[str, list[Cost]] = {way.name: [] for way in tried}
    for turn in range(rounds):
        for way in tried:
            found[way.name].append(_round(way, turn))
    return found


def _round(way: Way, turn: int) -> Cost:
    first, more = FIRST * (turn + 1), way.more
    few = {f"few{turn}-{n}": first + n for n in range(FEW)}
    many = {f"more{turn}-{n}": first + FEW + n for n in range(more)}
    told = {f"told{turn}-0": first + FEW + more}
    less, greater = way.grade(few), way.grade(many)
    processor = (greater.processor - less.processor) / (more - FEW)
    elapsed = (greater.seconds - less.seconds) / (more - FEW)
    return Cost(processor, elapsed, less.processor - processor, mean(way.private(told)))


def table(found: Mapping[str, Sequence[Cost]], isolation: float) -> list[list[str]]:
    """Header and rows; the first way is what the others are compared with.

    Args:
        found: what each way cost, by name.
        isolation: milliseconds of processor time that isolating a notebook takes.
    """
    stock = next(iter(found.values()))
    return [HEADER, *(_row(name, costs, stock, isolation) for name, costs in found.items())]


def _row(name: str, costs: Sequence[Cost], stock: Sequence[Cost], isolation: float) -> list[str]:
    if not costs:
        return [name, *["not installed"], *[""] * (len(HEADER) - 2)]
    ratio = median(cost.processor for cost in stock) / median(cost.processor for cost in costs)
    own = "package" in name or "grader grade" in name
    private = median(cost.private for cost in costs)
    return [
        name,
        f"{median(cost.processor for cost in costs):.2f}",
        f"{median(cost.elapsed for cost in costs):.2f}",
        f"{median(cost.start for cost in costs):.1f}",
        "not measured" if isnan(private) else f"{private:.0f}",
        f"{isolation:.1f}" if own else "none",
        f"{ratio:.1f}",
    ]
