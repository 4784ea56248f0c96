from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import Expression, apply, constant, decimal, rational, symbol
from grader.notebook.arrays import Names, described, items, read_array

KNOWN = Names(("x", "y"))
X, Y = symbol("x"), symbol("y")
x, y = sp.symbols("x y")
ROWS = [[2 * x, y], [0, sp.cos(x * y)]]
FORMULAS = (2 * X, Y, rational(0), apply("cos", X * Y))


@pytest.mark.parametrize(
    "found",
    [
        sp.Matrix(ROWS),
        sp.ImmutableMatrix(ROWS),
        sp.SparseMatrix(ROWS),
        sp.ImmutableSparseMatrix(ROWS),
        sp.Array(ROWS),
        sp.Matrix(ROWS).T.T,
        sp.MatMul(sp.Identity(2), sp.ImmutableMatrix(ROWS)),
        sp.Tuple(*(sp.Tuple(*row) for row in ROWS)),
        ROWS,
        tuple(map(tuple, ROWS)),
        [sp.Matrix([row]) for row in ROWS],
        np.array(ROWS, dtype=object),
        "[[2*x, y], [0, cos(x*y)]]",
        "Matrix([[2*x, y], [0, cos(y*x)]])",
        [["2*x", "y"], ["0", "cos(x*y)"]],
        [sp.symbols("x", real=True) * 2, y, 0, sp.cos(x * y)],
    ],
)
def test_the_same_formulas_are_read_from_every_form(found: object):
    answer = read_array(found, KNOWN)
    assert answer.shape == ((2, 2) if len(answer.entries) == 4 and not is_flat(found) else (4,))
    assert [str(e).replace("y*x", "x*y") for e in answer.entries] == [str(e) for e in FORMULAS]


def is_flat(found: object):
    return isinstance(found, list) and isinstance(found[0], sp.Expr)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (3, rational(3)),
        (Fraction(1, 3), rational(1, 3)),
        (0.1, decimal("0.1")),
        (1e-7, decimal("1e-07")),
        (Decimal("2.50"), decimal("2.50")),
        (np.int64(4), rational(4)),
        (np.float64(0.1), decimal("0.1")),
        (np.float32(0.1), decimal("0.1")),
        (np.array(5), rational(5)),
        (complex(2, 0), decimal("2.0")),
        (sp.Rational(1, 3), rational(1, 3)),
        ("x + y", X + Y),
    ],
)
def test_a_single_number_or_formula_has_no_shape(found: object, expected: Expression):
    answer = read_array(found, KNOWN)
    assert answer.shape == ()
    assert answer.entries == (expected,)


def test_an_imaginary_part_is_kept():
    (entry,) = read_array(1j, KNOWN).entries
    assert entry == decimal("0.0") + decimal("1.0") * constant("i")


@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_numpy_s_matrices_are_matrices():
    product = np.asmatrix([[1, 2], [3, 4]]) * np.asmatrix([[1], [1]])
    assert read_array(product, KNOWN) == ArrayAnswer((2, 1), (rational(3), rational(7)))
    formulas = read_array(np.asmatrix(np.array(ROWS, dtype=object)), KNOWN)
    assert formulas == read_array(ROWS, KNOWN)


def test_numbers_are_read_from_float_arrays():
    answer = read_array(np.array([[0.5, -1.0], [0.1, 2.0]]), KNOWN)
    assert answer.shape == (2, 2)
    assert answer.entries == tuple(decimal(text) for text in ("0.5", "-1.0", "0.1", "2.0"))


@pytest.mark.parametrize(
    ("found", "rationale"),
    [
        ([], "an empty list was found"),
        ([[], []], "empty rows"),
        ([[1, 2], [3]], "row 2 has 1 entry"),
        ([[1, 2], 3], "some parts of the list are rows"),
        ([[[1]]] * 2 + [[[1], [2]]], "row 3"),
        ({"a": 1}, "a dictionary was found"),
        (lambda t: t, "the function <lambda> was found"),
        (True, "True was found"),
        ([[1, True]], "entry (1, 2): True was found"),
        ([1, float("nan")], "entry 2: the number nan was found: it is infinite, undefined"),
        ([[1], [np.inf]], "entry (2, 1): the number inf was found"),
        ([["x", "y +"]], "entry (1, 2): "),
        (object(), "an object of type object was found"),
        (np.zeros((30, 30)), "900 entries were found"),
        (sp.zeros(30, 30), "900 entries were found"),
        ([0] * 401, "401 entries were found"),
        (np.zeros((2, 2, 2)), "entry (1, 1)"),
        (sp.MatrixSymbol("A", sp.Symbol("n"), 2), "a matrix expression of unknown size"),
        ([[b"x"]], "entry (1, 1): an object of type bytes"),
    ],
)
def test_anything_else_is_refused_in_words(found: object, rationale: str):
    with pytest.raises(StudentError) as caught:
        read_array(found, KNOWN)
    assert rationale in caught.value.rationale
    assert caught.value.help


def test_an_unknown_name_is_told_with_its_entry():
    with pytest.raises(StudentError) as caught:
        read_array(sp.Matrix([[1, sp.Symbol("w")]]), KNOWN)
    assert caught.value.rationale.startswith("entry (1, 2): ")
    assert "w" in caught.value.rationale


def test_an_offered_function_is_known_in_texts():
    offered = Names(("x",), {"s": ("z", "1/(1 + exp(-z))")})
    assert read_array(["s(x)"], offered) == read_array(["1/(1 + exp(-x))"], offered)


def test_an_offered_function_is_known_in_sympy_formulas():
    offered = Names(("x",), {"s": ("z", "1/(1 + exp(-z))")})
    written = sp.Function("s")(x) * x
    assert read_array([written], offered) == read_array(["x*s(x)"], offered)
    of_two = sp.Function("s")(x, x)
    with pytest.raises(StudentError, match="the function s has no formula"):
        read_array([of_two], offered)


def test_an_offered_function_is_known_inside_a_derivative_and_a_condition():
    offered = Names(("x",), {"s": ("z", "1/(1 + exp(-z))")})
    s = sp.Function("s")
    piecewise = sp.Piecewise((s(x), s(x) > sp.Rational(1, 2)), (0, True))
    assert "exp" in str(read_array([piecewise], offered).entries[0])
    with pytest.raises(StudentError, match="not worked out"):
        read_array([s(x).diff(x)], offered)


def test_what_has_no_parts_has_no_items():
    assert items("ab") is None
    assert items(3) is None
    assert items({1, 2}) is None
    assert items(np.array(3)) is None


def test_objects_are_described_by_their_kind():
    assert described([1]) == "a list"
    assert described("x") == "a text"
    assert described(abs) == "the function abs"
    assert described(Decimal(1)) == "an object of type Decimal"
