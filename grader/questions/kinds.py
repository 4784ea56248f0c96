"""What can be asked? One frozen dataclass a kind of question; a question is one declaration.

>>> question = ExpressionQuestion(name="area", points=2, prompt="The area?", variables="a b")
>>> [str(variable) for variable in question.symbols]
['a', 'b']
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from grader.questions.derivation import Derivation

if TYPE_CHECKING:
    import sympy


class Disclosure(StrEnum):
    """What `check` may say before submission; the grading side ignores it."""

    FULL = "full"
    ENTRIES = "entries"
    RECORDED = "recorded"


@dataclass(frozen=True)
class Mistake:
    """A typical wrong answer, and the hint for whoever gave it.

    Attributes:
        name: the misconception, as a noun phrase: "inner derivative missing".
        answer: the wrong answer in the form of the right one: text for a formula or a label, nested
            sequences of texts for a matrix; None stands for an entry that may be anything.
        hint: a question or a pointer, never the answer.
        points: what the answer earns all the same.
    """

    name: str
    answer: object
    hint: str
    points: float = 0.0


@dataclass(frozen=True)
class Section:
    """A section of the course.

    Attributes:
        title: what it is called: "Lesson 2, The shape of the matrix".
        link: where it is, seen from the notebook that asks.
    """

    title: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """What all kinds share.

    Attributes:
        name: the question's name, which is the grade_id of its check cell.
        points: what it is worth.
        prompt: what is asked, in Markdown, one or two sentences.
        mistakes: typical wrong answers, each with its hint.
        hints: from general to specific, for any other wrong answer.
        before_submission: what `check` may say in a class.
        derivation: how the answer follows from earlier ones, if it does.
        read_again: the section of the course that explains what is asked.
    """

    name: str
    points: float
    prompt: str
    mistakes: tuple[Mistake, ...] = ()
    hints: tuple[str, ...] = ()
    before_submission: Disclosure = Disclosure.FULL
    derivation: Derivation | None = None
    read_again: Section | None = None


@dataclass(frozen=True, kw_only=True)
class SymbolicQuestion(Question):
    """A question whose answer is made of formulas.

    Attributes:
        variables: names separated by blanks, in the order of a Jacobian's columns.
        parameters: further names that an answer may use, separated by blanks.
        domain: the range of each name that does not range over the reals (`grader.domain`).
        functions: offered functions of one argument, as {"s": ("z", "1/(1 + exp(-z))")}.
        matrices: names that a matrix expression may use, each with its entries as rows of texts,
            such as {"x": (("x1",), ("x2",))}.
    """

    variables: str
    parameters: str = ""
    domain: Mapping[str, str] = field(default_factory=dict)
    functions: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    matrices: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that an answer may use: variables first, then parameters."""
        return (*self.variables.split(), *self.parameters.split())

    @property
    def symbols(self) -> tuple[sympy.Symbol, ...]:
        """The variables as real SymPy symbols."""
        import sympy  # noqa: PLC0415 - the grading side reads questions without SymPy

        return tuple(sympy.Symbol(name, real=True) for name in self.variables.split())


@dataclass(frozen=True, kw_only=True)
class JacobianQuestion(SymbolicQuestion):
    """The Jacobian matrix of `function` (one text a component) with respect to `variables`.

    `map_name` is what the exercise calls the map; its components go by the small letter.
    """

    function: tuple[str, ...]
    map_name: str = "F"


@dataclass(frozen=True, kw_only=True)
class ExpressionQuestion(SymbolicQuestion):
    """One formula."""


@dataclass(frozen=True, kw_only=True)
class TermsQuestion(SymbolicQuestion):
    """A collection of formulas, in any order."""


@dataclass(frozen=True, kw_only=True)
class NumbersQuestion(Question):
    """A number, a vector or a matrix of numbers."""


@dataclass(frozen=True, kw_only=True)
class ShapeQuestion(Question):
    """The shape of a matrix, as (rows, columns)."""


@dataclass(frozen=True, kw_only=True)
class ChoiceQuestion(Question):
    """One option of several; `options` maps each label to its text."""

    options: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class ChoicesQuestion(ChoiceQuestion):
    """All options that hold."""


@dataclass(frozen=True)
class InputGroup:
    """Challenge inputs that are scored together.

    Attributes:
        name: what the exercise calls it, such as "more rows than columns".
        sizes: the value of each size name, one mapping a challenge: ({"m": 2, "n": 3}, ...).
        magnitude: entries are drawn from [-magnitude, magnitude].
        magnitudes: the magnitudes of arguments that have one of their own, such as {"b": 797.0};
            every second entry along their first axis is that large, with alternating signs.
    """

    name: str
    sizes: tuple[Mapping[str, int], ...]
    magnitude: float = 1.0
    magnitudes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class FunctionQuestion(Question):
    """A Python function, judged by the numbers it returns for challenge inputs.

    Attributes:
        arguments: each argument's shape in size names, in order: {"W": ("m", "n"), "b": ("m",)}.
        groups: the groups of challenge inputs; each earns an equal part of the points.
    """

    arguments: Mapping[str, tuple[str, ...]]
    groups: tuple[InputGroup, ...]
