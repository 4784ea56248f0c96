from __future__ import annotations

import csv
import json
import sqlite3
import stat
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from grader.classroom.decisions import Decision, enter
from grader.classroom.kept import Kept
from grader.classroom.regrading import regrade as module
from grader.classroom.regrading import rescoring
from grader.classroom.regrading.changes import NOT_KEPT, OTHER_INPUTS, Change
from grader.classroom.regrading.journal import write_down
from grader.classroom.regrading.regrade import Done, regrade
from grader.errors import ConfigError
from grader.judging import Budget, Judge
from grader.notebook import configuration
from tests.kept_class import QUESTIONS, REFERENCES, change
from tests.tiny_course import CANARY, NAME, NOTEBOOK, TinyCourse

pytestmark = pytest.mark.slow

BLUE_TO_RED = ('"q_colour": "B"', '"q_colour": "A"')
TWO_TO_THREE = ('"2*x*y"', '"3*x*y"')


def changes(done: Done) -> dict[tuple[str, str], Change]:
    return {(c.student, c.question): c for each in done.found for c in each.changes}


def scores(done: Done) -> dict[tuple[str, str], tuple[float | None, float | None]]:
    return {place: (c.before.score, c.after.score) for place, c in changes(done).items()}


def files(course: TinyCourse) -> dict[str, bytes]:
    """All that staff and students see of the class, by name."""
    build = course.layout.build
    kept = {"store", "secret", ".turn"}
    found = [
        p for p in build.rglob("*") if p.is_file() and p.relative_to(build).parts[0] not in kept
    ]
    return {str(path.relative_to(build)): path.read_bytes() for path in found}


def test_a_class_whose_course_is_unchanged_keeps_its_marks(course: TinyCourse):
    before = files(course)
    assert regrade(course.root, NAME) == Done(())
    assert files(course) == before


def test_another_reference_changes_who_is_right_and_says_why(course: TinyCourse):
    change(course, REFERENCES, *TWO_TO_THREE)
    done = regrade(course.root, NAME)
    # All four entries are worth a quarter of four points each.
    assert scores(done) == {("ada", "q_jacobian"): (4, 3), ("bob", "q_jacobian"): (3, 4)}
    assert changes(done)["bob", "q_jacobian"].reason == (
        "the reference changed; partly right → right; (1, 1) REFUTED → PROVED"
    )
    assert course.scores("ada")["q_jacobian"] == 3
    assert course.scores("bob")["q_jacobian"] == 4
    assert course.scores("cyd")["q_colour"] == 1


def test_pages_are_written_for_those_who_changed_and_name_no_reference(course: TinyCourse):
    change(course, REFERENCES, *TWO_TO_THREE)
    regrade(course.root, NAME)
    pages = course.layout.build / "feedback"
    assert sorted(path.name for path in pages.iterdir()) == ["ada", "bob"]
    assert "4 of 4 points" in course.page("bob")
    assert not [name for name, data in files(course).items() if CANARY.encode() in data]
    assert not [cell for cell in course.graded("ada").cells if "3*x*y" in str(cell.get("outputs"))]


def test_a_dry_run_says_the_same_and_writes_nothing(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    before = files(course)
    dry = regrade(course.root, NAME, dry=True)
    assert files(course) == before
    assert dry.files is None
    assert scores(dry) == scores(regrade(course.root, NAME)) != {}


def test_regrading_twice_changes_nothing_the_second_time(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    regrade(course.root, NAME)
    before = files(course)
    assert regrade(course.root, NAME) == Done(())
    assert files(course) == before


def test_scores_that_would_fall_stay_if_only_raising(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    done = regrade(course.root, NAME, only_raise=True)
    withheld = {student: c.withheld for (student, _), c in changes(done).items()}
    assert withheld == {"ada": True, "bob": False, "cyd": True}
    given = {student: course.scores(student)["q_colour"] for student in ("ada", "bob", "cyd")}
    assert given == {"ada": 1, "bob": 1, "cyd": 1}


def test_what_was_withheld_is_found_again_without_the_option(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    regrade(course.root, NAME, only_raise=True)
    assert scores(regrade(course.root, NAME)) == {
        ("ada", "q_colour"): (1, 0),
        ("cyd", "q_colour"): (1, 0),
    }
    assert course.scores("ada")["q_colour"] == 0


def test_what_a_person_decided_stays(course: TinyCourse):
    decided = [Decision("ada", "q_jacobian", 3.5, "Nearly."), Decision("ada", "q_essay", 2)]
    enter(Kept(course.root, NAME), decided)
    change(course, REFERENCES, *TWO_TO_THREE)
    assert changes(regrade(course.root, NAME))["ada", "q_jacobian"].decided == 3.5
    grades = course.grades("ada")
    assert (grades["q_jacobian"]["auto_score"], grades["q_jacobian"]["manual_score"]) == (3, 3.5)
    assert not grades["q_jacobian"]["needs_manual_grade"]
    assert (grades["q_essay"]["manual_score"], grades["q_essay"]["needs_manual_grade"]) == (
        2,
        False,
    )


def test_an_answer_that_could_not_be_judged_waits_until_it_can(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    change(course, REFERENCES, *BLUE_TO_RED)
    with monkeypatch.context() as patch:
        patch.setattr(module, "Judge", partial(Judge, Budget(submission_seconds=0)))
        assert scores(regrade(course.root, NAME))["ada", "q_colour"] == (1, None)
    assert course.grades("ada")["q_colour"]["needs_manual_grade"]
    assert scores(regrade(course.root, NAME))["ada", "q_colour"] == (None, 0)
    assert not course.grades("ada")["q_colour"]["needs_manual_grade"]


def test_a_question_that_changed_is_the_reason(course: TinyCourse):
    change(course, QUESTIONS, 'options={"A"', 'hints=("Think.",), options={"A"')
    found = changes(regrade(course.root, NAME))
    reasons = {place: c.reason for place, c in found.items()}
    assert reasons == {("bob", "q_colour"): "the question changed"}  # only who is wrong has hints
    assert "Think." in course.page("bob")


def test_functions_are_tried_again_by_grading_alone_if_their_inputs_may_be_others(
    course: TinyCourse,
):
    change(course, QUESTIONS, '({"n": 2}, {"n": 3})', '({"n": 2}, {"n": 4})')
    done = regrade(course.root, NAME)
    assert {each.student: each.faults for each in done.found} == {
        "ada": {"q_double": OTHER_INPUTS},
        "bob": {"q_double": OTHER_INPUTS},
        "cyd": {"q_double": OTHER_INPUTS},
        "dee": {},
    }
    assert course.scores("ada")["q_double"] == 2


def test_an_answer_that_was_not_kept_is_named(course: TinyCourse):
    record = course.layout.step("reports", "ada", NAME) / f"{NOTEBOOK}.json"
    record.write_text(record.read_text().replace('"payloads"', '"payloads": {}, "x_payloads"'))
    record.write_text(record.read_text().replace('"x_payloads"', '"basis"', 1))
    change(course, REFERENCES, *BLUE_TO_RED)
    (ada, *_) = regrade(course.root, NAME).found
    assert ada.faults == dict.fromkeys(("q_jacobian", "q_double", "q_colour"), NOT_KEPT)
    assert course.scores("ada")["q_colour"] == 1


@pytest.mark.parametrize("only_raise", [False, True])
def test_an_answer_whose_question_had_no_reference_yet_is_named_each_time(
    course: TinyCourse, *, only_raise: bool
):
    path = course.layout.step("reports", "ada", NAME) / f"{NOTEBOOK}.json"
    record = json.loads(path.read_text())
    del record["basis"]["q_double"], record["basis"]["q_colour"]
    path.write_text(json.dumps(record))
    change(course, REFERENCES, *BLUE_TO_RED)
    for _ in range(2):
        (ada, *_rest) = regrade(course.root, NAME, only_raise=only_raise).found
        assert ada.faults == {"q_double": OTHER_INPUTS}
        assert ada.record.basis.keys() == {"q_jacobian", *(() if only_raise else ("q_colour",))}
    assert course.scores("ada")["q_double"] == 2


def test_points_that_the_gradebook_does_not_have_are_refused(course: TinyCourse):
    change(course, QUESTIONS, "points=1", "points=2")
    change(course, f"solutions/{NAME}/{NOTEBOOK}.ipynb", '"points": 1', '"points": 2')
    with pytest.raises(
        ConfigError, match=r"q_colour is worth 1 points .* and 2 now; run: nbgrader"
    ):
        regrade(course.root, NAME)


def test_the_gradebook_is_copied_first_and_all_is_written_down(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    backup, journal = regrade(course.root, NAME, only_raise=True).files or ()
    with closing(sqlite3.connect(backup)) as copy:
        query = (
            "select auto_score from grade join base_cell on base_cell.id = cell_id "
            "where base_cell.name = 'q_colour' order by auto_score"
        )
        assert [score for (score,) in copy.execute(query)] == [0, 0, 1, 1]
    with journal.open(newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    bob, ada = rows["bob"], rows["ada"]
    assert (bob["before"], bob["after"], bob["entered"]) == ("0.0", "1.0", "yes")
    assert (ada["before"], ada["after"], ada["entered"]) == ("1.0", "0.0", "no")
    assert ada["reason"] == "the reference changed; right → wrong"
    assert {stat.S_IMODE(path.stat().st_mode) for path in (backup, journal)} == {0o600}
    assert stat.S_IMODE(backup.parent.stat().st_mode) == 0o700


def test_without_a_copy_of_the_gradebook_nothing_changes(course: TinyCourse):
    change(course, REFERENCES, *BLUE_TO_RED)
    (course.layout.build / "regraded").write_text("a file is in the way")
    before = files(course)
    with pytest.raises(ConfigError, match="nothing was changed"):
        regrade(course.root, NAME)
    assert files(course) == before


@pytest.mark.parametrize("step", ["_penalise", "convert", "write_record"])
def test_a_regrading_that_ended_anywhere_is_finished_by_the_next(
    course: TinyCourse, step: str, monkeypatch: pytest.MonkeyPatch
):
    change(course, REFERENCES, *BLUE_TO_RED)

    def end(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rescoring, step, end)
        with pytest.raises(KeyboardInterrupt):
            regrade(course.root, NAME)
    assert set(scores(regrade(course.root, NAME))) == {
        (student, "q_colour") for student in ("ada", "bob", "cyd")
    }
    given = {student: course.scores(student)["q_colour"] for student in ("ada", "bob", "cyd")}
    assert given == {"ada": 0, "bob": 1, "cyd": 0}
    assert "1 of 1 point" in course.page("bob")
    assert regrade(course.root, NAME) == Done(())


def test_a_gradebook_that_is_locked_while_marks_change_is_said_and_they_change_later(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    change(course, REFERENCES, *BLUE_TO_RED)
    with closing(sqlite3.connect(course.layout.gradebook, isolation_level=None)) as other:

        def lock(kept: Kept, made: Iterable[Change]) -> tuple[Path, Path]:
            written = write_down(kept, made)
            other.execute("BEGIN EXCLUSIVE")
            return written

        with monkeypatch.context() as patch:
            patch.setattr(configuration, "BUSY_SECONDS", 0.1)
            patch.setattr(module, "write_down", lock)
            with pytest.raises(ConfigError, match="cannot be used: database is locked"):
                regrade(course.root, NAME)
    assert len(scores(regrade(course.root, NAME))) == 3
    assert course.scores("ada")["q_colour"] == 0
