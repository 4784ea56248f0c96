"""Are two answers of a class the same? Only if that is proved, in a worker with limits.

>>> from grader.questions import ExpressionQuestion
>>> area = ExpressionQuestion(name="area", points=1, prompt="?", variables="x")
>>> with EqualAnswers({"area": area}) as same:
...     same("area", "x + x", "2*x"), same("area", "x", "2*x"), same("area", "x", "u")
(True, False, False)
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

from grader.comparison import Comparer
from grader.comparison.comparer import Budget
from grader.questions import NumbersQuestion, Question, SymbolicQuestion
from grader.verdict import Status

BUDGET = Budget(seconds=1, wall_seconds=10)
"""For one comparison."""
MOST_COMPARISONS = 800
"""For a class. Those with most students come first; whatever is left stays apart."""
MOST_UNDECIDED = 5
"""Comparisons in one question that may end without a verdict, at most a second each."""
LONGEST = 2000
"""Characters of two answers that are compared."""


class EqualAnswers:
    """Tells of two entries, given as text, whether they are proved to be equal.

    Not to be proved is no verdict here: the two are then shown apart.

    Attributes:
        left: how many comparisons may still be made.
    """

    def __init__(self, questions: Mapping[str, Question], allowed: int = MOST_COMPARISONS) -> None:
        self.left = allowed
        self._domains = {name: _domain(question) for name, question in questions.items()}
        self._comparer = Comparer(BUDGET, declared_only=True)
        self._undecided: Counter[str] = Counter()
        self._known: dict[tuple[str, str, str], bool] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._comparer.__exit__(kind, error, traceback)

    def __call__(self, question: str, one: str, other: str) -> bool:
        """Whether the two are proved to be equal as answers to `question`."""
        key = (question, min(one, other), max(one, other))
        if key not in self._known:
            self._known[key] = self._proved(question, one, other)
        return self._known[key]

    def _proved(self, question: str, one: str, other: str) -> bool:
        domain = self._domains.get(question)
        spent = self.left <= 0 or self._undecided[question] >= MOST_UNDECIDED
        if domain is None or spent or len(one + other) > LONGEST:
            return False
        self.left -= 1
        row = {"id": 0, "student": one, "reference": other, "domain": domain}
        found = self._comparer.answer(json.dumps(row).encode())
        self._undecided[question] += found["status"] == Status.UNDECIDED.value
        return bool(found["status"] == Status.PROVED.value)


def _domain(question: Question) -> dict[str, Any] | None:
    """What each name ranges over; None where answers are no formulas, and texts say it all."""
    if isinstance(question, SymbolicQuestion):
        return {name: question.domain.get(name, "real") for name in question.names}
    return {} if isinstance(question, NumbersQuestion) else None
