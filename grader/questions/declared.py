"""What did an author write down as an answer? References and typical mistakes, read as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from grader.answer import Answer, ArrayAnswer, LabelsAnswer
from grader.errors import ConfigError, StudentError
from grader.expression import Expression, decimal, rational
from grader.questions.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    Question,
    ShapeQuestion,
    SymbolicQuestion,
    TermsQuestion,
)
from grader.text import Calls, Value, parse, parse_array

Reference = Answer | Callable[..., Any]
"""A reference answer as data, or the function that is the reference of a FunctionQuestion."""


@dataclass(frozen=True)
class Pattern:
    """An array some of whose entries may be anything (None); otherwise like an ArrayAnswer."""

    shape: tuple[int, ...]
    entries: tuple[Expression | None, ...]


def read_reference(question: Question, value: object) -> Reference:
    """The reference answer to `question` that an author wrote as `value`.

    Raises:
        ConfigError: `value` is not of the form or the shape that the question asks for.
    """
    if isinstance(question, FunctionQuestion):
        return _function(question, value)
    if isinstance(question, ChoiceQuestion):
        return read_labels(question, value, "the reference")
    pattern = read_pattern(question, value, "the reference")
    entries = tuple(entry for entry in pattern.entries if entry is not None)
    if len(entries) < len(pattern.entries):
        raise _wrong(question, "the reference", "has an entry None", "give every entry")
    _check_shape(question, pattern.shape)
    return ArrayAnswer(pattern.shape, entries)


def read_mistake(question: Question, mistake: Mistake) -> Pattern | LabelsAnswer:
    """The wrong answer that `mistake` describes.

    Raises:
        ConfigError: it can't be read, or names a label that is not an option.
    """
    what = f"the mistake {mistake.name!r}"
    if isinstance(question, FunctionQuestion):
        raise _wrong(question, what, "belongs to a function", "declare none for a function")
    if isinstance(question, ChoiceQuestion):
        return read_labels(question, mistake.answer, what)
    return read_pattern(question, mistake.answer, what)


def read_labels(question: ChoiceQuestion, value: object, what: str) -> LabelsAnswer:
    """One label, or several, each among the options.

    Raises:
        ConfigError: something else, or several labels where one is asked for.
    """
    labels = (value,) if isinstance(value, str) else value
    if not isinstance(labels, (tuple, list, set, frozenset)):
        raise _wrong(question, what, f"is {value!r}", "write a label or a set of labels")
    for label in labels:
        if label not in question.options:
            options = ", ".join(question.options)
            raise _wrong(question, what, f"names the label {label!r}", f"the options are {options}")
    if len(labels) != 1 and not isinstance(question, ChoicesQuestion):
        raise _wrong(question, what, f"has {len(labels)} labels", "a choice has one")
    return LabelsAnswer(tuple(label for label in question.options if label in labels))


def read_pattern(question: Question, value: object, what: str) -> Pattern:
    """Formulas in nested sequences, None standing for an entry that may be anything.

    Raises:
        ConfigError: a formula can't be read, or the rows are of different lengths.
    """
    try:
        if isinstance(value, str) and isinstance(question, SymbolicQuestion):
            return _written_array(question, value)
        return _nested(question, value)
    except StudentError as error:
        message = f"{question.name}: {what} can't be read: {in_one_line(error)}"
        raise ConfigError(message) from error
    except ValueError as error:
        raise _wrong(question, what, str(error), "write rows of equal length") from error


def in_one_line(error: StudentError) -> str:
    """The text of an error without the picture of the place below it."""
    return str(error).split("\n", maxsplit=1)[0]


def names_of(question: Question) -> tuple[str, ...]:
    """The names that an answer to `question` may use."""
    return question.names if isinstance(question, SymbolicQuestion) else ()


def formula(question: Question, value: object, calls: Calls[Value] | None = None) -> Expression:
    """One formula or number that an author wrote (`calls`: see `grader.text.parse`).

    Raises:
        StudentError: the text can't be read.
        ValueError: it is neither a text nor a number.
    """
    if isinstance(value, (int, Fraction)) and not isinstance(value, bool):
        return rational(value)
    if isinstance(value, float):
        return decimal(repr(value))
    if isinstance(value, str):
        return parse(value, names_of(question), functions_of(question), calls)
    message = f"has the entry {value!r}, which is neither a text nor a number"
    raise ValueError(message)


def functions_of(question: Question) -> Mapping[str, tuple[str, str]]:
    """The functions that an answer to `question` may use besides the usual ones."""
    return question.functions if isinstance(question, SymbolicQuestion) else {}


def _written_array(question: SymbolicQuestion, text: str) -> Pattern:
    array = parse_array(text, question.names, question.functions, question.matrices)
    return Pattern(array.shape, array.entries)


def _nested(question: Question, value: object) -> Pattern:
    calls: Calls[Value] = {}
    if not isinstance(value, (tuple, list)):
        return Pattern((), (_entry(question, value, calls),))
    if not value:
        message = "is empty"
        raise ValueError(message)
    if not isinstance(value[0], (tuple, list)):
        return Pattern((len(value),), tuple(_entry(question, entry, calls) for entry in value))
    if any(not isinstance(row, (tuple, list)) or len(row) != len(value[0]) for row in value):
        message = "has rows of different lengths"
        raise ValueError(message)
    entries = tuple(_entry(question, entry, calls) for row in value for entry in row)
    return Pattern((len(value), len(value[0])), entries)


def _entry(question: Question, value: object, calls: Calls[Value]) -> Expression | None:
    return None if value is None else formula(question, value, calls)


def _function(question: FunctionQuestion, value: object) -> Callable[..., Any]:
    if not callable(value):
        raise _wrong(question, "the reference", f"is {value!r}", "give a function")
    return value


def _check_shape(question: Question, shape: tuple[int, ...]) -> None:
    match question:
        case JacobianQuestion():
            right = shape == (len(question.function), len(question.variables.split()))
            asked = f"{len(question.function)}×{len(question.variables.split())}, as F says"
        case ExpressionQuestion():
            right, asked = shape == (), "one formula"
        case TermsQuestion():
            right, asked = len(shape) == 1, "a list of formulas"
        case ShapeQuestion():
            right, asked = len(shape) == 1, "a tuple such as (2, 3)"
        case NumbersQuestion():
            right, asked = True, ""
        case _:
            message = f"{question.name}: {type(question).__name__} has no reference of this form"
            raise ConfigError(message)
    if not right:
        raise _wrong(question, "the reference", f"is of shape {shape}", f"it must be {asked}")


def _wrong(question: Question, what: str, found: str, todo: str) -> ConfigError:
    return ConfigError(f"{question.name}: {what} {found}; {todo}")
