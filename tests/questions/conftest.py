"""The bundled questions, and a folder in which a test builds an assignment of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.questions import load_questions, load_references
from grader.questions.declared import Reference
from grader.questions.kinds import Question

HEADER = "from grader.questions import *\nfrom grader.questions import Mistake\n"


@pytest.fixture(scope="session")
def bundled(root: Path) -> Mapping[str, Question]:
    return load_questions(root / "solutions" / "jacobians" / "questions.py")


@pytest.fixture(scope="session")
def bundled_references(root: Path, bundled: Mapping[str, Question]) -> Mapping[str, Reference]:
    return load_references(root / "solutions" / "jacobians_references.py", bundled)


@pytest.fixture
def write_assignment(tmp_path: Path) -> Callable[..., Path]:
    """Write an assignment: its questions, its references, and its notebooks.

    A notebook is a list of grade cells such as ("q", 2) or ("essay", 3, "manual").
    """

    def write(questions: str, references: str, **notebooks: list[tuple[Any, ...]]) -> Path:
        folder = tmp_path / "maps"
        folder.mkdir()
        (folder / "questions.py").write_text(HEADER + questions)
        (tmp_path / "maps_references.py").write_text(f"references = {references}\n")
        for name, cells in notebooks.items():
            (folder / f"{name}.ipynb").write_text(_notebook(cells))
        return folder

    return write


def _notebook(cells: list[tuple[Any, ...]]) -> str:
    def written(grade_id: str, points: float, *manual: str) -> dict[str, Any]:
        marks = {"grade": True, "solution": bool(manual), "grade_id": grade_id, "points": points}
        return {"cell_type": "code", "metadata": {"nbgrader": marks}, "source": ""}

    return json.dumps({"cells": [written(*cell) for cell in cells], "nbformat": 4})
