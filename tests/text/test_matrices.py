from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression, apply, constant, rational, symbol
from grader.text import matrices
from grader.text.matrices import Value
from tests.formulas import fingerprint

x, y = symbol("x"), symbol("y")


def matrix(name: str, height: int, width: int) -> ArrayAnswer:
    names = (f"{name}{i}{j}" for i in range(height) for j in range(width))
    return ArrayAnswer((height, width), tuple(symbol(each) for each in names))


W = matrix("W", 2, 3)
SQUARE = matrix("S", 2, 2)
COLUMN = matrix("c", 2, 1)
ROW = matrix("r", 1, 2)
FLAT = ArrayAnswer((2,), (x, y))


def texts(value: Value) -> list[str]:
    assert isinstance(value, ArrayAnswer)
    return [str(entry) for entry in value.entries]


def test_numbers_combine_as_numbers():
    assert matrices.added(x, y) is x + y
    assert matrices.multiplied(x, y) is x * y
    assert matrices.divided(rational(1), rational(3)) is rational(1, 3)
    assert str(matrices.divided(x, y)) == "x/y"
    assert matrices.raised(x, rational(2)) is x**2
    assert matrices.negated(x * y) is apply("mul", rational(-1), x, y)
    assert matrices.negated(rational(2)) is rational(-2)


def test_a_sum_of_matrices_needs_one_shape():
    assert texts(matrices.added(COLUMN, COLUMN)) == ["c00 + c00", "c10 + c10"]
    for other in (ROW, FLAT, SQUARE):
        with pytest.raises(StudentError, match="check the shapes"):
            matrices.added(COLUMN, other)


def test_a_number_is_added_to_each_entry_but_not_of_a_square_matrix():
    assert texts(matrices.added(rational(1), COLUMN)) == ["1 + c00", "1 + c10"]
    assert texts(matrices.added(ROW, x)) == ["r00 + x", "r01 + x"]
    assert texts(matrices.added(rational(1), W))[:2] == ["1 + W00", "1 + W01"]
    for left, right in ((x, SQUARE), (SQUARE, x)):
        with pytest.raises(StudentError, match=r"c\*eye\(2\) for a number c on the diagonal"):
            matrices.added(left, right)


def test_the_imaginary_unit_is_told_from_the_identity_matrix():
    i = constant("i")
    for left, right in ((i, SQUARE), (SQUARE, matrices.negated(i))):
        with pytest.raises(StudentError, match="I is the imaginary unit here; write eye\\(2\\)"):
            matrices.added(left, right)


def test_a_number_scales_whatever_its_side():
    assert texts(matrices.multiplied(x, COLUMN)) == ["x*c00", "x*c10"]
    assert texts(matrices.multiplied(COLUMN, x)) == ["c00*x", "c10*x"]
    assert texts(matrices.divided(COLUMN, rational(2))) == ["c00/2", "c10/2"]


def test_a_star_is_the_matrix_product_where_there_is_one():
    product = matrices.multiplied(SQUARE, COLUMN)
    assert texts(product) == ["S00*c00 + S01*c10", "S10*c00 + S11*c10"]
    assert matrices.multiplied(COLUMN, ROW) == matrices.matrix_product(COLUMN, ROW)
    square = matrices.multiplied(SQUARE, SQUARE)
    assert texts(square)[0] == "S00*S00 + S01*S10"


def test_columns_of_one_length_are_multiplied_entry_by_entry():
    assert texts(matrices.multiplied(COLUMN, COLUMN)) == ["c00*c00", "c10*c10"]
    with pytest.raises(StudentError, match="a product of a 2×1 matrix and a 2×1 matrix"):
        matrices.matrix_product(COLUMN, COLUMN)


@pytest.mark.parametrize(
    ("left", "right", "advice"),
    [
        (W, W, r"hadamard\(A, B\) for the product entry by entry, A\*B.T"),
        (COLUMN, W, r"diag\(v\)\*A"),
        (W, SQUARE, r"as many columns on the left"),
        (ROW, ROW, r"hadamard"),
        (FLAT, FLAT, r"hadamard"),
        (SQUARE, FLAT, r"as many columns"),
    ],
)
def test_other_products_are_refused_with_the_form_to_use(
    left: ArrayAnswer, right: ArrayAnswer, advice: str
):
    with pytest.raises(StudentError, match=advice):
        matrices.multiplied(left, right)


def test_the_at_sign_stands_between_matrices():
    with pytest.raises(StudentError, match="@ was found beside a number"):
        matrices.matrix_product(x, W)


def test_division_by_zero_or_by_a_matrix_is_refused():
    with pytest.raises(StudentError, match="division by zero"):
        matrices.divided(COLUMN, rational(0))
    for divisor in (W, SQUARE):
        with pytest.raises(StudentError, match="a division by a 2×"):
            matrices.divided(x, divisor)


def test_vectors_are_divided_and_raised_entry_by_entry():
    assert texts(matrices.divided(rational(1), COLUMN)) == ["1/c00", "1/c10"]
    assert texts(matrices.divided(COLUMN, COLUMN)) == ["c00/c00", "c10/c10"]
    assert texts(matrices.raised(COLUMN, rational(2))) == ["c00**2", "c10**2"]
    for base, exponent in ((SQUARE, x), (x, SQUARE), (x, COLUMN)):
        with pytest.raises(StudentError, match="a power of"):
            matrices.raised(base, exponent)


def test_transposing_swaps_rows_and_columns():
    assert matrices.transposed(W).shape == (3, 2)
    assert texts(matrices.transposed(W)) == ["W00", "W10", "W01", "W11", "W02", "W12"]
    assert matrices.transposed(matrices.transposed(W)) == W
    for value in (x, FLAT):
        with pytest.raises(StudentError, match="it stands behind a matrix"):
            matrices.transposed(value)


def test_the_hadamard_product_needs_one_shape():
    assert texts(matrices.hadamard(ROW, ROW)) == ["r00*r00", "r01*r01"]
    for left, right in ((ROW, COLUMN), (x, ROW), (ROW, x)):
        with pytest.raises(StudentError, match="two matrices of the same shape"):
            matrices.hadamard(left, right)
    with pytest.raises(StudentError, match=r"write diag\(v\)\*A to scale each row"):
        matrices.hadamard(COLUMN, W)


def test_lists_are_stacked_to_matrices():
    assert matrices.stacked([x, y]) == FLAT
    assert matrices.stacked([FLAT, FLAT]).shape == (2, 2)


@pytest.mark.parametrize(
    "values",
    [(), (x, FLAT), (FLAT, x), (FLAT, ArrayAnswer((1,), (x,))), (W,), (FLAT, W), (x,) * 401],
)
def test_other_lists_are_refused(values: tuple[Value, ...]):
    with pytest.raises(StudentError):
        matrices.stacked(values)


def test_functions_are_taken_entry_by_entry_but_not_of_a_square_matrix():
    assert texts(matrices.applied(lambda entry: entry**2, "f", COLUMN)) == ["c00**2", "c10**2"]
    assert texts(matrices.applied(lambda entry: entry**2, "f", W))[0] == "W00**2"
    with pytest.raises(StudentError, match="f of a 2×2 matrix was found: the matrix function, or"):
        matrices.applied(lambda entry: entry, "f", SQUARE)


def test_a_diagonal_matrix_has_the_powers_on_which_both_readings_agree():
    diagonal = ArrayAnswer((2, 2), (x, rational(0), rational(0), y))
    assert texts(matrices.raised(diagonal, rational(2))) == ["x**2", "0", "0", "y**2"]
    for exponent in (rational(0), rational(-1), rational(1, 2), x):
        with pytest.raises(
            StudentError, match=r"write A\*A for a matrix product, hadamard\(A, A\)"
        ):
            matrices.raised(diagonal, exponent)
    with pytest.raises(StudentError, match="a power of a 2×3 matrix"):
        matrices.raised(ArrayAnswer((2, 3), (rational(0),) * 6), rational(2))


def test_a_one_by_one_matrix_scales_like_its_number():
    number = ArrayAnswer((1, 1), (x,))
    assert texts(matrices.multiplied(number, COLUMN)) == ["x*c00", "x*c10"]
    assert texts(matrices.multiplied(COLUMN, number)) == ["c00*x", "c10*x"]
    assert texts(matrices.multiplied(W, number))[0] == "W00*x"
    assert texts(matrices.divided(SQUARE, number))[0] == "S00/x"


def test_a_product_of_large_matrices_is_refused():
    with pytest.raises(StudentError, match="too large"):
        matrices.matrix_product(matrix("a", 2, 200), matrix("b", 200, 60))
    with pytest.raises(StudentError, match="at most 400"):
        matrices.matrix_product(matrix("a", 21, 1), matrix("b", 1, 21))


_small = st.lists(st.integers(-3, 3), min_size=4, max_size=4)


@given(_small, _small)
def test_a_product_of_numbers_is_the_product_of_matrices(left: list[int], right: list[int]):
    a, b, c, d = left
    e, f, g, h = right
    first, second = (
        ArrayAnswer((2, 2), tuple(rational(entry) for entry in each)) for each in (left, right)
    )
    product = matrices.matrix_product(first, second)
    assert isinstance(product, ArrayAnswer)
    expected = [a * e + b * g, a * f + b * h, c * e + d * g, c * f + d * h]
    found: list[Expression] = list(product.entries)
    assert [fingerprint(entry) for entry in found] == [
        fingerprint(rational(entry)) for entry in expected
    ]
