"""What is a misconception? A rule that somebody follows in place of the right one.

A class is its declaration: a code, a name, a hint, an example; its docstring is what the page of
misconceptions says. No declaration holds the answer of an exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import ClassVar

from grader.diagnosis.differentiation import Differentiation
from grader.diagnosis.shapes import Places, Shape


class Topic(Enum):
    """What several misconceptions have in common: a name, and the hint that serves them all."""

    CHAIN = "the chain rule", "Name the outer and the inner function. What does the chain rule say?"
    FUNCTIONS = (
        "derivatives of functions",
        "Which function stands outermost there, and what is its derivative?",
    )
    POWERS = "powers", "Write down the power rule. Which number comes down, and what is left above?"
    PRODUCTS = (
        "products and quotients",
        "Which factors move with the variable there? Write the rule down before you use it.",
    )
    SUMS = "sums and constants", "Go through the terms one by one: does the variable occur in it?"
    VARIABLES = "variables", "Which variable moves in that column, and which ones stand still?"
    LAYOUT = "rows and columns", "Row i belongs to output i, and column j to variable j."
    DETERMINANT = (
        "determinants",
        "For rows (a, b) and (c, d) the determinant is ad − bc. What stands for a, b, c and d?",
    )
    POINTS = "values at a point", "Differentiate first; then put in the value of each variable."
    ESTIMATES = "linear estimates", "The estimate is F(p) + J(p)·Δ. What is each part of it?"
    CHAINS = (
        "chains of matrices",
        "Write down which map acts first, its matrix, and the point at which it is taken.",
    )

    def __init__(self, title: str, hint: str) -> None:
        self.title, self.hint = title, hint


@dataclass(frozen=True)
class Example:
    """One component, a variable, and the derivative that somebody with a misconception writes."""

    component: str
    variable: str
    wrong: str


class Misconception:
    """What all misconceptions declare.

    Attributes:
        code: J and a number, never given to another one.
        name: a noun phrase.
        topic: what it has in common with others.
        hint: a question or a pointer that helps on, whatever the exercise.
        generic: whether it is named only where nothing more specific gives the same.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    topic: ClassVar[Topic]
    hint: ClassVar[str]
    generic: ClassVar[bool] = False


class WrongDerivative(Misconception, Differentiation):
    """A misconception about single derivatives: it replaces a rule of `Differentiation`.

    Attributes:
        example: shown on the page of misconceptions, with x, y and z as variables.
    """

    example: ClassVar[Example]


class SwappedVariables(WrongDerivative):
    """A misconception that takes two variables for each other."""

    @classmethod
    def exchanges(cls, variables: Sequence[str]) -> Iterable[Mapping[str, str]]:
        """Each pair of variables."""
        return ({one: two, two: one} for one, two in combinations(variables, 2))


class OneVariableForAll(WrongDerivative):
    """A misconception that takes one variable for any."""

    @classmethod
    def exchanges(cls, variables: Sequence[str]) -> Iterable[Mapping[str, str]]:
        """Each variable, in place of all."""
        return (dict.fromkeys(variables, one) for one in variables)


class WrongLayout(Misconception):
    """A misconception about a whole matrix: right derivatives at wrong places.

    Attributes:
        example: for the page of misconceptions, in words.
    """

    example: ClassVar[str]

    @staticmethod
    def layouts(shape: Shape) -> Iterator[tuple[Shape, Places]]:
        """The shapes that the matrix may have then, and where each entry came from."""
        raise NotImplementedError
