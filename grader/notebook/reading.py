"""What did the student answer? The object that a cell holds, read as data.

>>> from grader.questions import ChoicesQuestion
>>> question = ChoicesQuestion(name="q", points=1, prompt="Which?", options={"A": "1", "B": "2"})
>>> read_answer(question, "b, A"), read_answer(question, ...)
(LabelsAnswer(labels=('B', 'A')), NotAttempted())
"""

from __future__ import annotations

import re
import sys

from grader.answer import Answer, ArrayAnswer, LabelsAnswer, NotAttempted
from grader.errors import StudentError
from grader.notebook.arrays import Names, described, items, read_array
from grader.notebook.trials import try_function
from grader.questions.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    FunctionQuestion,
    Question,
    ShapeQuestion,
    SymbolicQuestion,
    TermsQuestion,
)

_BY = re.compile(r"\s*(\d+)\s*(?:[x×*]|by)\s*(\d+)\s*")
_BRACED = re.compile(r"\s*\{(.*)\}\s*", re.DOTALL)
_SEPARATOR = re.compile(r"[\s,;]+|\band\b")


def read_answer(question: Question, found: object) -> Answer:
    """The answer to `question` that the object `found` is.

    Raises:
        StudentError: `found` is nothing that could answer the question; says what could.
    """
    if is_blank(found):
        return NotAttempted()
    match question:
        case FunctionQuestion():
            return try_function(question, found)
        case ChoiceQuestion():
            return _labels(question, found)
        case ShapeQuestion():
            return _shape(found)
        case TermsQuestion():
            return _terms(found, _names(question))
        case _:
            return _array(found, _names(question))


def is_blank(found: object, depth: int = 2) -> bool:
    """Whether the dots are still in place, anywhere in `found`.

    >>> is_blank([[1, ...], [0, 1]]), is_blank("..."), is_blank([[1, 2]])
    (True, True, False)
    """
    if found is None or found is ...:
        return True
    if isinstance(found, str):
        return not found.strip() or "..." in found or "…" in found
    return depth > 0 and any(is_blank(part, depth - 1) for part in items(found) or ())


def _names(question: Question) -> Names:
    if isinstance(question, SymbolicQuestion):
        return Names(question.names, question.functions, question.matrices, question.domain)
    return Names()


def _array(found: object, known: Names) -> ArrayAnswer:
    if isinstance(found, (set, frozenset)):
        message = "a set was found, which has no order"
        raise StudentError(message, "use square brackets: [[a, b], [c, d]]")
    return read_array(found, known)


def _shape(found: object) -> ArrayAnswer:
    if isinstance(found, str) and (sizes := _BY.fullmatch(found)):
        found = (int(sizes[1]), int(sizes[2]))
    answer = read_array(found, Names())
    if len(answer.entries) != 2:  # noqa: PLR2004 - rows and columns
        message = f"{_counted(len(answer.entries), 'number')} found; a shape has two"
        raise StudentError(message, "write (rows, columns)")
    return ArrayAnswer((2,), answer.entries)


def _terms(found: object, known: Names) -> ArrayAnswer:
    if isinstance(found, (set, frozenset)):
        found = sorted(found, key=str)
    if isinstance(found, str) and (braced := _BRACED.fullmatch(found)):
        found = f"[{braced[1]}]"
    answer = read_array(found, known)
    if not answer.shape:
        message = "one formula was found; a list of terms was expected"
        raise StudentError(message, "write the terms as a list: [a, b, c]")
    return ArrayAnswer((len(answer.entries),), answer.entries)


def _labels(question: ChoiceQuestion, found: object) -> LabelsAnswer:
    spoken = _spoken(question, found)
    labels = tuple(dict.fromkeys(_label(question, each) for each in spoken))
    if not isinstance(question, ChoicesQuestion) and len(labels) != 1:
        message = f"{_counted(len(labels), 'option')} found; one was asked for"
        raise StudentError(message, f'write its letter in quotes: "{next(iter(question.options))}"')
    return LabelsAnswer(labels)


def _spoken(question: ChoiceQuestion, found: object) -> list[object]:
    if isinstance(found, (set, frozenset)):
        return sorted(found, key=str)
    if isinstance(found, dict) and not found:
        return []  # {} is how an empty set of ticks gets written
    if not isinstance(found, str):
        parts = items(found)
        return [found] if parts is None else parts
    if _known(question, found):
        return [found]
    return [part for part in _SEPARATOR.split(found.strip(" {}[]()")) if part]


def _label(question: ChoiceQuestion, found: object) -> str:
    sympy = sys.modules.get("sympy")
    if not (isinstance(found, str) or (sympy and isinstance(found, sympy.Symbol))):
        message = f"{described(found)} was found where the letter of an option was expected"
        raise StudentError(message, _offer(question))
    label = _known(question, str(found))
    if label is None:
        message = f"there is no option {str(found)[:40]!r}"
        raise StudentError(message, _offer(question))
    return label


def _known(question: ChoiceQuestion, text: str) -> str | None:
    """The label that `text` names, by itself or by the text of its option."""
    wanted = text.strip(" '\"()").casefold()
    for label, option in question.options.items():
        if wanted in (label.casefold(), option.strip().casefold()):
            return label
    return None


def _offer(question: ChoiceQuestion) -> str:
    first, *_ = labels = list(question.options)
    form = (
        f'{{"{first}", "{labels[-1]}"}}' if isinstance(question, ChoicesQuestion) else f'"{first}"'
    )
    return f"the options are {', '.join(labels)}; write for example {form}"


def _counted(number: int, noun: str) -> str:
    return f"1 {noun} was" if number == 1 else f"{number} {noun}s were"
