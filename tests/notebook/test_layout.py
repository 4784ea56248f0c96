from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.errors import ConfigError
from grader.notebook.layout import CONFIG, STEPS, Layout, find_root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A course, with a class of its own in build/sample."""
    for folder in ("", "build/sample"):
        (tmp_path / "course" / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / "course" / folder / CONFIG).write_text("")
    return tmp_path / "course"


def test_the_root_is_found_from_below(root: Path):
    (root / "solutions" / "maps").mkdir(parents=True)
    assert find_root(root) == root
    assert find_root(root / "solutions" / "maps") == root


def test_a_class_in_a_root_of_its_own_is_graded_there(root: Path):
    assert find_root(root / "build" / "sample") == root / "build" / "sample"


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("base", ["build", "build/sample"])
def test_nothing_starts_where_students_files_lie(root: Path, base: str, step: str):
    folder = root / base / step / "eve" / "maps"
    folder.mkdir(parents=True)
    (folder / CONFIG).write_text("raise SystemExit")
    with pytest.raises(ConfigError, match="students wrote"):
        find_root(folder)


@pytest.mark.parametrize("step", STEPS)
def test_a_configuration_in_a_step_makes_no_root_of_it(root: Path, step: str):
    folder = root / "build" / step
    folder.mkdir()
    (folder / CONFIG).write_text("")
    with pytest.raises(ConfigError):
        find_root(folder)


def test_nothing_starts_in_build_itself(root: Path):
    with pytest.raises(ConfigError):
        find_root(root / "build")


def test_nothing_starts_in_the_exchange(tmp_path: Path):
    folder = tmp_path / "exchange" / "maths" / "inbound" / "eve+maps"
    folder.mkdir(parents=True)
    (folder / CONFIG).write_text("")
    with pytest.raises(ConfigError):
        find_root(folder)


def test_a_folder_outside_every_course_is_refused_in_words(tmp_path: Path):
    with pytest.raises(ConfigError, match="in no course of yours"):
        find_root(tmp_path)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_configuration_of_another_user_is_not_ours(root: Path):
    os.chown(root / CONFIG, 4242, 4242)
    if os.geteuid() == 0:
        with pytest.raises(ConfigError, match="in no course of yours"):
            find_root(root)


def test_a_class_of_its_own_shares_the_solutions_and_nothing_else():
    course = Layout.of_course(Path("/course"), {"maps": ["data.csv"]})
    own = course.own(Path("/class"))
    assert own.source("maps") == Path("/course/solutions/maps")
    assert own.released("maps") == Path("/class/release/maps")
    assert own.gradebook == Path("/class/gradebook.db")
    assert own.step("submitted", "ada", "maps") == Path("/class/submitted/ada/maps")
    assert own.accompanying("maps") == ("questions.py", "data.csv")
    assert own.accompanying("other") == ("questions.py",)
