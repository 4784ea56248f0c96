"""The questions of the lessons, as a notebook imports them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def q(root: Path) -> Iterator[ModuleType]:
    """The module `questions` that lies beside the lessons."""
    folder = str(root / "course" / "lessons")
    before = sys.modules.pop("questions", None)
    sys.path.insert(0, folder)
    try:
        yield importlib.import_module("questions")
    finally:
        sys.path.remove(folder)
        sys.modules.pop("questions", None)
        if before is not None:
            sys.modules["questions"] = before
