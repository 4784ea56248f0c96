from __future__ import annotations

import pytest

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import rational, symbol
from grader.text import builders, matrices
from grader.text.matrices import Value
from grader.text.scope import Scope

x, y = symbol("x"), symbol("y")
COLUMN = ArrayAnswer((2, 1), (x, y))
ROW = ArrayAnswer((1, 2), (x, y))
FLAT = ArrayAnswer((2,), (x, y))
SQUARE = ArrayAnswer((2, 2), tuple(symbol(f"S{i}{j}") for i in (1, 2) for j in (1, 2)))
WIDE = ArrayAnswer((2, 3), tuple(symbol(f"W{i}{j}") for i in (1, 2) for j in (1, 2, 3)))
TWO, THREE = rational(2), rational(3)


def texts(value: Value) -> list[str]:
    assert isinstance(value, ArrayAnswer)
    return [str(entry) for entry in value.entries]


@pytest.mark.parametrize("values", [(COLUMN,), (ROW,), (FLAT,), (x, y)])
def test_a_vector_or_several_numbers_become_a_diagonal(values: tuple[Value, ...]):
    found = builders.diagonal(*values)
    assert found.shape == (2, 2)
    assert texts(found) == ["x", "0", "0", "y"]


@pytest.mark.parametrize("values", [(SQUARE,), (COLUMN, COLUMN), (x, COLUMN), ()])
def test_nothing_else_becomes_a_diagonal(values: tuple[Value, ...]):
    with pytest.raises(StudentError, match="diag takes a vector"):
        builders.diagonal(*values)


def test_scaling_rows_by_a_diagonal_leaves_no_zero_terms():
    scaled = matrices.multiplied(builders.diagonal(COLUMN), WIDE)
    assert texts(scaled)[:2] == ["x*W11", "x*W12"]


def test_matrix_makes_a_column_of_a_list():
    assert builders.as_matrix(FLAT) == COLUMN
    assert builders.as_matrix(WIDE) is WIDE
    with pytest.raises(StudentError, match="it takes a list of rows"):
        builders.as_matrix(x)


@pytest.mark.parametrize("left", [COLUMN, ROW, FLAT])
@pytest.mark.parametrize("right", [COLUMN, ROW, FLAT])
def test_outer_multiplies_every_entry_with_every_other(left: Value, right: Value):
    assert texts(builders.outer(left, right)) == ["x*x", "x*y", "y*x", "y*y"]


@pytest.mark.parametrize("values", [(SQUARE, COLUMN), (COLUMN, WIDE), (x, COLUMN)])
def test_outer_takes_vectors(values: tuple[Value, Value]):
    with pytest.raises(StudentError, match=r"write u\*v.T"):
        builders.outer(*values)


@pytest.mark.parametrize("values", [(COLUMN, COLUMN), (ROW, ROW), (FLAT, FLAT), (ROW, COLUMN)])
def test_dot_of_two_vectors_is_one_number(values: tuple[Value, Value]):
    found = builders.dot(*values)
    assert texts(found) == ["x*x + y*y"]


def test_dot_of_matrices_is_their_product():
    assert builders.dot(SQUARE, WIDE) == matrices.matrix_product(SQUARE, WIDE)
    assert builders.dot(SQUARE, COLUMN) == matrices.matrix_product(SQUARE, COLUMN)
    assert texts(builders.dot(x, COLUMN)) == ["x*x", "x*y"]
    with pytest.raises(StudentError, match="a product of a 2×3 matrix and a 2×2 matrix"):
        builders.dot(WIDE, SQUARE)


def test_dot_of_a_column_and_a_row_is_refused_with_both_readings():
    """It is a 2×2 matrix in NumPy, and a number in SymPy."""
    with pytest.raises(StudentError, match=r"outer\(u, v\) for a matrix, u.T\*v.T for a number"):
        builders.dot(COLUMN, ROW)


def test_multiply_goes_entry_by_entry_or_scales():
    assert texts(builders.entrywise_product(ROW, ROW)) == ["x*x", "y*y"]
    assert texts(builders.entrywise_product(x, COLUMN)) == ["x*x", "x*y"]
    with pytest.raises(StudentError, match="matrices of the same shape"):
        builders.entrywise_product(COLUMN, WIDE)


def test_ones_and_zeros_fill_a_shape():
    assert builders.filled(1, [TWO, THREE], {}) == ArrayAnswer((2, 3), (rational(1),) * 6)
    pair = ArrayAnswer((2,), (THREE, rational(1)))
    assert builders.filled(0, [pair], {}) == ArrayAnswer((3, 1), (rational(0),) * 3)


def test_ones_of_one_size_is_refused_with_both_readings():
    """It is a list in NumPy, and a square matrix in SymPy."""
    message = r"ones\(3, 1\) for a column, ones\(3, 3\) for a square matrix"
    with pytest.raises(StudentError, match=message):
        builders.filled(1, [THREE], {})


@pytest.mark.parametrize(
    "size", [x, rational(0), rational(-1), rational(1, 2), COLUMN, rational(10**9)]
)
def test_a_size_is_a_whole_number(size: Value):
    with pytest.raises(StudentError, match=r"ones\(2, 1\)"):
        builders.filled(1, [size, TWO], {})
    with pytest.raises(StudentError, match=r"eye\(2\)"):
        builders.identity(size, {})


def test_a_size_may_have_a_name():
    assert builders.filled(1, [symbol("n"), TWO], {"n": 3}).shape == (3, 2)
    assert texts(builders.identity(symbol("n"), {"n": 2})) == ["1", "0", "0", "1"]


def test_large_matrices_are_refused():
    with pytest.raises(StudentError, match="at most 400"):
        builders.identity(rational(21), {})


SAME = [
    ("transpose", "Transpose"),
    ("hadamard", "hadamard_product", "HadamardProduct", "multiply_elementwise", "multiply"),
    ("matmul", "dot"),
]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_thing_agree(names: tuple[str, ...]):
    scope = Scope(frozenset())
    arguments = [SQUARE, SQUARE] if names[0] != "transpose" else [SQUARE]
    first, *others = (scope.call(name, arguments) for name in names)
    assert others == [first] * len(others)


@pytest.mark.parametrize("name", ["eye", "identity", "Identity", "I"])
def test_the_identity_has_many_names(name: str):
    assert Scope(frozenset()).call(name, [rational(1)]) == ArrayAnswer((1, 1), (rational(1),))
