"""How does the cost of a submission grow with its class, and what do more workers save?

Every class is graded by `grader grade`, in a folder of its own, and every score is checked. Those
with one worker and with two take turns, a part of the class at a time: a machine is not always
equally fast. What the command itself costs is known from one submission for each worker, and taken
off. No two students hand in the same answers, but for one class in which all do.
"""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from benchmarks.class_of_four import make_course, require
from benchmarks.commands import Spent, grader, run
from benchmarks.problems import ASSIGNMENT, PROBLEMS, in_formulas, questions
from grader.answer import ArrayAnswer
from grader.judging import Item, Judge
from grader.questions import JacobianQuestion
from grader.text import parse
from grader.wire import write

SIZES = (10, 100, 1000)
WORKERS = (1, 2)
PART = 250
"""Submissions that are graded by one command; it divides the size of a larger class."""
LEAST = 60
"""Submissions of each size; so a small class is graded several times, each anew."""
FIRST = 20_000
"""The number of the first student who is graded to know what a command costs."""
ANSWERS = 10_000
COURSE = 10_000
"""Submissions that times are projected to."""
CORES = 2
CLUSTER = (1, 2, 4, 8, 16, 32)
HEADER = [
    "submissions",
    "workers",
    "answers",
    "processor s each",
    "over the smallest",
    "elapsed s each",
    "times one worker's speed",
]
DIFFERENT, EQUAL = "all different", "all equal"
PROJECTED = ["10,000 submissions", "notebooks run on", "minutes"]
JUDGED = ["answers to one question", "number", "processor ms each", "over the fewest"]


@dataclass(frozen=True)
class Graded:
    """What grading one class took, for each submission.

    Attributes:
        size: how many submissions it had.
        workers: how many were graded at a time.
        distinct: whether no two had the same answers.
        each: of one submission.
    """

    size: int
    workers: int
    distinct: bool
    each: Spent


def classes(sizes: Sequence[int] = SIZES, workers: Sequence[int] = WORKERS) -> list[Graded]:
    """All classes, the smallest first; the last one has equal answers.

    Raises:
        ScoresDifferError: somebody has another score than what the answers deserve.
    """
    found = [graded for size in sizes for graded in _by_turns(size, workers, distinct=True)]
    return [*found, *_by_turns(sizes[len(sizes) // 2], workers[:1], distinct=False)]


def _by_turns(size: int, workers: Sequence[int], *, distinct: bool) -> list[Graded]:
    """A class of one size for each number of workers."""
    part = min(PART, size)
    costs: dict[int, list[Spent]] = {count: [] for count in workers}
    for _ in range(-(-LEAST // size)):
        with TemporaryDirectory() as name:
            turns = [Turn(Path(name) / str(count), count, distinct=distinct) for count in workers]
            for first in range(1, size + 1, part):
                for turn in turns:
                    costs[turn.workers].append(turn.cost(range(first, first + part)))
    return [Graded(size, n, distinct=distinct, each=average(costs[n])) for n in workers]


def average(costs: Sequence[Spent]) -> Spent:
    """The mean of each part.

    >>> average([Spent(4.0, 3.0, 1.0), Spent(2.0, 1.0, 1.0)])
    Spent(seconds=3.0, processor=2.0, walled=1.0)
    """
    return Spent(
        mean(cost.seconds for cost in costs),
        mean(cost.processor for cost in costs),
        mean(cost.walled for cost in costs),
    )


def each(whole: Spent, start: Spent, more: int) -> Spent:
    """What each of so many more submissions took.

    >>> each(Spent(9.0, 8.0, 4.0), Spent(4.0, 3.0, 1.0), 5)
    Spent(seconds=1.0, processor=1.0, walled=0.6)
    """
    return Spent(
        (whole.seconds - start.seconds) / more,
        (whole.processor - start.processor) / more,
        (whole.walled - start.walled) / more,
    )


class Turn:
    """A class that is graded part by part.

    Args:
        folder: where, a new one.
        workers: how many submissions are graded at a time.
        distinct: whether no two have the same answers.
    """

    def __init__(self, folder: Path, workers: int, *, distinct: bool) -> None:
        self.course = make_course(folder.resolve(), ours=True)
        self.workers, self.distinct = workers, distinct
        for first in (FIRST, FIRST + workers):  # the first command in a folder takes longer
            self.start = self._grade(range(first, first + workers))

    def cost(self, numbers: Sequence[int]) -> Spent:
        """Grade a part, and check its scores; what a submission took beyond the command's own."""
        return each(self._grade(numbers), self.start, len(numbers) - self.workers)

    def _grade(self, numbers: Sequence[int]) -> Spent:
        students = {f"s{n:05}": n if self.distinct else 1 for n in numbers}
        self.course.hand_in(students)
        command = grader("grade", ASSIGNMENT, f"--workers={self.workers}")
        spent = run([*command, *(f"--student={name}" for name in students)], self.course.root)
        self.course.check(students)
        return spent


def table(found: Sequence[Graded]) -> list[list[str]]:
    """Header and rows of the classes."""
    return [HEADER, *(_row(one, found) for one in found)]


def _row(one: Graded, found: Sequence[Graded]) -> list[str]:
    smallest = next(other for other in found if other.workers == one.workers)
    alone = next(other for other in found if other.size == one.size)
    return [
        f"{one.size:,}",
        str(one.workers),
        DIFFERENT if one.distinct else EQUAL,
        f"{one.each.processor:.2f}",
        f"{one.each.processor / smallest.each.processor:.2f}",
        f"{one.each.seconds:.2f}",
        f"{alone.each.seconds / one.each.seconds:.2f}" if one.distinct else "",
    ]


def projected(found: Sequence[Graded]) -> dict[int, float]:
    """Minutes for a course, by the number of a cluster's workers; 0 stands for this machine alone.

    The grading machine judges and writes on its own cores, while the workers run notebooks.
    """
    largest = [one for one in found if one.distinct][-1]
    here = largest.each.processor - largest.each.walled
    cluster = {n: COURSE * max(here / CORES, largest.each.walled / n) / 60 for n in CLUSTER}
    return {0: COURSE * largest.each.seconds / 60, **cluster}


def projection(found: Sequence[Graded]) -> list[list[str]]:
    """Header and rows of what is projected."""
    names = {0: "this machine", 1: "1 worker of a cluster"}
    rows = [
        ["", names.get(count, f"{count} workers of a cluster"), f"{minutes:.0f}"]
        for count, minutes in projected(found).items()
    ]
    rows[0][0] = f"{CORES} cores"
    return [PROJECTED, *rows]


def judged(number: int = ANSWERS) -> list[list[str]]:
    """Header and rows: the judge alone, with answers that all differ, and with equal ones."""
    start = _judge(1, distinct=True)
    kinds = [(True, number // 10), (True, number), (False, number)]
    times = [(_judge(n, distinct=distinct) - start) / (n - 1) for distinct, n in kinds]
    rows = [
        [DIFFERENT if distinct else EQUAL, f"{n:,}", f"{1000 * t:.2f}", f"{t / times[0]:.2f}"]
        for (distinct, n), t in zip(kinds, times, strict=True)
    ]
    return [JUDGED, *rows]


def _judge(number: int, *, distinct: bool) -> float:
    """Processor seconds for so many answers, those of the judge's process included."""
    before, known = _processor(), dict[str, bytes]()
    with Judge(known=known) as judge:
        for item in _items(number, distinct=distinct):
            name, points = item.question.name, item.question.points
            (report,) = judge.judge_all([item])
            require("the judge alone", name, {name: report.score}, {name: points})
    return _processor() - before


def _items(number: int, *, distinct: bool) -> Iterator[Item]:
    names: dict[str, JacobianQuestion] = {}
    exec(questions(), names)  # noqa: S102 - our own declarations
    problem = PROBLEMS[0]
    question = names[problem.name]
    rows = [[in_formulas(entry) for entry in row] for row in problem.rows]
    reference = _array(question, rows)
    for n in range(number):
        k = n if distinct else 1
        rows[0][0] = f"2*x + (x + {k})**2 - x**2 - {2 * k}*x - {k * k}"
        yield Item(question, json.dumps(write(problem.name, _array(question, rows))), reference)


def _array(question: JacobianQuestion, rows: Sequence[Sequence[str]]) -> ArrayAnswer:
    entries = (parse(entry, question.names) for row in rows for entry in row)
    return ArrayAnswer((len(rows), len(rows[0])), tuple(entries))


def _processor() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
