"""How is what follows from a Jacobian matrix got wrong: a value, an estimate, a chain?

A declaration carries the derivation out with another rule, or on other matrices.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import ClassVar

from grader.answer import ArrayAnswer
from grader.diagnosis.misconception import Misconception, Topic
from grader.expression import Expression, rational, substitute, symbol
from grader.expression.folding import times
from grader.questions.derivation import AtPoint, ChainProduct, Derivation, LinearEstimate
from grader.questions.following import Matrix, at_point, carried_out
from grader.text import parse


@dataclass(frozen=True)
class Source:
    """An earlier question on which an answer builds.

    Attributes:
        matrix: its right answer.
        components: those of the map that it differentiates.
        variables: the variables of that map.
    """

    matrix: Matrix
    components: tuple[Expression, ...]
    variables: tuple[str, ...]

    @property
    def turned(self) -> Matrix:
        """The transposed matrix."""
        return tuple(zip(*self.matrix, strict=True))


class WrongConsequence(Misconception):
    """A misconception about what is made of right matrices.

    Attributes:
        example: for the page of misconceptions, in words.
    """

    example: ClassVar[str]

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """What somebody with this misconception answers; None or nothing if it does not apply."""
        raise NotImplementedError


class TransposedBefore(WrongConsequence):
    """The transposed matrix is used."""

    code, name, topic = "J191", "transposed matrix used", Topic.LAYOUT
    hint = "Which of your matrices has one row for each output? Use that one, not its transpose."
    example = "J(p)ᵀ where J(p) is asked for"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The rule, on transposed matrices; of a product, in the order in which they fit."""
        if isinstance(rule, AtPoint | LinearEstimate):
            yield carried_out(rule, [source.turned for source in sources])
        elif isinstance(rule, ChainProduct):
            yield carried_out(_other_order(rule), [source.turned for source in reversed(sources)])


class PointSubstitutedEarly(WrongConsequence):
    """The point is put into F before differentiating, so that only numbers are differentiated."""

    code, name, topic = "J192", "point substituted before differentiating", Topic.POINTS
    hint = "Differentiate first, and put the numbers in afterwards. What is the derivative of 7?"
    example = "a zero matrix for J(1, 2)"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """Zeros."""
        if isinstance(rule, AtPoint):
            shape = len(sources[0].matrix), len(sources[0].matrix[0])
            yield ArrayAnswer(shape, (rational(0),) * (shape[0] * shape[1]))


class CoordinatesExchanged(WrongConsequence):
    """Two coordinates of the point are exchanged."""

    code, name, topic = "J193", "coordinates of the point exchanged", Topic.POINTS
    hint = "Write down the value of each variable at the point before you put them in."
    example = "J(2, 1) where J(1, 2) is asked for"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The matrix at each point that comes from an exchange."""
        if isinstance(rule, AtPoint):
            for one, two in combinations(rule.point, 2):
                point = {**rule.point, one: rule.point[two], two: rule.point[one]}
                yield carried_out(replace(rule, point=point), [source.matrix for source in sources])


class ExactValue(WrongConsequence):
    """The value of F is computed where its linear estimate is asked for."""

    code, name, topic = "J195", "exact value instead of the estimate", Topic.ESTIMATES
    hint = "That is F itself. Which formula uses only F(p), J(p) and the step?"
    example = "F(1.1, 1.9) = (3.11, 2.09) for the estimate (3.1, 2.1)"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """F at the end of the step."""
        if isinstance(rule, LinearEstimate):
            steps = zip(sources[0].variables, rule.step, strict=True)
            ends = {symbol(v): parse(rule.point[v], ()) + parse(step, ()) for v, step in steps}
            entries = tuple(substitute(f, ends) for f in sources[0].components)
            yield ArrayAnswer((len(entries),), entries)


class StartForgotten(WrongConsequence):
    """Only the change is given, without the value from which it starts."""

    code, name, topic = "J196", "change without the starting value", Topic.ESTIMATES
    hint = "That is the change. From which value of F does the step start?"
    example = "J(p)·Δ for F(p) + J(p)·Δ"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The estimate from 0."""
        if isinstance(rule, LinearEstimate):
            nothing = replace(rule, value=("0",) * len(rule.value))
            yield carried_out(nothing, [source.matrix for source in sources])


class StepSubtracted(WrongConsequence):
    """The step is taken in the opposite direction."""

    code, name, topic = "J197", "step in the opposite direction", Topic.ESTIMATES
    hint = "Which sign has each component of the step from p to the new point?"
    example = "F(p) − J(p)·Δ for F(p) + J(p)·Δ"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The estimate for the opposite step."""
        if isinstance(rule, LinearEstimate):
            back = tuple(step[1:] if step.startswith("-") else f"-{step}" for step in rule.step)
            yield carried_out(replace(rule, step=back), [source.matrix for source in sources])


class ChainReversed(WrongConsequence):
    """The factors of the chain rule stand in the other order."""

    code, name, topic = "J201", "chain rule in the wrong order", Topic.CHAINS
    hint = "Which map acts first? Its matrix stands on the right. Compare the shapes, too."
    example = "J_H·J_G for J_G·J_H"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The product in the other order, each factor at its own point."""
        if isinstance(rule, ChainProduct):
            yield carried_out(_other_order(rule), [source.matrix for source in reversed(sources)])


class OuterMatrixAtInnerPoint(WrongConsequence):
    """The outer matrix is taken at the point of the inner one, not at its image."""

    code, name, topic = "J202", "outer matrix at the wrong point", Topic.CHAINS
    hint = "Which point does the outer map see? It is not the one that you start from."
    example = "J_G(p)·J_H(p) for J_G(H(p))·J_H(p)"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The outer matrix at the coordinates of p, zeros in place of what p does not have."""
        if isinstance(rule, ChainProduct):
            given = [*rule.inner_point.values(), *("0" for _ in rule.outer_point)]
            point = dict(zip(rule.outer_point, given, strict=False))
            wrong = replace(rule, outer_point=point)
            yield carried_out(wrong, [source.matrix for source in sources])


class EntrywiseProduct(WrongConsequence):
    """Matrices are multiplied entry by entry."""

    code, name, topic = "J203", "matrices multiplied entry by entry", Topic.CHAINS
    hint = "A product of matrices sums over the middle variables: rows times columns."
    example = "[[1·5, 2·6], [3·7, 4·8]] for a product of two matrices"

    @staticmethod
    def values(rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The entrywise product, if the shapes agree."""
        if not isinstance(rule, ChainProduct):
            return
        left, right = sources[0].matrix, sources[1].matrix
        if (len(left), len(left[0])) == (len(right), len(right[0])):
            one = [at_point(entry, rule.outer_point) for row in left for entry in row]
            two = [at_point(entry, rule.inner_point) for row in right for entry in row]
            entries = tuple(times(a, b) for a, b in zip(one, two, strict=True))
            yield ArrayAnswer((len(left), len(left[0])), entries)


def _other_order(rule: ChainProduct) -> ChainProduct:
    """The points of a product whose factors change places."""
    return replace(rule, outer_point=rule.inner_point, inner_point=rule.outer_point)
