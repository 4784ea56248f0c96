"""A small course in which three students handed something in, one of it damaged."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.tiny_course import RIGHT, TinyCourse


@pytest.fixture
def handed_in(released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because it is."}))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    return course
