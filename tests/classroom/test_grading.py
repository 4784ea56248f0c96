from __future__ import annotations

import csv
import os
import shutil
from dataclasses import replace
from shutil import copytree

import pytest
from nbgrader.converters import Autograde

from grader.classroom.grading import Way, export, feedback_of, generate, grade
from grader.classroom.results import ClassResult, NotebookResult, SubmissionResult
from grader.errors import ConfigError
from grader.notebook import tasks
from grader.notebook.configuration import make_own_root
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

pytestmark = pytest.mark.slow


class Heard:
    """A listener that remembers."""

    def __init__(self) -> None:
        self.announced = 0
        self.results: list[SubmissionResult] = []

    def begins(self, submissions: int) -> None:
        self.announced = submissions

    def ended(self, result: SubmissionResult) -> None:
        self.results.append(result)


def _by_student(result: ClassResult) -> dict[str, SubmissionResult]:
    return {submission.student: submission for submission in result.submissions}


def test_every_submission_is_graded_and_has_feedback(handed_in: TinyCourse):
    listener = Heard()
    result = grade(handed_in.root, NAME, listener=listener)
    assert tuple(listener.results) == result.submissions
    assert listener.announced == 3
    scores = {student: r.notebooks[0].score for student, r in _by_student(result).items()}
    assert scores == {"ada": 7, "bob": 0, "cyd": 6}
    assert result.complete
    assert {page.parts[-3] for page in feedback_of(handed_in.root).glob("*/*/*.html")} == {
        "ada",
        "bob",
        "cyd",
    }


def test_a_manual_part_that_was_answered_waits_for_a_person(handed_in: TinyCourse):
    result = grade(handed_in.root, NAME, Way(students=["ada", "cyd"]))
    waiting = {student: r.notebooks[0].manual for student, r in _by_student(result).items()}
    assert waiting == {"ada": ("q_essay",), "cyd": ()}


def test_only_the_chosen_students_are_graded(handed_in: TinyCourse):
    assert list(_by_student(grade(handed_in.root, NAME, Way(students=["cyd"])))) == ["cyd"]


def test_a_submission_that_nbgrader_fails_on_is_reported_and_harms_no_other_one(
    handed_in: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    start = Autograde.start

    def fail_for_bob(step: Autograde) -> None:
        if step.coursedir.student_id == "bob":
            step.log.error("the disk is full")
            raise OSError
        start(step)

    monkeypatch.setattr(Autograde, "start", fail_for_bob)
    result = grade(handed_in.root, NAME)
    by_student = _by_student(result)
    assert by_student["bob"].fault == "[ERROR] the disk is full"
    assert not result.complete
    assert by_student["ada"].notebooks[0].score == 7
    assert by_student["cyd"].fault == ""


@pytest.mark.parametrize("name", ["new\nline", "*", "a[d]a", " dan", os.fsdecode(b"\xff\xfe")])
def test_a_folder_that_names_no_student_is_reported_and_harms_no_other_one(
    handed_in: TinyCourse, name: str
):
    copytree(handed_in.folder("ada"), handed_in.layout.step("submitted", name, NAME))
    result = grade(handed_in.root, NAME)
    (odd,) = [each for each in result.submissions if each.fault]
    assert odd.student == ascii(name)[1:-1]
    assert "is no name for a student's folder" in odd.fault
    scores = {r.student: r.notebooks[0].score for r in result.submissions if not r.fault}
    assert scores == {"ada": 7, "bob": 0, "cyd": 6}


def test_a_file_in_place_of_a_students_folder_is_reported_and_harms_no_other_one(
    handed_in: TinyCourse,
):
    place = handed_in.layout.step("submitted", "dan", NAME)
    place.parent.mkdir()
    place.write_bytes(b"notes")
    by_student = _by_student(grade(handed_in.root, NAME))
    assert by_student.pop("dan").fault == (
        f"{place} is no folder; put the notebooks that were handed in into one"
    )
    assert {name: each.notebooks[0].score for name, each in by_student.items()} == {
        "ada": 7,
        "bob": 0,
        "cyd": 6,
    }


def test_two_workers_give_the_results_of_one(handed_in: TinyCourse):
    def without_time(result: ClassResult) -> list[SubmissionResult]:
        return [replace(submission, seconds=0) for submission in result.submissions]

    alone = without_time(grade(handed_in.root, NAME))
    assert without_time(grade(handed_in.root, NAME, Way(workers=2, force=True))) == alone


def test_grading_again_takes_up_what_was_graded_unless_it_is_told_not_to(
    handed_in: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    def results(result: ClassResult) -> dict[str, tuple[bool, tuple[NotebookResult, ...]]]:
        return {each.student: (each.reused, each.notebooks) for each in result.submissions}

    first = results(grade(handed_in.root, NAME, Way(students=["ada", "bob"])))
    again = results(grade(handed_in.root, NAME))
    assert {student: reused for student, (reused, _) in again.items()} == (
        {"ada": True, "bob": True, "cyd": False}
    )
    assert {name: again[name][1] for name in first} == {n: found for n, (_, found) in first.items()}
    with monkeypatch.context() as patch:
        patch.setattr(tasks, "execute", lambda *_: pytest.fail("it ran again"))
        (handed_in.layout.build / "receipts" / "ada" / f"{NAME}.json").unlink()
        assert results(grade(handed_in.root, NAME, Way(["ada"])))["ada"] == first["ada"]
    anew = results(grade(handed_in.root, NAME, Way(["ada"], force=True)))
    assert anew["ada"] == (False, first["ada"][1])


def test_the_export_has_a_row_for_every_student(handed_in: TinyCourse):
    grade(handed_in.root, NAME)
    with export(handed_in.root).open(newline="") as file:
        assert {row["student_id"] for row in csv.DictReader(file)} == {"ada", "bob", "cyd"}


def test_nothing_handed_in_is_said_with_the_place_that_was_looked_at(handed_in: TinyCourse):
    shutil.rmtree(handed_in.layout.build / "submitted")
    with pytest.raises(ConfigError, match=r"nobody handed in tiny: nothing matches .*submitted"):
        grade(handed_in.root, NAME)


def test_an_assignment_that_was_not_generated_is_named_with_the_command(handed_in: TinyCourse):
    with pytest.raises(ConfigError, match="nbgrader generate_assignment other"):
        grade(handed_in.root, "other")


def test_a_root_of_its_own_shares_nothing_but_the_solutions(handed_in: TinyCourse):
    own = handed_in.root / "build" / "own"
    make_own_root(own, handed_in.root)
    generate(own, NAME)
    assert (own / "release" / NAME / f"{NOTEBOOK}.ipynb").is_file()
    with pytest.raises(ConfigError, match="nobody handed in"):
        grade(own, NAME, Way(isolation="best"))


def test_what_keeps_an_assignment_from_being_generated_is_said(handed_in: TinyCourse):
    (handed_in.layout.source(NAME) / "questions.py").write_text("q = 1\n")
    with pytest.raises(ConfigError, match="tiny could not be generated"):
        generate(handed_in.root, NAME)
