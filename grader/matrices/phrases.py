"""What does a matrix expression say, before anything is known about the sizes in it?

A text is read once to a tree of phrases, and the tree is then told in any `Meaning`: in formulas
at some sizes, or in counts of indices.

>>> phrase = phrase_of("diag(s)*W")
>>> phrase.text, [argument.text for argument in phrase.arguments]
('*', ['diag', 'W'])
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeVar

from grader.errors import StudentError
from grader.expression import Expression
from grader.expression.limits import DEPTH, SHORTER
from grader.text.grammar import Meaning, Reader

Value = TypeVar("Value")


class Kind(Enum):
    """Which of the four methods of `Meaning` tells a phrase."""

    NUMBER = "number"
    VARIABLE = "variable"
    CALL = "call"
    SIGN = "sign"


@dataclass(frozen=True)
class Phrase:
    """A number, a name, a call or a sign with all that belongs to it.

    Attributes:
        text: the name, the function's name or the sign; of a number its digits.
        number: the number, where it is one.
        depth: how many phrases stand inside each other.
    """

    kind: Kind
    text: str
    arguments: tuple[Phrase, ...] = ()
    number: Expression | None = None
    depth: int = field(default=1, compare=False)

    @property
    def names(self) -> frozenset[str]:
        """The names of variables, vectors and matrices in it."""
        if self.kind is Kind.VARIABLE:
            return frozenset({self.text})
        return frozenset().union(*(argument.names for argument in self.arguments))

    def told(self, meaning: Meaning[Value]) -> Value:
        """What this phrase means there.

        Raises:
            StudentError: it means nothing there.
        """
        if self.number is not None:
            return meaning.number(self.number)
        if self.kind is Kind.VARIABLE:
            return meaning.variable(self.text)
        arguments = [argument.told(meaning) for argument in self.arguments]
        if self.kind is Kind.CALL:
            return meaning.call(self.text, arguments)
        return meaning.combine(self.text, *arguments)


class Phrases:
    """The `Meaning` in which everything just stands for itself."""

    def number(self, value: Expression) -> Phrase:
        """The number itself."""
        return Phrase(Kind.NUMBER, str(value), number=value)

    def variable(self, name: str) -> Phrase:
        """The name itself."""
        return Phrase(Kind.VARIABLE, name)

    def call(self, name: str, arguments: Sequence[Phrase]) -> Phrase:
        """The call of `name`."""
        return _joined(Kind.CALL, name, tuple(arguments))

    def combine(self, sign: str, *values: Phrase) -> Phrase:
        """The values with `sign` between them."""
        return _joined(Kind.SIGN, sign, values)


def phrase_of(text: str) -> Phrase:
    """The tree of what `text` says.

    Raises:
        StudentError: it is no formula; the help shows where.
    """
    return Reader(text, Phrases()).read()


def _joined(kind: Kind, text: str, arguments: tuple[Phrase, ...]) -> Phrase:
    depth = 1 + max((argument.depth for argument in arguments), default=0)
    if depth > DEPTH:
        message = f"a formula of more than {DEPTH} levels was found"
        raise StudentError(message, SHORTER)
    return Phrase(kind, text, arguments, depth=depth)
