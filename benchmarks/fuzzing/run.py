"""What came of a share of the pairs?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from flint.utils.flint_exceptions import FlintError

from benchmarks.fuzzing.formulas import domain_of, formula
from benchmarks.fuzzing.judge import Judge
from benchmarks.fuzzing.mutations import mutated
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression
from grader.verdict import Status

FAMILY = 8
"""How many pairs are changes of one formula."""
CRASHES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    FlintError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass
class Tally:
    """How many pairs got which verdict, and what was wrong.

    Attributes:
        pairs: how many were decided, or not.
        verdicts: how many times each status was given.
        unseen: how many decided ones the evaluator could say nothing about.
        faults: the wrong verdicts, as lines of text.
    """

    pairs: int = 0
    verdicts: dict[Status, int] = field(default_factory=lambda: dict.fromkeys(Status, 0))
    unseen: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        verdicts = {status: n + other.verdicts[status] for status, n in self.verdicts.items()}
        faults = self.faults + other.faults
        return Tally(self.pairs + other.pairs, verdicts, self.unseen + other.unseen, faults)

    def __str__(self) -> str:
        counts = ", ".join(f"{n} {status.value}" for status, n in self.verdicts.items())
        faults = f"{len(self.faults)} wrong"
        return f"{self.pairs} mutations: {counts}; {self.unseen} not looked into; {faults}"


@lru_cache(maxsize=4)
def _family(number: int) -> tuple[Expression, tuple[tuple[str, str], ...]]:
    source = Random(f"formula {number}")
    ranges = domain_of(source)
    return formula(source, sorted(ranges), source.randint(1, 7)), tuple(ranges.items())


def pair(number: int) -> tuple[Expression, Expression, dict[str, str]]:
    """The pair of that number, as student, reference and domain."""
    root, ranges = _family(number // FAMILY)
    source = Random(f"mutation {number}")
    changed = mutated(root, source)
    other = mutated(root, source) if source.random() < 1 / 3 else root
    sides = [changed, root if other is changed else other]
    source.shuffle(sides)
    return sides[0], sides[1], dict(ranges)


def fault_of(number: int, tally: Tally) -> str:
    """Decide one pair; what is wrong with the verdict, or ""."""
    student, reference, ranges = pair(number)
    domain = Domain.of(ranges)
    verdict = compare(student, reference, domain)
    source = Random(f"points {number}")
    opinion = Judge(student, reference, domain, source).opinion(verdict)
    tally.verdicts[verdict.status] += 1
    tally.unseen += verdict.status is not Status.UNDECIDED and not opinion.seen
    evidence = verdict.witness or verdict.certificate
    return opinion.fault and f"{verdict.status.value}, {evidence}, but {opinion.fault}"


def tried(numbers: Iterable[int]) -> Tally:
    """Decide all these pairs; an exception is a fault of its own."""
    tally = Tally()
    for number in numbers:
        tally.pairs += 1
        try:
            fault = fault_of(number, tally)
        except CRASHES as error:
            fault = f"{type(error).__name__}: {error}"
        if fault:
            student, reference, ranges = pair(number)
            tally.faults.append(f"number {number}: {student} | {reference} {ranges}: {fault}")
    return tally
