"""What is the judge asked about the answers of one notebook?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.answer import Answer
from grader.errors import ConfigError
from grader.judging import Item
from grader.judging.marking import for_a_human
from grader.questions import Assignment, FunctionQuestion, Question, expected
from grader.verdict import Outcome, Report

Basis = Mapping[str, tuple[str, ...]]
"""Digests of each question and of its reference."""


@dataclass(frozen=True)
class Asked:
    """What the judge is asked, and what it cannot be asked.

    Attributes:
        items: in the order of the notebook.
        faults: the report on each question whose reference cannot be had, by name.
    """

    items: tuple[Item, ...]
    faults: Mapping[str, Report]

    @property
    def basis(self) -> dict[str, tuple[str, ...]]:
        """Digests of each question and of its reference; none of a question with a fault."""
        return {item.question.name: item.basis for item in self.items}


def asked(
    payloads: Mapping[str, str | None], assignment: Assignment, seeds: Mapping[str, str]
) -> Asked:
    """The items of one notebook.

    Args:
        payloads: the answers, by the names of their questions, in the order of the notebook.
        assignment: what was asked.
        seeds: the challenge seeds that were issued, in hexadecimal.
    """
    items, faults = [], {}
    for name, payload in payloads.items():
        question = assignment.questions[name]
        try:
            reference = _reference(assignment, question, bytes.fromhex(seeds[name]))
            items.append(Item(question, payload, reference))
        except ConfigError as error:  # a fault of ours in one question must not cost the others
            faults[name] = for_a_human(question, str(error))
    return Asked(tuple(items), faults)


def in_range(report: Report) -> Report:
    """A score is a number from 0 to the points, or it is for a human to give."""
    if report.score is None or math.isfinite(report.score):
        score = report.score if report.score is None else min(max(report.score, 0), report.points)
        return replace(report, score=score)
    told = f"the score was {report.score}"
    return replace(report, score=None, outcome=Outcome.NEEDS_HUMAN, staff=(*report.staff, told))


def _reference(assignment: Assignment, question: Question, seed: bytes) -> Answer:
    reference = assignment.references[question.name]
    if isinstance(question, FunctionQuestion) and callable(reference):
        return expected(question, reference, seed)
    assert not callable(reference)  # noqa: S101 - only a FunctionQuestion's reference is a function
    return reference
