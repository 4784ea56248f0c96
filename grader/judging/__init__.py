"""What is an answer worth? `judge` decides; `Judge` does so in a process that can be ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.judging.following import Earlier
from grader.judging.judge import for_student, judge, judge_answer

if TYPE_CHECKING:
    from grader.judging.process import Budget, Item, Judge, lasting_judge

__all__ = [
    "Budget",
    "Earlier",
    "Item",
    "Judge",
    "for_student",
    "judge",
    "judge_answer",
    "lasting_judge",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Processes belong to the grading side: load them only where they are asked for."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from grader.judging import process  # noqa: PLC0415 - see above

    return getattr(process, name)
