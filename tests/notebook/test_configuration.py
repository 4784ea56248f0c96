from __future__ import annotations

import json
import os
import shutil
import stat
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import text
from traitlets.config import Config
from traitlets.utils.importstring import import_item

from grader.errors import ConfigError
from grader.notebook.configuration import (
    BUSY_SECONDS,
    configure,
    layout_of,
    load,
    make_own_root,
)
from tests.tiny_course import TinyCourse


@pytest.fixture
def c(tmp_path: Path) -> Config:
    config = Config()
    configure(config, tmp_path / "c++ (spring)")
    return config


def test_the_folders_are_those_of_the_course(c: Config, tmp_path: Path):
    root = tmp_path / "c++ (spring)"
    course = CourseDirectory(config=c)
    assert course.root == str(root)
    assert (course.source_directory, course.release_directory) == ("solutions", "course/exercises")
    assert course.submitted_directory == "build/submitted"
    assert course.feedback_directory == "build/feedback"
    assert layout_of(c).build == root / "build"


def test_configuring_twice_is_the_same_as_once(c: Config, tmp_path: Path):
    again = Config(c)
    configure(again, tmp_path / "c++ (spring)")
    assert again == c


def test_formgrader_can_show_the_configuration(c: Config):
    assert json.loads(json.dumps(c))


def test_every_class_and_function_named_exists(c: Config):
    named = [
        c.Autograde.exporter_class,
        c.ExchangeFactory.collect,
        c.GenerateAssignment.exporter_class,
        c.GenerateFeedback.exporter_class,
        c.ExportApp.plugin_class,
        *c.Autograde.sanitize_preprocessors,
        *c.Autograde.autograde_preprocessors,
        *c.HTMLExporter.filters.values(),
    ]
    assert all(callable(import_item(name)) for name in named)


def test_what_students_wrote_and_earned_is_the_instructors_alone(c: Config):
    layout = layout_of(c)
    assert layout.build.stat().st_mode & 0o077 == 0
    assert layout.gradebook.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(("before", "after"), [(0o755, 0o700), (0o777, 0o700), (0o2775, 0o2770)])
def test_a_folder_that_was_there_before_is_closed_but_to_its_group(
    tmp_path: Path, before: int, after: int
):
    build = tmp_path / "build"
    build.mkdir()
    build.chmod(before)
    configure(Config(), tmp_path)
    assert stat.S_IMODE(build.stat().st_mode) == after


@pytest.mark.slow
def test_a_command_waits_for_another_that_is_writing(c: Config):
    with Gradebook(c.CourseDirectory.db_url) as gradebook:
        milliseconds = gradebook.db.execute(text("PRAGMA busy_timeout")).scalar()
    assert milliseconds == BUSY_SECONDS * 1000


def test_alembic_is_found_when_nbgrader_is_called_by_its_full_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    assert shutil.which("alembic") is None
    configure(Config(), tmp_path)
    found = shutil.which("alembic")
    assert found is not None
    assert Path(found).parent == Path(sys.executable).parent
    assert os.environ["PATH"].endswith("/usr/bin:/bin")


@pytest.mark.parametrize("folder", ["build", "build/submitted/eve/tiny", "build/autograded"])
def test_a_command_started_among_submissions_ends_at_once(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch, folder: str
):
    (course.root / folder).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(course.root / folder)
    with pytest.raises(SystemExit, match="students wrote"):
        configure(Config(), course.root)


@pytest.mark.slow
def test_a_class_in_a_root_of_its_own_leaves_the_course_alone(course: TinyCourse):
    own = course.root / "build" / "sample"
    make_own_root(own, course.root)
    layout = layout_of(load(own))
    assert layout.solutions == course.root / "solutions"
    assert {layout.release, layout.gradebook} == {own / "release", own / "gradebook.db"}
    before = course.layout.gradebook.read_bytes()
    TinyCourse(own).generate()
    assert (own / "release" / "tiny" / "1_first.ipynb").is_file()
    assert course.layout.gradebook.read_bytes() == before


def test_a_configuration_that_somebody_wrote_is_not_overwritten(course: TinyCourse):
    written = (course.root / "nbgrader_config.py").read_text()
    with pytest.raises(
        ConfigError, match=r"nbgrader_config.py was not written by grader.* name another folder"
    ) as refused:
        make_own_root(course.root, course.root)
    assert str(course.root) in str(refused.value)
    assert (course.root / "nbgrader_config.py").read_text() == written


def test_extra_files_are_remembered(tmp_path: Path):
    config = Config()
    configure(config, tmp_path, extra_files={"maps": ("data.csv",)})
    assert layout_of(config).accompanying("maps") == ("questions.py", "data.csv")


def test_a_gradebook_on_a_server_needs_no_file_and_a_course_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    config = Config()
    configure(config, tmp_path, database="postgresql+psycopg://db/grades")
    assert config.CourseDirectory.db_url == "postgresql+psycopg://db/grades"
    assert config.CourseDirectory.course_id == "course"
    assert not (tmp_path / "build" / "gradebook.db").exists()
    config.CourseDirectory.course_id = "maths101"
    configure(config, tmp_path, database="postgresql+psycopg://db/grades")
    assert config.CourseDirectory.course_id == "maths101"
