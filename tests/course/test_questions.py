"""questions.py asks what the exercises print, and tells the misconceptions apart."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import sympy
from sympy import Matrix, cos, diag, exp, sin, sympify

from grader.questions import ChoiceQuestion, Disclosure, JacobianQuestion, Mistake, Question
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


def s(argument: sympy.Expr) -> sympy.Expr:
    return 1 / (1 + exp(-argument))


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


def _read(question: Question, text: str) -> sympy.Expr:
    names = getattr(question, "names", ())
    return sympify(text, locals={"s": s} | {name: sympy.Symbol(name) for name in names})


def _same(a: sympy.Expr, b: sympy.Expr) -> bool:
    """Whether two formulas agree at two rational points, to 30 digits."""
    names = sorted((a - b).free_symbols, key=str)
    points = [{n: sympy.Rational(2 * i + k, 7) for i, n in enumerate(names)} for k in (1, 4)]
    return all(abs((a - b).subs(point).evalf(40)) < sympy.Float("1e-30") for point in points)


def _differing(a: Matrix, b: Matrix) -> set[tuple[int, int]]:
    return {
        (i + 1, j + 1) for i in range(a.rows) for j in range(a.cols) if not _same(a[i, j], b[i, j])
    }


def _describes(question: Question, mistake: Mistake, answer: Matrix) -> bool:
    rows = mistake.answer
    assert isinstance(rows, tuple)
    if (len(rows), len(rows[0])) != answer.shape:
        return False
    return all(
        text is None or _same(_read(question, text), answer[i, j])
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
    )


def _matching(question: Question, answer: Matrix) -> list[str]:
    return [m.name for m in question.mistakes if _describes(question, m, answer)]


def _diagnosed(question: Question, answer: Matrix) -> list[tuple[tuple[str, ...], ...]]:
    """What is found to produce a matrix; a question's own mistakes are left aside."""
    assert isinstance(question, JacobianQuestion)
    rows = [[str(entry) for entry in row] for row in answer.tolist()]
    return [found.readings for found in findings(question, rows)]


def _mistakes(questions: Mapping[str, Question]) -> Iterator[tuple[Question, Mistake]]:
    for question in questions.values():
        for mistake in question.mistakes:
            yield question, mistake


def test_every_question_stands_under_its_own_name(questions: dict[str, Question]):
    assert all(question.name == name for name, question in questions.items())


@pytest.mark.parametrize(
    ("exercise", "points"), [("ex1", 25), ("ex2", 22), ("ex3", 19), ("ex4", 25)]
)
def test_the_automatic_points_of_an_exercise(
    questions: dict[str, Question], exercise: str, points: float
):
    assert sum(q.points for name, q in questions.items() if name.startswith(exercise)) == points


def test_the_file_imports_nothing_but_grader_and_sympy(solutions: Path):
    tree = ast.parse((solutions / "jacobians" / "questions.py").read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
    modules = {getattr(node, "module", None) or node.names[0].name for node in imports}
    assert modules <= {"__future__", "typing", "grader.questions", "sympy"}


def test_exercise_1_has_17_wrong_matrices_that_differ_where_they_should():
    assert len(EXERCISE_1) == 17
    for name, (wrong, differing) in EXERCISE_1.items():
        assert _differing(wrong, J1) == differing, name


def test_no_two_wrong_matrices_of_exercise_1_coincide():
    for (a, _), (b, _) in combinations(EXERCISE_1.values(), 2):
        assert _differing(a, b)


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
    assert wrong.shape != J4.shape or _differing(wrong, J4)
    question = questions["ex4_jacobian"]
    if name in {mistake.name for mistake in question.mistakes}:
        assert _matching(question, wrong) == [name]
    else:
        assert _matching(question, wrong) == []
        assert _diagnosed(question, wrong) == [((CODES[name],),)]


def test_of_the_wrong_matrices_of_exercise_4_only_the_two_transposed_coincide():
    pairs = [
        (first, second)
        for (first, a), (second, b) in combinations(EXERCISE_4, 2)
        if a.shape == b.shape and not _differing(a, b)
    ]
    assert pairs == [("transposed", "transposed")]


def test_no_mistake_describes_the_right_matrix_of_exercise_4(questions: dict[str, Question]):
    assert _matching(questions["ex4_jacobian"], J4) == []


def test_in_exercise_2_a_transposed_matrix_is_the_one_with_its_sign_moved(
    questions: dict[str, Question],
):
    right = Matrix([[2 * x, -2 * y], [2 * y, 2 * x]])
    moved = Matrix([[2 * x, 2 * y], [-2 * y, 2 * x]])
    assert moved == right.T
    assert moved.det() == right.det()
    assert _diagnosed(questions["ex2_jacobian"], moved) == [(("J161",), ("J171",))]


def test_the_wrong_determinants_of_exercise_2_come_from_their_mistakes(
    questions: dict[str, Question],
):
    a, b, c, d = 2 * x, -2 * y, 2 * y, 2 * x
    wrong = {
        "products added, or the sign lost in the matrix": [a * d + b * c, a * d - (-b) * c],
        "products subtracted in the wrong order": [b * c - a * d, Matrix([[c, d], [a, b]]).det()],
        "factor 2 lost twice": [(a / 2) * (d / 2) - (b / 2) * (c / 2)],
        "factor 2 lost once": [Matrix([[x, -y], [c, d]]).det()],
        "trace": [a + d],
        "length factor": [sympy.sqrt(a**2 + c**2)],
        "squared length of F": [(x**2 - y**2) ** 2 + (2 * x * y) ** 2],
    }
    question = questions["ex2_determinant"]
    for mistake in question.mistakes:
        for value in wrong.pop(mistake.name):
            assert _same(_read(question, str(mistake.answer)), value), mistake.name
    assert not wrong


def test_the_wrong_products_of_exercise_3_come_from_their_mistakes(
    questions: dict[str, Question],
):
    outer, inner = Matrix([[1, 4, 3], [3, 2, 0]]), Matrix([[2, 1], [1, 1], [0, 4]])
    at_1_2_0 = Matrix([[1, 0, 2], [2, 1, 0]])
    j_a, j_b = Matrix([[6, 1], [2, 3]]), Matrix([[1, 1], [2, 1]])
    b_after_a = Matrix([[1, 1], [2, 3]]) * Matrix([[2, 1], [2, 1]])
    entrywise = j_a.multiply_elementwise(j_b)
    wrong = {
        ("ex3_jacobian_F", "factors in the other order"): inner * outer,
        ("ex3_jacobian_F", "outer matrix at the wrong point"): at_1_2_0 * inner,
        ("ex3_square", "Jacobian of B∘A"): b_after_a,
        ("ex3_square", "entrywise product"): entrywise,
        ("ex3_square", "outer matrix at (1, 2)"): Matrix([[2, 1], [2, 1]]) * j_b,
        ("ex3_square_other_order", "Jacobian of B∘A"): b_after_a,
        ("ex3_square_other_order", "entrywise product"): entrywise,
    }
    for (name, mistake), value in wrong.items():
        assert _matching(questions[name], value) == [mistake]
    asked = ("ex3_jacobian_F", "ex3_square", "ex3_square_other_order")
    assert len(wrong) == sum(len(questions[name].mistakes) for name in asked)


def test_no_mistake_is_the_right_answer(questions: dict[str, Question], references: dict[str, Any]):
    for question, mistake in _mistakes(questions):
        right = references[question.name]
        if isinstance(question, ChoiceQuestion):
            assert mistake.answer != right
        elif isinstance(mistake.answer, str):
            wrong, value = (_read(question, str(text)) for text in (mistake.answer, right))
            assert not _same(wrong, value), (question.name, mistake.name)
        elif isinstance(right[0], list):
            value = Matrix([[_read(question, str(e)) for e in row] for row in right])
            assert not _describes(question, mistake, value), (question.name, mistake.name)
        else:
            assert [str(e) for e in mistake.answer] != [str(e) for e in right]


def test_no_right_label_follows_by_elimination(questions: dict[str, Question]):
    for question in questions.values():
        if isinstance(question, ChoiceQuestion):
            named = {mistake.answer for mistake in question.mistakes}
            assert named <= set(question.options)
            assert len(set(question.options) - named) >= 2, question.name


def test_a_class_learns_nothing_about_its_choices_before_submission(
    questions: dict[str, Question],
):
    for question in questions.values():
        recorded = question.before_submission is Disclosure.RECORDED
        assert recorded == isinstance(question, ChoiceQuestion), question.name


def test_a_hint_asks_or_points_and_shows_no_formula_of_the_answer(
    questions: dict[str, Question], references: dict[str, Any]
):
    for question in questions.values():
        hints = [*question.hints, *(mistake.hint for mistake in question.mistakes)]
        assert question.hints
        assert all(mistake.hint for mistake in question.mistakes)
        right = references[question.name]
        answers = {str(right)} if isinstance(right, str) and len(right) > 1 else set()
        assert not [hint for hint in hints for answer in answers if answer in hint]


def test_only_the_exact_value_asked_as_an_estimate_earns_a_point(
    questions: dict[str, Question],
):
    earning = {(q.name, m.name): m.points for q, m in _mistakes(questions) if m.points}
    assert earning == {("ex1_estimate", "exact value"): 1}
    exact = [float(1.21 - 0.22), float(sin(sympy.Rational(11, 50))), 1.0]
    assert exact == pytest.approx([0.99, 0.21823, 1.0], rel=5e-6)


def test_every_jacobian_question_prints_a_map_of_its_own_names(questions: dict[str, Question]):
    for question in questions.values():
        if isinstance(question, JacobianQuestion):
            used = set().union(*(_read(question, text).free_symbols for text in question.function))
            assert {str(symbol) for symbol in used} == set(question.names)


def test_the_symbols_of_exercise_4_are_real_and_laid_out_as_in_the_text(
    public: Mapping[str, Any],
):
    w, b, inputs = public["layer_symbols"]()
    assert [str(entry) for entry in w] == ["W11", "W12", "W13", "W21", "W22", "W23"]
    assert (w.shape, b.shape, inputs.shape) == ((2, 3), (2, 1), (3, 1))
    assert all(entry.is_real for entry in [*w, *b, *inputs])
    function = public["ex4_jacobian"].function
    assert [str(entry) for entry in w * inputs + b] == [text[2:-1] for text in function]


def test_the_offered_sigmoid_is_the_declared_one(public: Mapping[str, Any]):
    assert sympify("1/(1 + exp(-z))", locals={"z": z}) == public["s"](z)
    assert public["ex4_jacobian"].functions == {"s": ("z", "1/(1 + exp(-z))")}
