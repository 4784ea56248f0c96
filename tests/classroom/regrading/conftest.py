"""A class that was graded, which each test has for itself."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.kept_class import kept_class
from tests.tiny_course import TinyCourse


@pytest.fixture(scope="session")
def graded_class(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept_class(released_course, tmp_path_factory.mktemp("kept") / "course").root


@pytest.fixture
def course(graded_class: Path, tmp_path: Path) -> TinyCourse:
    return TinyCourse(copytree(graded_class, tmp_path / "course"))
