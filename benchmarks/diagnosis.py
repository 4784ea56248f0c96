"""How long does it take to name what went wrong in a matrix, and how often is a name found?

The matrices are those of `tests/diagnosis/wrong_answers.jsonl`, which were written by hand before
any misconception was declared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from grader.answer import ArrayAnswer
from grader.diagnosis import diagnose
from grader.domain import Domain
from grader.equivalence import compare
from grader.notebook.known import derived_jacobian
from grader.questions import JacobianQuestion
from grader.text import parse

FILE = Path(__file__).parents[1] / "tests" / "diagnosis" / "wrong_answers.jsonl"
HEADER = ["wrong matrices", "number", "named", "median, ms", "95 %, ms", "slowest, ms"]
LARGE = 9
"""Entries of a matrix that counts as large: 3×3."""


@dataclass(frozen=True)
class Diagnosed:
    """One wrong matrix: how many entries it has, whether it was named, and how long that took."""

    entries: int
    named: bool
    seconds: float


def diagnoses() -> list[list[str]]:
    """A row for all matrices, and one for those of nine entries or more."""
    found = list(_diagnosed())
    large = [each for each in found if each.entries >= LARGE]
    return [HEADER, _row("all", found), _row("3×3 and larger", large)]


def _row(name: str, found: list[Diagnosed]) -> list[str]:
    times = sorted(1000 * each.seconds for each in found)
    named = sum(each.named for each in found)
    late = times[int(0.95 * (len(times) - 1))]
    figures = (f"{value:.0f}" for value in (median(times), late, times[-1]))
    return [name, str(len(found)), str(named), *figures]


def _diagnosed() -> Iterator[Diagnosed]:
    for question, answer, reference in _wrong():
        domain, statuses = Domain.of(question.domain), []
        if answer.shape == reference.shape:
            pairs = zip(answer.entries, reference.entries, strict=True)
            statuses = [compare(student, right, domain).status for student, right in pairs]
        start = process_time()
        found = diagnose(question, answer, reference, statuses)
        yield Diagnosed(len(answer.entries), bool(found), process_time() - start)


def _wrong() -> Iterator[tuple[JacobianQuestion, ArrayAnswer, ArrayAnswer]]:
    question = reference = None
    for line in FILE.read_text(encoding="utf-8").splitlines():
        data = json.loads(line)
        if "problem" in data:
            question = _question(data)
            reference = derived_jacobian(question)
        elif question is not None and reference is not None:
            rows = data["matrix"]
            entries = tuple(parse(entry, question.names) for row in rows for entry in row)
            yield question, ArrayAnswer((len(rows), len(rows[0])), entries), reference


def _question(data: dict[str, Any]) -> JacobianQuestion:
    return JacobianQuestion(
        name="q",
        points=1,
        prompt="J?",
        variables=data["variables"],
        function=tuple(data["function"]),
        domain=data["domain"],
    )
