"""questions.py asks what the exercises print, and tells the misconceptions apart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
import sympy
from sympy import Matrix, sin, sympify

from grader.questions import ChoiceQuestion, Disclosure, JacobianQuestion, Mistake, Question
from tests.course.sympy_formulas import describes, matching, read, same

x, y, z = sympy.symbols("x y z")


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
            assert same(read(question, str(mistake.answer)), value), mistake.name
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
        assert matching(questions[name], value) == [mistake]
    asked = ("ex3_jacobian_F", "ex3_square", "ex3_square_other_order")
    assert len(wrong) == sum(len(questions[name].mistakes) for name in asked)


def test_no_mistake_is_the_right_answer(questions: dict[str, Question], references: dict[str, Any]):
    for question, mistake in _mistakes(questions):
        right = references[question.name]
        if isinstance(question, ChoiceQuestion):
            assert mistake.answer != right
        elif isinstance(mistake.answer, str):
            wrong, value = (read(question, str(text)) for text in (mistake.answer, right))
            assert not same(wrong, value), (question.name, mistake.name)
        elif isinstance(right[0], list):
            value = Matrix([[read(question, str(e)) for e in row] for row in right])
            assert not describes(question, mistake, value), (question.name, mistake.name)
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
            used = set().union(*(read(question, text).free_symbols for text in question.function))
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


def test_every_question_names_a_section_of_a_lesson_to_read_again(
    questions: dict[str, Question], root: Path
):
    exercises = root / "course" / "exercises" / "jacobians"
    for question in questions.values():
        assert question.read_again is not None
        path, _, anchor = question.read_again.link.partition("#")
        lesson = nbformat.read(exercises / path, as_version=4)
        text = "\n".join(cell.source for cell in lesson.cells if cell.cell_type == "markdown")
        headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        assert anchor.replace("-", " ") in [heading.replace("-", " ") for heading in headings]
        assert question.read_again.title.endswith(anchor.replace("-", " "))
