"""The typical wrong matrices of the exercises are called by their names."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
import sympy
from sympy import Matrix, cos, diag, exp, sin

from grader.questions import JacobianQuestion, Question
from tests.course.sympy_formulas import differing, matching, s
from tests.diagnosis.cases import findings

x, y, z = sympy.symbols("x y z")
E, C = exp(x + z), cos(x * y)
J1 = Matrix([[2 * x, z, y], [y * C, x * C, 0], [E, 0, E]])


def _rows(**changed: list[Any]) -> Matrix:
    """J1 with some of its rows (first, second, third) changed."""
    rows = {"first": list(J1[0, :]), "second": list(J1[1, :]), "third": list(J1[2, :])}
    return Matrix(list((rows | changed).values()))


CODES = {
    "inner derivative missing": "J101",
    "same inner factor for both variables": "J103",
    "inner factors swapped": "J102",
    "sine not differentiated": "J106",
    "exponential split as a sum": "J108",
    "both factors of yz dropped": "J137",
    "product partners swapped": "J138",
    "columns in the order y, x, z": "J162",
    "columns in the order x, z, y": "J162",
    "rows in another order": "J163",
    "exponent not lowered": "J129",
    "factor 2 lost": "J123",
    "other terms kept": "J141",
    "transposed": "J161",
    "sign of the sine's derivative": "J112",
    "power rule on an exponential": "J121",
    "derivative by an absent variable": "J153",
    "activation derivative missing": "J105",
    "first half of the sigmoid's derivative": "J116",
    "second half of the sigmoid's derivative": "J116",
    "derivative of tanh": "J114",
    "bias forgotten": "J109",
}
"""How the catalogue calls what produces these matrices."""
SHAPES = {
    "inner derivative missing": (("J165", "J101"),),
    "summed over the inputs": (("J166", "J154"),),
}
"""Of exercise 4, those that have another shape than the right matrix."""

EXERCISE_1 = {
    "transposed": (J1.T, {(1, 2), (1, 3), (2, 1), (3, 1)}),
    "inner derivative missing": (_rows(second=[C, C, 0]), {(2, 1), (2, 2)}),
    "same inner factor for both variables": (_rows(second=[y * C, y * C, 0]), {(2, 2)}),
    "inner factors swapped": (_rows(second=[x * C, y * C, 0]), {(2, 1), (2, 2)}),
    "sign of the sine's derivative": (_rows(second=[-y * C, -x * C, 0]), {(2, 1), (2, 2)}),
    "sine not differentiated": (
        _rows(second=[y * sin(x * y), x * sin(x * y), 0]),
        {(2, 1), (2, 2)},
    ),
    "power rule on an exponential": (
        _rows(third=[(x + z) * exp(x + z - 1), 0, (x + z) * exp(x + z - 1)]),
        {(3, 1), (3, 3)},
    ),
    "exponential split as a sum": (_rows(third=[exp(x), 0, exp(z)]), {(3, 1), (3, 3)}),
    "derivative by an absent variable": (_rows(third=[E, E, E]), {(3, 2)}),
    "both factors of yz dropped": (_rows(first=[2 * x, 1, 1]), {(1, 2), (1, 3)}),
    "product partners swapped": (_rows(first=[2 * x, y, z]), {(1, 2), (1, 3)}),
    "columns in the order y, x, z": (
        J1[:, [1, 0, 2]],
        {(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)},
    ),
    "columns in the order x, z, y": (
        J1[:, [0, 2, 1]],
        {(1, 2), (1, 3), (2, 2), (2, 3), (3, 2), (3, 3)},
    ),
    "rows in another order": (
        J1[[1, 0, 2], :],
        {(1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3)},
    ),
    "exponent not lowered": (_rows(first=[x**2, z, y]), {(1, 1)}),
    "factor 2 lost": (_rows(first=[x, z, y]), {(1, 1)}),
    "other terms kept": (
        _rows(first=[2 * x + y * z, z + x**2, y + x**2]),
        {(1, 1), (1, 2), (1, 3)},
    ),
}

W = Matrix(2, 3, sympy.symbols("W11 W12 W13 W21 W22 W23"))
B = Matrix(sympy.symbols("b1 b2"))
X = Matrix(sympy.symbols("x1 x2 x3"))


def _scaled(factor: Any, inner: Matrix) -> Matrix:  # noqa: ANN401 - a function of an expression
    return diag(*(factor(entry) for entry in inner)) * W


Z = W * X + B
J4 = _scaled(lambda t: s(t) * (1 - s(t)), Z)
EXERCISE_4 = [
    ("activation derivative missing", W),
    ("inner derivative missing", diag(*(s(t) * (1 - s(t)) for t in Z))),
    ("first half of the sigmoid's derivative", _scaled(s, Z)),
    ("second half of the sigmoid's derivative", _scaled(lambda t: 1 - s(t), Z)),
    ("derivative of tanh", _scaled(lambda t: 1 - s(t) ** 2, Z)),
    ("transposed", J4.T),
    ("transposed", W.T * diag(*(s(t) * (1 - s(t)) for t in Z))),
    ("bias forgotten", _scaled(lambda t: s(t) * (1 - s(t)), W * X)),
    ("summed over the inputs", J4 * Matrix([1, 1, 1])),
]


def _diagnosed(question: Question, answer: Matrix) -> list[tuple[tuple[str, ...], ...]]:
    """What is found to produce a matrix; a question's own mistakes are left aside."""
    assert isinstance(question, JacobianQuestion)
    rows = [[str(entry) for entry in row] for row in answer.tolist()]
    return [found.readings for found in findings(question, rows)]


def test_exercise_1_has_17_wrong_matrices_that_differ_where_they_should():
    assert len(EXERCISE_1) == 17
    for name, (wrong, places) in EXERCISE_1.items():
        assert differing(wrong, J1) == places, name


def test_no_two_wrong_matrices_of_exercise_1_coincide():
    for (a, _), (b, _) in combinations(EXERCISE_1.values(), 2):
        assert differing(a, b)


@pytest.mark.parametrize("name", EXERCISE_1)
def test_each_wrong_matrix_of_exercise_1_is_called_by_its_own_name(
    questions: dict[str, Question], name: str
):
    assert _diagnosed(questions["ex1_jacobian"], EXERCISE_1[name][0]) == [((CODES[name],),)]


def test_the_right_matrix_of_exercise_1_has_no_diagnosis(questions: dict[str, Question]):
    assert _diagnosed(questions["ex1_jacobian"], J1) == []


def test_two_mistakes_at_once_are_both_found(questions: dict[str, Question]):
    both = _rows(first=[2 * x, 1, 1], second=[C, C, 0])
    found = _diagnosed(questions["ex1_jacobian"], both)
    assert sorted(found) == [(("J101",),), (("J137",),)]


@pytest.mark.parametrize(("name", "wrong"), EXERCISE_4, ids=str)
def test_each_wrong_matrix_of_exercise_4_is_called_by_its_own_name(
    questions: dict[str, Question], name: str, wrong: Matrix
):
    assert wrong.shape != J4.shape or differing(wrong, J4)
    question = questions["ex4_jacobian"]
    assert matching(question, wrong) == []
    (readings,) = _diagnosed(question, wrong)
    assert readings == (SHAPES[name] if name in SHAPES else ((CODES[name],),))


def test_of_the_wrong_matrices_of_exercise_4_only_the_two_transposed_coincide():
    pairs = [
        (first, second)
        for (first, a), (second, b) in combinations(EXERCISE_4, 2)
        if a.shape == b.shape and not differing(a, b)
    ]
    assert pairs == [("transposed", "transposed")]


def test_no_mistake_describes_the_right_matrix_of_exercise_4(questions: dict[str, Question]):
    assert matching(questions["ex4_jacobian"], J4) == []


def test_in_exercise_2_a_transposed_matrix_is_the_one_with_its_sign_moved(
    questions: dict[str, Question],
):
    right = Matrix([[2 * x, -2 * y], [2 * y, 2 * x]])
    moved = Matrix([[2 * x, 2 * y], [-2 * y, 2 * x]])
    assert moved == right.T
    assert moved.det() == right.det()
    assert _diagnosed(questions["ex2_jacobian"], moved) == [(("J161",), ("J171",))]
