"""What is asked: the kinds of question, the assignments made of them, and their references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.questions.challenges import challenge, expected
from grader.questions.derivation import (
    AtPoint,
    ChainProduct,
    Derivation,
    Determinant,
    ImageArea,
    LinearEstimate,
)
from grader.questions.following import derive
from grader.questions.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    Disclosure,
    ExpressionQuestion,
    FunctionQuestion,
    InputGroup,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    Question,
    Section,
    ShapeQuestion,
    SymbolicQuestion,
    TermsQuestion,
)
from grader.questions.loading import load_questions, load_references

if TYPE_CHECKING:
    from grader.questions.assignment import (
        Assignment,
        load_assignment,
        problems,
        read_assignment,
    )

__all__ = [
    "Assignment",
    "AtPoint",
    "ChainProduct",
    "ChoiceQuestion",
    "ChoicesQuestion",
    "Derivation",
    "Determinant",
    "Disclosure",
    "ExpressionQuestion",
    "FunctionQuestion",
    "ImageArea",
    "InputGroup",
    "JacobianQuestion",
    "LinearEstimate",
    "Mistake",
    "NumbersQuestion",
    "Question",
    "Section",
    "ShapeQuestion",
    "SymbolicQuestion",
    "TermsQuestion",
    "challenge",
    "derive",
    "expected",
    "load_assignment",
    "load_questions",
    "load_references",
    "problems",
    "read_assignment",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Checking an assignment needs python-flint: load that only where it is asked for."""
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from grader.questions import assignment  # noqa: PLC0415 - see above

    return getattr(assignment, name)
