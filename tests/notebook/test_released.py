from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import ConfigError
from grader.notebook.released import read_released, require_known, undeclared
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


def test_the_released_notebooks_are_those_of_the_gradebook(course: TinyCourse):
    released = read_released(course.layout, NAME)
    assert list(released) == [NOTEBOOK]
    require_known(course.config.CourseDirectory.db_url, NAME, released)


def test_a_release_with_other_points_than_the_gradebook_is_refused(course: TinyCourse):
    released = read_released(course.layout, NAME)
    check = next(c for c in released[NOTEBOOK].cells if "points" in c.metadata.get("nbgrader", {}))
    check.metadata["nbgrader"]["points"] = 100
    with pytest.raises(ConfigError, match="nbgrader generate_assignment tiny"):
        require_known(course.config.CourseDirectory.db_url, NAME, released)


def test_an_assignment_that_was_never_released_is_refused(course: TinyCourse):
    with pytest.raises(ConfigError, match="holds no notebooks"):
        read_released(course.layout, "other")


def test_what_is_neither_for_students_nor_left_by_tools_is_undeclared(tmp_path: Path):
    for name in ("a.ipynb", "questions.py", "data.csv", "rubric.md", ".secret"):
        (tmp_path / name).write_text("")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "drafts").mkdir()
    assert undeclared(tmp_path, ["data.csv"]) == (".secret", "drafts", "rubric.md")
