"""The files for Canvas and Moodle: the columns that these read, and what is left empty."""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import pytest
from nbgrader.apps import ExportApp
from sqlalchemy.exc import SAWarning

from grader.notebook.platform_csv import CanvasCsv, MoodleCsv, PlatformCsv, Scores
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

PLATFORMS = [CanvasCsv, MoodleCsv]


@pytest.fixture
def graded(course: TinyCourse) -> TinyCourse:
    """Ada is graded, Cleo's essay waits, and Bob handed in nothing."""
    course.enter("ada", last_name="Lovelace", first_name="Ada", email="ada@x.org", lms_user_id="17")
    course.enter("cleo", last_name='=HYPERLINK("http://evil")', first_name="@cleo")
    with course.gradebook as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore", SAWarning)
        gradebook.update_or_create_student("bob")
        for student, essay in (("ada", 2.25), ("cleo", None)):
            for grade in gradebook.find_submission_notebook(NOTEBOOK, NAME, student).grades:
                grade.auto_score = essay if grade.name == "q_essay" else 1.0
                grade.needs_manual_grade = grade.auto_score is None
        gradebook.db.commit()
    return course


def lines(course: TinyCourse, kind: type[PlatformCsv], **settings: object) -> list[list[str]]:
    path = course.root / "platform.csv"
    with course.gradebook as gradebook:
        kind(to=str(path), **settings).export(gradebook)
    with path.open(newline="") as file:
        return list(csv.reader(file))


def test_canvas_gets_five_columns_about_a_student_and_the_points_possible(graded: TinyCourse):
    heading, points, *students = lines(graded, CanvasCsv)
    assert heading == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME]
    assert points == ["    Points Possible", "", "", "", "", "10.0"]
    assert ["Lovelace, Ada", "17", "", "ada", "", "5.25"] in students
    assert ["bob", "", "", "bob", "", ""] in students


def test_moodle_gets_the_columns_of_its_own_export(graded: TinyCourse):
    heading, *students = lines(graded, MoodleCsv)
    about = ["First name", "Last name", "ID number", "Institution", "Department", "Email address"]
    assert heading == [*about, f"{NAME} (Real)"]
    assert ["Ada", "Lovelace", "17", "", "", "ada@x.org", "5.25"] in students
    assert ["", "", "bob", "", "", "", "-"] in students


@pytest.mark.parametrize(("kind", "empty"), [(CanvasCsv, ""), (MoodleCsv, "-")])
def test_what_needs_a_human_is_empty_and_so_is_what_was_not_handed_in(
    graded: TinyCourse, kind: type[PlatformCsv], empty: str
):
    scores = [line[-1] for line in lines(graded, kind)]
    assert sorted(scores[-3:]) == [empty, empty, "5.25"]


@pytest.mark.parametrize("kind", PLATFORMS)
def test_a_row_that_is_left_empty_is_told(
    graded: TinyCourse, kind: type[PlatformCsv], caplog: pytest.LogCaptureFixture
):
    lines(graded, kind)
    told = f"cleo, {NAME} is left empty: {NOTEBOOK}/q_essay needs a human"
    assert [record.getMessage() for record in caplog.records if record.levelname == "WARNING"] == [
        told
    ]


@pytest.mark.parametrize("kind", PLATFORMS)
def test_no_name_id_or_heading_is_a_formula(graded: TinyCourse, kind: type[PlatformCsv]):
    with graded.gradebook as gradebook:
        gradebook.update_or_create_student("+dan", first_name="-", email="\t=1", lms_user_id="-9")
    found = lines(graded, kind, columns={NAME: "=cmd()"})
    started = [cell for line in found for cell in line if cell.startswith(("=", "+", "@", "\t"))]
    assert not started
    assert not [cell for line in found for cell in line if cell.startswith("-") and cell != "-"]
    assert any("'=HYPERLINK" in cell for line in found for cell in line)


def test_an_assignment_can_have_another_name_on_the_platform(graded: TinyCourse):
    assert lines(graded, CanvasCsv, columns={NAME: "Tiny (42)"})[0][-1] == "Tiny (42)"
    assert lines(graded, MoodleCsv, columns={NAME: "Tiny"})[0][-1] == "Tiny (Real)"


def test_each_assignment_has_its_column(graded: TinyCourse):
    with graded.gradebook as gradebook:
        gradebook.update_or_create_assignment("other")
    heading, points, *students = lines(graded, CanvasCsv)
    ada = next(line for line in students if line[3] == "ada")
    assert dict(zip(heading[5:], points[5:], strict=True)) == {NAME: "10.0", "other": "0.0"}
    assert dict(zip(heading[5:], ada[5:], strict=True)) == {NAME: "5.25", "other": ""}


def test_only_what_was_asked_for_is_written(graded: TinyCourse):
    assert [line[3] for line in lines(graded, CanvasCsv, student=["bob"])[2:]] == ["bob"]
    assert lines(graded, MoodleCsv, assignment=["none"])[0][-1] == "Email address"


@pytest.mark.parametrize("kind", PLATFORMS)
def test_the_file_is_the_instructors_alone_and_not_the_one_of_the_ordinary_export(
    graded: TinyCourse, kind: type[PlatformCsv], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    with graded.gradebook as gradebook:
        kind().export(gradebook)
    assert [path.name for path in tmp_path.glob("*.csv")] == [kind.file]
    assert (tmp_path / kind.file).stat().st_mode & 0o077 == 0


def test_nbgrader_chooses_the_layout(graded: TinyCourse, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(graded.root)
    with (graded.root / "nbgrader_config.py").open("a") as file:
        file.write(f"get_config().CanvasCsv.columns = {{'{NAME}': 'Tiny (42)'}}\n")
    app = ExportApp()
    app.initialize(["--exporter=grader.notebook.platform_csv.CanvasCsv"])
    app.start()
    written = (graded.layout.build / "canvas.csv").read_text()
    assert written.startswith("Student,ID,SIS User ID,SIS Login ID,Section,Tiny (42)\n")
    assert not (graded.layout.build / "grades.csv").exists()


def test_the_layout_is_a_subclass_s():
    with pytest.raises(NotImplementedError):
        PlatformCsv().rows(Scores({}, {}, [], {}))
