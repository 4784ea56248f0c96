from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_course import TinyCourse, write_course


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    """A small course, which is the current folder."""
    course = write_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    return course
