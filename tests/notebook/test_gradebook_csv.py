from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.notebook.gradebook_csv import GradebookCsv, plain, rows_of, write_csv
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


@pytest.fixture
def graded(course: TinyCourse) -> TinyCourse:
    """Ada's answers are graded but for the essay; Bob handed in nothing."""
    course.enter("ada", last_name='=HYPERLINK("http://evil")')
    with course.gradebook as gradebook:
        gradebook.update_or_create_student("bob", first_name="@bob")
        for grade in gradebook.find_submission_notebook(NOTEBOOK, NAME, "ada").grades:
            essay = grade.name == "q_essay"
            grade.auto_score = None if essay else 1.0
            grade.needs_manual_grade = essay
        gradebook.db.commit()
    return course


def rows(course: TinyCourse, **settings: object) -> dict[str, dict[str, str]]:
    path = course.root / "grades.csv"
    with course.gradebook as gradebook:
        GradebookCsv(to=str(path), **settings).export(gradebook)
    with path.open(newline="") as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


def test_what_needs_a_human_is_counted_and_named(graded: TinyCourse):
    ada = rows(graded)["ada"]
    assert ada["needs_human"] == "1"
    assert ada["needs_human_questions"] == f"{NOTEBOOK}/q_essay"


def test_every_question_has_a_column(graded: TinyCourse):
    ada = rows(graded)["ada"]
    assert (ada["score"], ada["max_score"]) == ("3.0", "10.0")
    assert ada[f"{NOTEBOOK}/q_jacobian"] == "1.0"
    assert ada[f"{NOTEBOOK}/q_essay"] == ""


def test_what_nobody_and_nothing_has_scored_needs_a_human(graded: TinyCourse):
    with graded.gradebook as gradebook:
        gradebook.find_grade("q_double", NOTEBOOK, NAME, "ada").auto_score = None
        gradebook.db.commit()
    ada = rows(graded)["ada"]
    assert ada["needs_human_questions"] == f"{NOTEBOOK}/q_double {NOTEBOOK}/q_essay"


def test_who_handed_in_nothing_has_a_row(graded: TinyCourse):
    bob = rows(graded)["bob"]
    assert (bob["score"], bob["needs_human"], bob["timestamp"]) == ("0.0", "0", "")


def test_no_name_is_a_formula(graded: TinyCourse):
    found = rows(graded)
    assert found["ada"]["last_name"] == '\'=HYPERLINK("http://evil")'
    assert found["bob"]["first_name"] == "'@bob"


def test_only_what_was_asked_for_is_written(graded: TinyCourse):
    assert set(rows(graded, student=["bob"])) == {"bob"}
    assert rows(graded, assignment=["other"]) == {}


def test_the_file_is_the_instructors_alone(graded: TinyCourse):
    rows(graded)
    assert (graded.root / "grades.csv").stat().st_mode & 0o077 == 0


def test_without_a_name_the_file_is_grades_csv(
    graded: TinyCourse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    with graded.gradebook as gradebook:
        GradebookCsv().export(gradebook)
    assert (tmp_path / "grades.csv").is_file()


@given(st.text())
def test_no_text_starts_as_a_formula_does(text: str):
    run = plain(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert run == (text == "-")  # which is an empty cell of Moodle's, and no formula
    assert plain(text).removeprefix("'") == text.removeprefix("'")


@pytest.mark.parametrize(("value", "text"), [(-1.5, "-1.5"), (None, ""), (0, "0"), ("ada", "ada")])
def test_numbers_and_ordinary_texts_stay_as_they_are(value: object, text: str):
    assert plain(value) == text


def test_sums_of_scores_are_written_in_hundredths(graded: TinyCourse):
    with graded.gradebook as gradebook:
        for name, score in (("q_jacobian", 0.1), ("q_double", 0.2), ("q_colour", 0.0)):
            gradebook.find_grade(name, NOTEBOOK, NAME, "ada").auto_score = score
        gradebook.db.commit()
    assert 0.1 + 0.2 != 0.3
    assert rows(graded)["ada"]["score"] == "0.3"


def test_a_link_is_written_through(tmp_path: Path):
    link, target = tmp_path / "grades.csv", tmp_path / "elsewhere.csv"
    link.symlink_to(target)
    for _ in range(2):
        write_csv(link, [["a", "b"]])
        assert target.read_text() == "a,b\n"
    assert link.is_symlink()


def test_students_come_by_name_however_they_were_entered(graded: TinyCourse):
    for student in ("zoe", "abe"):
        graded.enter(student)
    with graded.gradebook as gradebook:
        found = [row["student_id"] for row in rows_of(gradebook, [NAME])]
    nameless = [student for student in found if student in ("zoe", "abe")]
    assert nameless == ["abe", "zoe"]
