from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from nbgrader.converters.base import NbGraderException

from grader.cli import main
from grader.sandbox import probe
from tests.tiny_course import NAME, RIGHT, TinyCourse


@pytest.mark.slow
def test_grade_in_a_root_of_its_own_prints_the_table_and_the_paths(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    own = course.root / "build" / "own"
    folder = own / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    course.hand_in("ada", course.answered(RIGHT)).rename(folder / "1_first.ipynb")
    assert main(["grade", NAME, "--root", str(own), "--isolation", "best"]) == 0
    said = capsys.readouterr().out
    assert "ada" in said
    assert "7/7" in said
    assert str(own / "grades.csv") in said
    assert str(own / "feedback") in said


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A path of programs without bubblewrap."""
    probe.obstacle.cache_clear()
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    yield
    probe.obstacle.cache_clear()


def unset(course: TinyCourse) -> None:
    """Take away what tests say about isolation: the configuration is then as in a new course."""
    config = course.root / "nbgrader_config.py"
    lines = config.read_text().splitlines(keepends=True)
    config.write_text("".join(line for line in lines if "isolation" not in line))


def one_handed_in(released_course: Path, folder: Path) -> TinyCourse:
    course = TinyCourse(copytree(released_course, folder))
    unset(course)
    course.hand_in("ada", course.answered(RIGHT))
    return course


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_grade_refuses_and_says_what_to_do(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    course = one_handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    assert main(["grade", NAME]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    for part in ("found:  bubblewrap is missing", "needed:", "apt install bubblewrap"):
        assert part in said.err
    for part in ("grader doctor", "--isolation none", "c.ExecuteInSandbox.isolation"):
        assert part in said.err
    assert not (course.layout.build / "autograded").exists()


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_nbgrader_refuses_too(released_course: Path, tmp_path: Path):
    course = one_handed_in(released_course, tmp_path / "course")
    with pytest.raises(NbGraderException, match="would not be isolated"):
        course.autograde()
    assert not (course.layout.build / "admitted").exists()


@pytest.mark.slow
@pytest.mark.usefixtures("no_bubblewrap")
@pytest.mark.parametrize("wanted", ["none", "best"])
def test_grade_goes_on_without_walls_when_told_and_everything_says_so(
    wanted: str,
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    course = one_handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    assert main(["grade", NAME, "--isolation", wanted]) == 0
    said = capsys.readouterr().out
    assert said.startswith("NOT ISOLATED: ")
    (row,) = [line for line in said.splitlines() if line.startswith("ada  ")]
    assert "NOT ISOLATED" in row
    assert "NOT ISOLATED" in course.page("ada")


@pytest.mark.slow
def test_grade_with_the_best_walls_prints_them(
    released_course: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    if found := probe.obstacle():
        pytest.skip(found)
    course = one_handed_in(released_course, tmp_path / "course")
    monkeypatch.chdir(course.root)
    assert main(["grade", NAME, "--isolation", "best"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("bubblewrap: a root of its own, read-only")
    assert "\nno network;" in said
    assert "NOT ISOLATED" not in said + course.page("ada")


@pytest.mark.parametrize("workers", ["0", "-1", "two", "1.5"])
def test_a_number_of_workers_that_makes_no_sense_is_said(
    workers: str, capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit) as refused:
        main(["grade", NAME, "--workers", workers])
    assert refused.value.code == 2
    assert f"expected a whole number above 0; got '{workers}'" in capsys.readouterr().err
