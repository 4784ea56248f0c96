"""The mixed quiz of notebook 12: right answers, typical wrong ones, and where to read again."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from types import ModuleType

import nbformat
import numpy as np
import pytest
from sympy import Matrix, cos, sqrt, symbols

from grader.questions import Question
from tests.lessons.harness import hint_to, is_right

x, y = symbols("x y")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l12_unchanged", "B"),
        ("l12_mode", "A"),
        ("l12_mode", "a"),
        ("l12_shape", (5, 4)),
        ("l12_area", 4),
        ("l12_area", "abs(1*2 - 6*1)"),
        ("l12_gradient", [[1], [3]]),
        ("l12_gradient", np.array([[1.0], [3.0]])),
        ("l12_gradient", Matrix([1, 3])),
        ("l12_error", 100),
        ("l12_error", "10**2"),
        ("l12_column", 0.15),
        ("l12_column", 0.4 - 0.25),
        ("l12_column", "3/20"),
        ("l12_uncertainty", 0.854400),
        ("l12_uncertainty", np.hypot(3 * 0.1, 4 * 0.2)),
        ("l12_uncertainty", sqrt(73) / 10),
        ("l12_matrix", Matrix([[y**2, 2 * x * y], [3, -1], [0, cos(y)]])),
        ("l12_matrix", "[[y^2, 2*x*y], [3, -1], [0, cos(y)]]"),
        ("l12_matrix", [["y*y", "x*y + y*x"], [3, -1], [0, "sin(pi/2 - y)"]]),
        ("l12_implicit", "4/3"),
        ("l12_implicit", 1 / (1 - 0.25)),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l12_unchanged", "A", "Both steps are positive"),
        ("l12_unchanged", "C", "four units of x"),
        ("l12_unchanged", "D", "two rows of J(2, 8)"),
        ("l12_mode", "B", "a column or a row"),
        ("l12_mode", "C", "How many columns"),
        ("l12_mode", "D", "fewer numbers"),
        ("l12_shape", (4, 5), "Rows belong to outputs"),
        ("l12_shape", (5, 2), "matrix of G"),
        ("l12_shape", (2, 4), "matrix of H"),
        ("l12_shape", (2, 2), "in the middle"),
        ("l12_area", -4, "Can an area be negative"),
        ("l12_area", 8, "minus sign"),
        ("l12_area", 16, "about areas already"),
        ("l12_gradient", [[1, 3]], "That is a row"),
        ("l12_gradient", [[3], [1]], "In which order"),
        ("l12_gradient", [[1], [7]], "Which sign"),
        ("l12_gradient", [[1], [5]], "two terms of f"),
        ("l12_error", 10, "in proportion to the step"),
        ("l12_error", 20, "one factor of the step"),
        ("l12_error", 1000, "third order"),
        ("l12_column", 1.15, "their changes add up"),
        ("l12_column", -0.15, "Add your three entries"),
        ("l12_uncertainty", 1.1, "Do independent deviations add"),
        ("l12_uncertainty", 0.73, "That is the variance"),
        ("l12_uncertainty", np.sqrt(0.52), "by a or by b"),
        ("l12_uncertainty", np.hypot(0.1, 0.2), "multiplied by a sensitivity"),
        ("l12_matrix", "[[y**2, 3, 0], [2*x*y, -1, cos(y)]]", "Row i is output i"),
        ("l12_matrix", "[[y**2, 2*y], [3, -1], [0, cos(y)]]", "constant factor"),
        ("l12_matrix", "[[y**2, 2*x*y], [3, 1], [0, cos(y)]]", "grow or fall"),
        ("l12_matrix", "[[y**2, 2*x*y], [3, -1], [0, -cos(y)]]", "slope of sin at 0"),
        ("l12_matrix", "[[y**2, 2*x*y], [3, -1], [cos(y), cos(y)]]", "if only x moves"),
        ("l12_matrix", "[[2*x*y, y**2], [-1, 3], [cos(y), 0]]", "name its variables"),
        ("l12_implicit", 1, "on the right moves too"),
        ("l12_implicit", "1/4", "the factor of z"),
        ("l12_implicit", "5/4", "more than once"),
        ("l12_implicit", 0.75, "Three quarters"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


def test_the_quiz_is_mixed_and_each_question_has_its_lesson_in_the_table(q: ModuleType, root: Path):
    path = root / "course" / "lessons" / "12_key_takeaway.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    asked = [
        ast.unparse(node.args[0]).removeprefix("q.")
        for cell in cells
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "check"
    ]
    (table,) = (cell.source for cell in cells if cell.source.startswith("## Where to look again"))
    lessons = re.findall(r"^\| \d+ \| \[lesson (\w+),", table, re.MULTILINE)
    assert lessons != sorted(lessons)
    assert len(set(lessons)) == len(lessons) == 10
    for name, lesson in zip(asked, lessons, strict=True):
        said = {hint for m in getattr(q, name).mistakes for hint in _lessons(m.hint)}
        assert said == {lesson}, name
    declared = {n for n, found in vars(q).items() if isinstance(found, Question)}
    assert {name for name in declared if name.startswith("l12_")} == set(asked)


def _lessons(hint: str) -> list[str]:
    return re.findall(r"See lesson (\w+)\.", hint)
