"""From a gradebook and records of grading to files; nothing is graded here."""

from __future__ import annotations

import csv
import re
import stat
from pathlib import Path
from shutil import copytree

import pytest

from grader.classroom.class_data import questions_of, read_class
from grader.classroom.class_report import report
from grader.errors import ConfigError
from grader.notebook.records import Record, write_record
from grader.verdict import EntryVerdict, Outcome, Report, Status, Verdict
from tests.tiny_course import CANARY, NAME, NOTEBOOK, TinyCourse

WRONG, RIGHT = Verdict(Status.REFUTED), Verdict(Status.PROVED)


@pytest.fixture
def course(released_course: Path, tmp_path: Path) -> TinyCourse:
    """A class of three who handed in, one of them unread, and one who did not."""
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    for name in ("ada", "=bob", "cyd"):
        course.enter(name)
    with course.gradebook as gradebook:
        gradebook.update_or_create_student("dan")
        for name, score in (("ada", 3.0), ("=bob", None)):
            grade = gradebook.find_grade("q_jacobian", NOTEBOOK, NAME, name)
            grade.auto_score, grade.needs_manual_grade = score, score is None
        gradebook.db.commit()
    found = Report(
        "q_jacobian",
        4.0,
        3.0,
        Outcome.PARTLY_RIGHT,
        shape=(2, 2),
        entries=tuple(
            EntryVerdict(n // 2 + 1, n % 2 + 1, WRONG if n == 1 else RIGHT) for n in range(4)
        ),
        answer=("2*x*y", "x", "1", "1"),
    )
    record = Record("abc", "0", "bubblewrap", {}, {"q_jacobian": found}, 1.25)
    for name in ("ada", "=bob"):
        write_record(course.layout, name, NAME, NOTEBOOK, record)
    return course


def test_scores_come_from_the_gradebook_and_findings_from_the_records(course: TinyCourse):
    data = read_class(course.root, NAME, questions_of(course.root, NAME))
    bob, ada, cyd = data.submissions
    assert [each.student for each in data.submissions] == ["=bob", "ada", "cyd"]
    assert (ada.scores["q_jacobian"], bob.scores["q_jacobian"]) == (3.0, None)
    assert ada.answers["q_jacobian"].statuses[1] is Status.REFUTED
    assert (ada.isolation, ada.seconds) == ({NOTEBOOK: "bubblewrap"}, 1.25)
    assert (cyd.answers, cyd.isolation) == ({}, {})
    assert data.absent == 1


def test_questions_come_in_the_order_of_their_declarations_and_manual_parts_last(
    course: TinyCourse,
):
    data = read_class(course.root, NAME, questions_of(course.root, NAME))
    assert [asked.name for asked in data.asked] == ["q_jacobian", "q_double", "q_colour", "q_essay"]
    assert [asked.manual for asked in data.asked] == [False, False, False, True]
    assert (data.asked[0].rows, data.asked[0].columns) == (("f1", "f2"), ("x", "y"))
    assert data.points == 10


def test_the_page_and_its_tables_are_for_their_owner_alone(course: TinyCourse):
    page, *others = report(course.root, NAME)
    assert page == course.layout.build / "report" / f"{NAME}.html"
    assert sorted(path.name for path in page.parent.iterdir()) == sorted(
        path.name for path in (page, *others)
    )
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (page, *others)} == {0o600}


def test_nothing_of_the_references_is_written(course: TinyCourse):
    for path in report(course.root, NAME):
        assert CANARY not in path.read_text()
        assert "x**2" not in path.read_text()


def test_a_spreadsheet_does_not_run_a_students_name(course: TinyCourse, tmp_path: Path):
    page, *_others = report(course.root, NAME, tmp_path / "new" / "r.html")
    with page.with_name("r-students.csv").open(newline="") as file:
        names = [row["student"] for row in csv.DictReader(file)]
    assert names == ["'=bob", "ada", "cyd"]


def test_a_report_takes_the_place_of_an_earlier_one(course: TinyCourse, tmp_path: Path):
    page = tmp_path / "r.html"
    page.write_text("an earlier report")
    report(course.root, NAME, page)
    assert "an earlier report" not in page.read_text()


def test_an_anonymous_report_stands_beside_the_other(course: TinyCourse):
    page, *tables = report(course.root, NAME, anonymous=True)
    assert page.name == f"{NAME}-anonymous.html"
    assert "Fewer than 5" in page.read_text()
    for path in (page, *tables):
        assert not {"ada", "bob", "cyd"} & set(re.findall(r"\w+", path.read_text()))


def test_a_place_that_cannot_be_written_is_said(course: TinyCourse, tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="can't be written: File exists"):
        report(course.root, NAME, tmp_path / "file" / "r.html")


def test_an_assignment_that_is_not_in_the_gradebook_is_said(course: TinyCourse):
    solutions = course.layout.source(NAME)
    copytree(solutions, solutions.with_name("other"))
    with pytest.raises(ConfigError, match="the gradebook has no questions of other"):
        report(course.root, "other")


@pytest.mark.parametrize("text", ["{ not JSON", '{"reports": {"q": {}}}'])
def test_a_record_of_another_version_is_said_to_be_one(course: TinyCourse, text: str):
    path = course.layout.step("reports", "ada", NAME) / f"{NOTEBOOK}.json"
    path.write_text(text)
    with pytest.raises(ConfigError, match="ada's 1_first can't be read: another version"):
        report(course.root, NAME)
