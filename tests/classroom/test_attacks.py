"""Attacks, each carried out in a class that is graded: all get what their answers deserve."""

from __future__ import annotations

import ast
import tracemalloc
from pathlib import Path

import pytest
from traitlets.config import Config

from grader.notebook import intake
from grader.notebook.exporter import MOST_NAMED, admit_submission
from grader.notebook.rebuild import grade_id
from grader.sandbox.probe import obstacle
from tests.attacked_class import (
    ACTS,
    ATTACKS,
    CROWDING,
    ENDLESS,
    FORGER,
    FULL,
    HONEST,
    MARK,
    NOTHING,
    REACHING,
    RECORDS,
    SPARSE,
    Attacked,
    attacked,
    student,
    targets,
    untouchable,
)
from tests.tiny_course import CANARY, NAME, NOTEBOOK

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def graded(released_course: Path, tmp_path_factory: pytest.TempPathFactory) -> Attacked:
    return attacked(released_course, tmp_path_factory.mktemp("attacked") / "course")


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_an_attack_writes_is_python(attack: str):
    for source in ATTACKS[attack].answers.values():
        ast.parse(source)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_on_scoring_earns_what_its_answers_deserve(graded: Attacked, attack: str):
    grades = graded.course.grades(student(attack))
    deserved = ATTACKS[attack].deserved
    assert {name: grade["auto_score"] for name, grade in grades.items()} == deserved
    asked = {name for name, grade in grades.items() if grade["needs_manual_grade"]}
    assert asked == {name for name, score in deserved.items() if score is None}


def test_scores_that_a_person_gave_survive_grading_again(graded: Attacked):
    """As `nbgrader autograde --force` does, for one who made a person look."""
    course, name = graded.course, student("a result, then an error")
    with course.gradebook as gradebook:
        for grade in gradebook.find_submission_notebook(NOTEBOOK, NAME, name).grades:
            grade.manual_score, grade.needs_manual_grade = 0.5, False
        gradebook.db.commit()
    one = Config()
    one.CourseDirectory.student_id = name
    course.autograde(more=one)
    found = course.grades(name).values()
    assert [(g["manual_score"], g["needs_manual_grade"]) for g in found] == [(0.5, False)] * 4


def test_outputs_in_forged_records_are_cleaned_as_all_others(graded: Attacked):
    course, name = graded.course, student(RECORDS)
    cells = {grade_id(cell): cell for cell in course.graded(name).cells}
    assert "<b>forged</b>" in str(cells["q_jacobian_answer"].outputs)
    assert "<b>forged</b>" in course.page(name)
    files = [path for kind in ("ipynb", "html") for path in course.layout.build.rglob(f"*.{kind}")]
    assert [path for path in files if path.is_file() and FORGER.encode() in path.read_bytes()] == []


@pytest.mark.parametrize("name", HONEST)
def test_everyone_else_has_what_they_deserve_and_no_trace_of_it(graded: Attacked, name: str):
    assert graded.course.scores(name) == {**FULL, "q_essay": None}
    assert "eve" not in graded.course.page(name)
    assert not any(each.fault for each in graded.result.submissions)


def test_nothing_that_grading_reads_has_changed(graded: Attacked):
    assert untouchable(graded.course) == graded.before


def test_nothing_of_the_course_is_read_or_written_by_its_path(graded: Attacked):
    if found := obstacle():
        pytest.skip(found)
    there = targets(graded.course)
    assert all(path.exists() for path in there)
    name = student(REACHING)
    cell = next(c for c in graded.course.graded(name).cells if grade_id(c) == "q_double_answer")
    (told,) = cell.outputs
    assert told.text.split() == ["refused"] * ACTS * len(there)
    assert graded.course.scores(name) == {**FULL, "q_double": 0.0}


def test_what_was_written_and_what_is_secret_is_in_no_file_of_others(graded: Attacked):
    build = graded.course.layout.build
    files = [p for p in build.rglob("*") if p.is_file() and not p.is_symlink()]
    ours = [p for p in files if "submitted" not in p.parts]
    for path in ours:
        data = path.read_bytes()
        assert CANARY.encode() not in data, path
        assert MARK.encode() not in data or student(REACHING) in path.parts, path


def test_of_thousands_of_files_only_those_asked_for_pass(graded: Attacked):
    course, name = graded.course, student(CROWDING)
    assert course.scores(name) == FULL
    for step, notebook in (("admitted", "ipynb"), ("autograded", "ipynb"), ("feedback", "html")):
        found = {path.name for path in course.layout.step(step, name, NAME).iterdir()}
        assert found - {"questions.py"} == {f"{NOTEBOOK}.{notebook}"}
    assert course.page(name).count("was not read") == MOST_NAMED
    assert "At least 9" in course.page(name)


@pytest.mark.parametrize(
    ("attack", "told"), [(SPARSE, "it is too large"), (ENDLESS, "not a complete notebook file")]
)
def test_a_file_that_is_no_notebook_earns_nothing_and_its_page_says_why(
    graded: Attacked, attack: str, told: str
):
    assert graded.course.scores(student(attack)) == NOTHING
    assert told in graded.course.page(student(attack))


@pytest.mark.parametrize("attack", [SPARSE, CROWDING])
def test_huge_files_take_neither_memory_nor_room(graded: Attacked, attack: str):
    layout = graded.course.layout
    tracemalloc.start()
    admit_submission(layout.step("submitted", student(attack), NAME), layout, NAME, [NOTEBOOK])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * intake.LARGEST_FILE
    files = [path.lstat() for path in layout.build.rglob(f"{student(attack)}/**/*")]
    assert sum(found.st_blocks * 512 for found in files) < intake.LARGEST_FILE
