"""A submission that changes while it is graded: what was read once is what is graded."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest

from grader.classroom.grading import grade
from grader.notebook import execution, exporter
from grader.notebook.records import Record, read_record
from tests.tiny_course import CANARY, NAME, NOTEBOOK, RIGHT, TinyCourse

pytestmark = pytest.mark.slow


def rewrite(path: Path, _course: TinyCourse) -> None:
    path.write_bytes(b'{"cells": []}')


def truncate(path: Path, _course: TinyCourse) -> None:
    with path.open("rb+") as file:
        file.truncate(path.stat().st_size // 2)


def link(path: Path, course: TinyCourse) -> None:
    path.unlink()
    path.symlink_to(course.root / "solutions" / f"{NAME}_references.py")


def link_the_folder(path: Path, course: TinyCourse) -> None:
    rmtree(path.parent)
    path.parent.symlink_to(course.root / "solutions" / NAME)


CHANGES: dict[str, Callable[[Path, TinyCourse], None]] = {
    "ada": rewrite,
    "bob": truncate,
    "cyd": link,
    "dee": link_the_folder,
}
ALL_RIGHT = {"q_jacobian": 4.0, "q_double": 2.0, "q_colour": 1.0}


@pytest.fixture
def course(released_course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> TinyCourse:
    course = TinyCourse(copytree(released_course, tmp_path / "course"))
    monkeypatch.chdir(course.root)
    return course


def scores(course: TinyCourse, student: str) -> dict[str, float | None]:
    return {name: course.scores(student)[name] for name in ALL_RIGHT}


def record(course: TinyCourse, student: str) -> Record:
    found = read_record(course.layout, student, NAME, NOTEBOOK)
    assert found is not None
    return found


def test_what_was_read_is_graded_whatever_becomes_of_the_file(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    paths = {name: course.hand_in(name, course.answered(RIGHT)) for name in sorted(CHANGES)}
    handed_in = {name: sha256(path.read_bytes()).hexdigest() for name, path in paths.items()}
    waiting = iter(sorted(CHANGES))

    def after_a_change(task: bytes) -> bytes:
        student = next(waiting)
        CHANGES[student](paths[student], course)
        return carry_out(task)

    carry_out = execution.carry_out
    with monkeypatch.context() as patch:
        patch.setattr(execution, "carry_out", after_a_change)
        grade(course.root, NAME)
    for name in CHANGES:
        assert scores(course, name) == ALL_RIGHT
        assert record(course, name).submission == handed_in[name]
    again = grade(course.root, NAME)  # what lies there now is another submission
    assert not any(each.reused or each.fault for each in again.submissions)
    for name in CHANGES:
        assert scores(course, name) == dict.fromkeys(ALL_RIGHT, 0.0)
        assert CANARY not in course.page(name)


def test_a_file_that_was_another_one_while_it_was_read_is_graded_again(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    path = course.hand_in("ada", course.answered(RIGHT))
    before = path.read_bytes()

    def meanwhile(*arguments: Any) -> Any:  # noqa: ANN401 - those of the function
        course.hand_in("ada", course.answered({}))
        found = admit_submission(*arguments)
        path.write_bytes(before)
        return found

    admit_submission = exporter.admit_submission
    with monkeypatch.context() as patch:
        patch.setattr(exporter, "admit_submission", meanwhile)
        grade(course.root, NAME)
    assert scores(course, "ada") == dict.fromkeys(ALL_RIGHT, 0.0)
    (again,) = grade(course.root, NAME).submissions
    assert not again.reused
    assert scores(course, "ada") == ALL_RIGHT
    (still,) = grade(course.root, NAME).submissions
    assert still.reused
