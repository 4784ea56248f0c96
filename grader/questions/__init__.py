"""What is asked: the kinds of question, the assignments made of them, and their references."""

from grader.questions.derivation import (
    AtPoint,
    ChainProduct,
    Derivation,
    Determinant,
    ImageArea,
    LinearEstimate,
)
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
    ShapeQuestion,
    SymbolicQuestion,
    TermsQuestion,
)

__all__ = [
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
    "ShapeQuestion",
    "SymbolicQuestion",
    "TermsQuestion",
]
