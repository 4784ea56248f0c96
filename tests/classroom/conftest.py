"""A small course: with submissions, one of them damaged, and with a class that was graded."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.kept_class import kept_class
from tests.tiny_course import RIGHT, TinyCourse


@pytest.fixture
def handed_in(released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    course.hand_in("ada", course.answered({**RIGHT, "q_essay": "Because it is."}))
    course.hand_in("bob", b"{ not JSON")
    course.hand_in("cyd", course.answered({**RIGHT, "q_colour_answer": "colour = 'A'"}))
    return course


@pytest.fixture(scope="session")
def graded_class(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept_class(released_course, tmp_path_factory.mktemp("kept") / "course").root
