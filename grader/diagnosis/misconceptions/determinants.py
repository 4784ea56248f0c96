"""How is a determinant got wrong, or taken for something else?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.answer import ArrayAnswer
from grader.diagnosis.misconception import Topic
from grader.diagnosis.misconceptions.consequences import Source, WrongConsequence
from grader.diagnosis.slopes import root
from grader.expression import Expression, apply, rational
from grader.expression.folding import plus, times
from grader.questions.derivation import Derivation, Determinant
from grader.questions.following import LARGEST_DETERMINANT, Matrix, determinant


class WrongDeterminant(WrongConsequence):
    """A misconception about a determinant."""

    topic = Topic.DETERMINANT

    @classmethod
    def values(cls, rule: Derivation, sources: Sequence[Source]) -> Iterator[ArrayAnswer | None]:
        """The wrong determinants of a square matrix."""
        matrix = sources[0].matrix
        square = len(matrix) == len(matrix[0]) and len(matrix) <= LARGEST_DETERMINANT
        if isinstance(rule, Determinant) and square:
            for value in cls.wrong(matrix, sources[0].components):
                yield ArrayAnswer((), (value,))

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """What stands where the determinant belongs."""
        raise NotImplementedError


class Trace(WrongDeterminant):
    """The sum of the diagonal is taken for the determinant."""

    code, name = "J181", "trace instead of determinant"
    hint = "Is that the sum of the diagonal, or the determinant?"
    example = "a + d for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The trace."""
        del components
        yield plus(*(row[i] for i, row in enumerate(matrix)))


class ProductsAdded(WrongDeterminant):
    """All products are added, as if no sign changed."""

    code, name = "J182", "products of the determinant added"
    hint = "Is it ad + bc or ad − bc? Which products of a larger determinant are subtracted?"
    example = "ad + bc for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The permanent."""
        del components
        yield _permanent(matrix)


class ProductsReversed(WrongDeterminant):
    """The products are subtracted in the wrong order, or two rows are exchanged."""

    code, name = "J183", "products subtracted in the wrong order"
    hint = "Which product comes first in ad − bc? Rows that are exchanged turn the sign, too."
    example = "bc − ad for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The determinant with the opposite sign."""
        del components
        yield times(rational(-1), determinant(matrix))


class DiagonalProduct(WrongDeterminant):
    """The product of the diagonal is taken for the determinant."""

    code, name = "J184", "product of the diagonal"
    hint = "The product of the diagonal is one of several. Which others are not zero?"
    example = "ad for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The product of the diagonal."""
        del components
        yield times(*(row[i] for i, row in enumerate(matrix)))


class LengthForArea(WrongDeterminant):
    """The factor for lengths is given where that for areas or volumes is asked for."""

    code, name = "J185", "factor for lengths instead of areas"
    hint = "Does a determinant scale lengths, areas or volumes? A square of side s has which area?"
    example = "√|ad − bc| for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The root of the size of the determinant."""
        del components
        size = apply("abs", determinant(matrix))
        yield root(size) if len(matrix) == 2 else size ** Fraction(1, len(matrix))  # noqa: PLR2004


class SquaredLengthOfMap(WrongDeterminant):
    """The squared length of F itself is given."""

    code, name = "J186", "squared length of the map"
    hint = "Is that made of the entries of the matrix, or of the map itself?"
    example = "f₁² + f₂² for det J"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The sum of the squared components."""
        del matrix
        yield plus(*(component**2 for component in components))


class FactorOfDeterminant(WrongDeterminant):
    """A factor 2 of some entries is lost on the way to the determinant."""

    code, name = "J187", "factor 2 of the determinant lost"
    hint = "Is each entry's constant factor in every product?"
    example = "(ad − bc)/2 for the rows (a, b) and (c, d)"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """A half and a quarter of the determinant, and its double."""
        del components
        value = determinant(matrix)
        yield from (times(rational(factor), value) for factor in _FACTORS)


class SignOfDeterminantDropped(WrongDeterminant):
    """The size of the determinant is given, without its sign."""

    code, name = "J188", "sign of the determinant dropped"
    hint = "A determinant has a sign, which says what becomes of orientation."
    example = "|ad − bc| for ad − bc"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """The absolute value."""
        del components
        yield apply("abs", determinant(matrix))


class DeterminantForMatrix(WrongDeterminant):
    """The determinant is given where the matrix is asked for."""

    code, name = "J189", "determinant instead of the matrix"
    hint = "That is one number, the Jacobian determinant. The Jacobian matrix has rows and columns."
    example = "ad − bc where the matrix is asked for"

    @staticmethod
    def wrong(matrix: Matrix, components: Sequence[Expression]) -> Iterator[Expression]:
        """Nothing: where a determinant is asked for, it is right."""
        del matrix, components
        yield from ()


_FACTORS = (Fraction(1, 2), Fraction(1, 4), Fraction(2))


def _permanent(matrix: Matrix) -> Expression:
    if not matrix:
        return rational(1)
    first, *rest = matrix
    minors = (tuple(row[:i] + row[i + 1 :] for row in rest) for i in range(len(first)))
    return plus(*(times(a, _permanent(minor)) for a, minor in zip(first, minors, strict=True)))
