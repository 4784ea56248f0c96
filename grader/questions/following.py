"""What follows from earlier answers? Each rule of `grader.questions.derivation`, carried out.

Entries are expressions and stay exact: nothing is simplified and nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce

from grader.answer import ArrayAnswer
from grader.expression import Expression, number, rational, substitute, symbol
from grader.questions.area import integral_of_absolute_value
from grader.questions.derivation import (
    AtPoint,
    ChainProduct,
    Derivation,
    Determinant,
    ImageArea,
    LinearEstimate,
    Point,
)
from grader.questions.kinds import Question
from grader.questions.polynomial import exact, polynomial
from grader.text import parse

LARGEST_DETERMINANT = 4

Matrix = tuple[tuple[Expression, ...], ...]


def derive(question: Question, earlier: Mapping[str, ArrayAnswer]) -> ArrayAnswer | None:
    """The answer to `question` that follows from the earlier answers, by its derivation.

    None if the question has no derivation, an earlier answer is missing or of a shape that the rule
    cannot use, or the rule cannot be carried out exactly enough.
    """
    rule = question.derivation
    if rule is None or any(name not in earlier for name in sources(rule)):
        return None
    matrices = [as_matrix(earlier[name]) for name in sources(rule)]
    known = [matrix for matrix in matrices if matrix]
    return carried_out(rule, known) if len(known) == len(matrices) else None


def sources(rule: Derivation) -> tuple[str, ...]:
    """The names of the questions whose answers a rule uses."""
    return (rule.outer, rule.inner) if isinstance(rule, ChainProduct) else (rule.of,)


def at_point(expression: Expression, point: Point) -> Expression:
    """`expression` with each variable of `point` replaced by its exact value."""
    return substitute(expression, {symbol(name): parse(text, ()) for name, text in point.items()})


def determinant(matrix: Matrix) -> Expression:
    """The determinant of a square matrix, expanded along its first row."""
    if not matrix:
        return rational(1)
    total = rational(0)
    for column, entry in enumerate(matrix[0]):
        if number(entry) == 0:
            continue
        minor = tuple(row[:column] + row[column + 1 :] for row in matrix[1:])
        term = entry * determinant(minor)
        total = _plus(total, -term if column % 2 else term)
    return total


def carried_out(rule: Derivation, matrices: Sequence[Matrix]) -> ArrayAnswer | None:
    """What a rule makes of matrices; None if it cannot be carried out on them."""
    match rule:
        case AtPoint():
            return _array(_evaluated(matrices[0], rule.point))
        case LinearEstimate():
            return _linear_estimate(matrices[0], rule)
        case Determinant():
            return _scalar(_determinant(matrices[0]))
        case ImageArea():
            return _scalar(_image_area(matrices[0], rule))
        case ChainProduct():
            return _chain_product(matrices[0], matrices[1], rule)


def as_matrix(answer: ArrayAnswer) -> Matrix | None:
    """The rows of a matrix; None for anything else."""
    if len(answer.shape) != 2:  # noqa: PLR2004 - rows and columns
        return None
    rows, columns = answer.shape
    return tuple(answer.entries[i * columns : (i + 1) * columns] for i in range(rows))


def _array(matrix: Matrix) -> ArrayAnswer:
    return ArrayAnswer(
        (len(matrix), len(matrix[0])), tuple(entry for row in matrix for entry in row)
    )


def _scalar(value: Expression | None) -> ArrayAnswer | None:
    return None if value is None else ArrayAnswer((), (value,))


def _evaluated(matrix: Matrix, point: Point) -> Matrix:
    return tuple(tuple(at_point(entry, point) for entry in row) for row in matrix)


def _plus(left: Expression, right: Expression) -> Expression:
    return right if number(left) == 0 else left + right


def _dot(left: tuple[Expression, ...], right: tuple[Expression, ...]) -> Expression:
    terms = (a * b for a, b in zip(left, right, strict=True))
    return reduce(_plus, terms, rational(0))


def _linear_estimate(matrix: Matrix, rule: LinearEstimate) -> ArrayAnswer | None:
    if (len(matrix), len(matrix[0])) != (len(rule.value), len(rule.step)):
        return None
    step = tuple(parse(text, ()) for text in rule.step)
    values = (parse(text, ()) for text in rule.value)
    rows = zip(values, _evaluated(matrix, rule.point), strict=True)
    entries = tuple(value + _dot(row, step) for value, row in rows)
    return ArrayAnswer((len(entries),), entries)


def _determinant(matrix: Matrix) -> Expression | None:
    size = len(matrix)
    square = size == len(matrix[0])
    return determinant(matrix) if square and size <= LARGEST_DETERMINANT else None


def _image_area(matrix: Matrix, rule: ImageArea) -> Expression | None:
    value = _determinant(matrix)
    (first, x), (second, y) = ((n, _limits(ends)) for n, ends in rule.box.items())
    integrand = None if value is None else polynomial(value, (first, second))
    if integrand is None or x is None or y is None:
        return None
    area = integral_of_absolute_value(integrand, x, y)
    return None if area is None else rational(area)


def _limits(ends: tuple[str, str]) -> tuple[Fraction, Fraction] | None:
    low, high = (exact(parse(end, ())) for end in ends)
    return None if low is None or high is None else (low, high)


def _chain_product(outer: Matrix, inner: Matrix, rule: ChainProduct) -> ArrayAnswer | None:
    if len(outer[0]) != len(inner):
        return None
    left, right = _evaluated(outer, rule.outer_point), _evaluated(inner, rule.inner_point)
    columns = tuple(zip(*right, strict=True))
    return _array(tuple(tuple(_dot(row, column) for column in columns) for row in left))
