"""A class that was graded, which each test has for itself."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.tiny_course import TinyCourse


@pytest.fixture
def course(graded_class: Path, tmp_path: Path) -> TinyCourse:
    return TinyCourse(copytree(graded_class, tmp_path / "course"))
