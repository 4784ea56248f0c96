"""A questions.py as a notebook imports it, its references, and what reaches a notebook's page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from shutil import copytree
from types import ModuleType
from typing import Any

import pytest

from grader.notebook import attempts, display
from tests.tiny_course import TinyCourse

QUESTIONS = """
from grader.questions import *

J = JacobianQuestion(
    name="J", points=4, prompt="J?", variables="x y", function=("x**2*y", "x + y"),
    mistakes=(Mistake("factor two lost", (("x*y", None), (None, None)), "Where is the 2?"),),
    hints=("Rows are outputs.", "Differentiate x**2*y by x."),
)
J_entries = JacobianQuestion(
    name="J_entries", points=4, prompt="J?", variables="x y", function=("x**2*y", "x + y"),
    hints=("Rows are outputs.",), before_submission=Disclosure.ENTRIES,
)
J_recorded = JacobianQuestion(
    name="J_recorded", points=4, prompt="J?", variables="x y", function=("x**2*y", "x + y"),
    hints=("Rows are outputs.",), before_submission=Disclosure.RECORDED,
)
det = ExpressionQuestion(
    name="det", points=3, prompt="det J?", variables="x y", derivation=Determinant(of="J"),
    hints=("A product minus a product.",),
)
shape = ShapeQuestion(name="shape", points=1, prompt="The shape?", hints=("Count the outputs.",))
ticks = ChoicesQuestion(name="ticks", points=2, prompt="Where?", options={"A": "0", "B": "1"})
double = FunctionQuestion(
    name="double", points=2, prompt="2v?", arguments={"v": ("n",)},
    groups=(InputGroup("any", ({"n": 2}, {"n": 3})),),
)
"""
REFERENCES = """
references = {
    "J": [["2*x*y", "x**2"], [1, 1]],
    "J_entries": [["2*x*y", "x**2"], [1, 1]],
    "J_recorded": [["2*x*y", "x**2"], [1, 1]],
    "det": "2*x*y - x**2",
    "shape": (2, 2),
    "ticks": {"B"},
    "double": lambda v: 2 * v,
}
"""


@pytest.fixture
def q(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """The module `questions` of an assignment called `maps`."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "questions.py").write_text(QUESTIONS)
    spec = spec_from_file_location("questions", folder / "questions.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "questions", module)
    spec.loader.exec_module(module)
    attempts.forget()
    yield module
    attempts.forget()


@pytest.fixture
def references(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with references, which the environment names: self-study."""
    folder = tmp_path / "solutions"
    folder.mkdir()
    (folder / "maps_references.py").write_text(REFERENCES)
    monkeypatch.setenv("JACOBIAN_REFERENCES", str(folder))
    return folder


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The MIME bundles that reach the page, as in a notebook."""
    bundles: list[dict[str, Any]] = []
    append: Callable[[dict[str, Any]], None] = bundles.append
    monkeypatch.setattr(display, "_in_ipython", lambda: True)
    monkeypatch.setattr("IPython.display.publish_display_data", append)
    return bundles


@pytest.fixture
def course(released_course: Path, tmp_path: Path) -> TinyCourse:
    """A small course that has been released, in a folder of its own."""
    return TinyCourse(copytree(released_course, tmp_path / "course"))
