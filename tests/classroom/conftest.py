"""A small course in which three students handed something in, one of it damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tiny_course import RIGHT, TinyCourse, write_course


@pytest.fixture
def handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = write_course(tmp_path / "course")
    monkeypatch.chdir(course.root)
    course.generate()
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because it is."}))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    return course
