"""What the tests of the course share: the questions, the references, the notebooks."""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.questions import Question


@pytest.fixture(scope="session")
def solutions(root: Path) -> Path:
    return root / "solutions"


@pytest.fixture(scope="session")
def public(solutions: Path) -> Mapping[str, Any]:
    """All that questions.py defines."""
    return _run(solutions / "jacobians" / "questions.py")


@pytest.fixture(scope="session")
def questions(public: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in public.items() if isinstance(value, Question)}


@pytest.fixture(scope="session")
def references(solutions: Path) -> dict[str, Any]:
    return _run(solutions / "jacobians_references.py")["references"]


@pytest.fixture(scope="session")
def notebooks(solutions: Path) -> dict[str, dict[str, Any]]:
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((solutions / "jacobians").glob("*.ipynb"))
    }


@pytest.fixture
def beside_the_notebooks(solutions: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a student's kernel: the folder of the notebooks is where imports look first."""
    monkeypatch.syspath_prepend(str(solutions / "jacobians"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield
    sys.modules.pop("questions", None)


def _run(path: Path) -> dict[str, Any]:
    return runpy.run_path(str(path))
