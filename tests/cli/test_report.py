from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from grader.cli import main
from tests.tiny_course import NAME, TinyCourse


@pytest.fixture
def graded(released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    """A course with one submission in its gradebook, which is the current folder."""
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    course.enter("ada")
    monkeypatch.chdir(course.root)
    return course


def test_report_says_where_the_page_and_the_tables_are(
    graded: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert main(["report", NAME]) == 0
    page, *tables = capsys.readouterr().out.splitlines()
    place = graded.root / "build" / "report"
    assert page == f"report: {place / f'{NAME}.html'}"
    assert tables == [
        f"table:  {place / f'{NAME}-{name}.csv'}"
        for name in ("questions", "entries", "misconceptions", "students")
    ]


def test_report_goes_where_it_is_told_to(graded: TinyCourse, tmp_path: Path):
    out = tmp_path / "shown.html"
    assert main(["report", NAME, "--root", str(graded.root), "--out", str(out), "--anonymous"]) == 0
    assert "Fewer than 5 students" in out.read_text()


def test_a_class_is_reported_from_outside_the_course(
    graded: TinyCourse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert main(["report", NAME, "--root", str(graded.root)]) == 0
    assert (graded.root / "build" / "report" / f"{NAME}.html").is_file()


def test_a_folder_that_is_no_class_is_refused(
    graded: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    (graded.root / "docs").mkdir()
    assert main(["report", NAME, "--root", "docs"]) == 2
    assert "docs is no folder of a class" in capsys.readouterr().err
    assert not (graded.root / "build" / "report").exists()


def test_an_assignment_that_does_not_exist_is_said(
    graded: TinyCourse, capsys: pytest.CaptureFixture[str]
):
    assert graded.root == Path.cwd()
    assert main(["report", "nothing"]) == 2
    assert "can't be loaded" in capsys.readouterr().err
