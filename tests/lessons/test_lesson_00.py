"""Notebook 0: its five items, each of which says what to read first, and its tables of topics."""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import nbformat
import numpy as np
import pytest

from tests.lessons.harness import hint_to, is_right

START = "00_start_here"
FIRST = re.compile(r"Read “([^”]+)” (in lesson (\d)|below|above)|Read about the power rule")


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    """The words of notebook 0."""
    notebook = nbformat.read(root / "course" / "lessons" / f"{START}.ipynb", as_version=4)
    return "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("l00_area", "C"),
        ("l00_area", "c"),
        ("l00_partial", 60),
        ("l00_partial", "3*5*2**2"),
        ("l00_product", [3, 19]),
        ("l00_product", [[3], [19]]),
        ("l00_product", np.array([[1, -2], [3, 4]]) @ [5, 1]),
        ("l00_composition", 25),
        ("l00_composition", "(2 + 3)**2"),
        ("l00_determinant", -7),
        ("l00_determinant", "4*2 - 3*5"),
        ("l00_shape", (2, 4)),
        ("l00_shape", [2, 4]),
    ],
)
def test_a_right_answer_counts_in_each_form(q: ModuleType, name: str, answer: object):
    assert is_right(q, name, answer)


@pytest.mark.parametrize(
    ("name", "wrong", "said"),
    [
        ("l00_area", "A", "How many old squares"),
        ("l00_area", "B", "added or multiplied"),
        ("l00_area", "D", "how many directions"),
        ("l00_partial", 8, "derivative by x"),
        ("l00_partial", 12, "constant factor"),
        ("l00_partial", 20, "power rule"),
        ("l00_partial", 40, "That is f at the point"),
        ("l00_partial", 68, "slope of its own"),
        ("l00_product", [8, -6], "one row of the matrix"),
        ("l00_product", [7, 19], "which sign"),
        ("l00_product", [[5, -2], [15, 4]], "The products in a row are right"),
        ("l00_product", 22, "How many rows"),
        ("l00_composition", 7, "meets h first"),
        ("l00_composition", 20, "no product"),
        ("l00_composition", 5, "what h returns"),
        ("l00_composition", 9, "no sum"),
        ("l00_determinant", 7, "comes first"),
        ("l00_determinant", 23, "stands a sign"),
        ("l00_determinant", 8, "second product"),
        ("l00_determinant", 2, "along rows"),
        ("l00_shape", (4, 2), "counts the rows"),
        ("l00_shape", (8, 1), "number of entries"),
        ("l00_shape", (2, 2), "The rows are right"),
    ],
)
def test_a_typical_wrong_answer_gets_its_hint(q: ModuleType, name: str, wrong: object, said: str):
    assert said in hint_to(q, name, wrong)


@pytest.mark.parametrize(
    "name", ["l00_partial", "l00_product", "l00_composition", "l00_determinant", "l00_shape"]
)
def test_every_hint_of_an_item_says_what_to_read_first(
    q: ModuleType, name: str, text: str, root: Path
):
    question = getattr(q, name)
    for said in (*(mistake.hint for mistake in question.mistakes), question.hints[-1]):
        found = FIRST.search(said)
        assert found, said
        if found[3]:
            (lesson,) = (root / "course" / "lessons").glob(f"0{found[3]}_*.ipynb")
            assert f"## {found[1]}\\n" in lesson.read_text()
        elif found[1]:
            assert re.search(rf"^(## {found[1]}$|\*\*{found[1]}\.\*\*)", text, re.MULTILINE)


def test_the_tables_lead_to_every_lesson_and_every_exercise(text: str, root: Path):
    linked = set(re.findall(r"\]\(([^)]+\.ipynb)\)", text))
    course = root / "course"
    lessons = {path.name for path in (course / "lessons").glob("*.ipynb")} - {f"{START}.ipynb"}
    exercises = {path.name for path in (course / "exercises" / "jacobians").glob("*.ipynb")}
    assert lessons | {f"../exercises/jacobians/{name}" for name in exercises} <= linked


def test_the_course_opens_with_it(root: Path):
    assert f"default_url=/lab/tree/lessons/{START}.ipynb" in (root / "Makefile").read_text()
    for page in ("README.md", "docs/student.md"):
        assert f"lessons/{START}.ipynb`" in (root / page).read_text()
