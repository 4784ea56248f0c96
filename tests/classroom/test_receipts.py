from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from grader.classroom import receipts as module
from grader.classroom.decisions import Decision, enter
from grader.classroom.kept import Kept
from grader.classroom.receipts import Receipts
from grader.classroom.regrading.regrade import regrade
from tests.kept_class import REFERENCES, change
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

WALLS = "bubblewrap"


@pytest.fixture(scope="module")
def course(graded_class: Path, tmp_path_factory: pytest.TempPathFactory) -> TinyCourse:
    """ada's submission is graded, with her page and a receipt."""
    course = TinyCourse(copytree(graded_class, tmp_path_factory.mktemp("receipts") / "course"))
    course.hand_in("ada", course.answered(RIGHT))
    folder = course.layout.step("feedback", "ada", NAME)
    folder.mkdir(parents=True)
    (folder / f"{NOTEBOOK}.html").write_text("a page")
    receipts = of(course)
    receipts.write("ada", receipts.receipt("ada", WALLS, receipts.submission("ada")))
    return course


@pytest.fixture
def own(course: TinyCourse, tmp_path: Path) -> TinyCourse:
    """A copy that may be changed; its receipt is written anew, since it lies elsewhere."""
    copy = TinyCourse(copytree(course.root, tmp_path / "course"))
    receipts = of(copy)
    receipts.write("ada", receipts.receipt("ada", WALLS, receipts.submission("ada")))
    return copy


def of(course: TinyCourse) -> Receipts:
    return Receipts(course.layout, NAME, str(course.config.CourseDirectory.db_url))


def test_a_graded_submission_is_done_and_another_one_is_not(course: TinyCourse):
    assert of(course).done("ada", WALLS)
    assert not of(course).done("ada", "none")
    assert not of(course).done("bob", WALLS)
    assert not of(course).done("nobody", WALLS)


def test_other_code_of_the_grader_makes_everything_undone(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "code", lambda: "newer")
    assert not of(course).done("ada", WALLS)


def hand_in_again(course: TinyCourse) -> None:
    course.hand_in("ada", course.answered())


def hand_in_another_file(course: TinyCourse) -> None:
    (course.folder("ada") / "notes.txt").write_text("more")


def change_a_reference(course: TinyCourse) -> None:
    change(course, REFERENCES, '"B"', '"A"')


def change_the_configuration(course: TinyCourse) -> None:
    change(course, "nbgrader_config.py", '"best"', '"none"')


def decide(course: TinyCourse) -> None:
    enter(Kept(course.root, NAME), [Decision("ada", "q_essay", 1)])


def comment(course: TinyCourse) -> None:
    enter(Kept(course.root, NAME), [Decision("ada", "q_essay", 0, "Why?")])


def lose_the_page(course: TinyCourse) -> None:
    (course.layout.step("feedback", "ada", NAME) / f"{NOTEBOOK}.html").unlink()


def lose_the_receipt(course: TinyCourse) -> None:
    (course.layout.build / "receipts" / "ada" / f"{NAME}.json").write_text("{}")


@pytest.mark.parametrize(
    "happens",
    [
        hand_in_again,
        hand_in_another_file,
        change_a_reference,
        change_the_configuration,
        decide,
        comment,
        lose_the_page,
        lose_the_receipt,
    ],
)
def test_whatever_a_result_depends_on_makes_it_undone(
    own: TinyCourse, happens: Callable[[TinyCourse], None]
):
    assert of(own).done("ada", WALLS)
    happens(own)
    assert not of(own).done("ada", WALLS)


def test_a_regraded_class_is_done_as_it_is_now(own: TinyCourse):
    change(own, REFERENCES, '"B"', '"A"')
    regrade(own.root, NAME, only_raise=True)
    assert of(own).done("ada", WALLS)


def test_a_newer_submission_stays_undone_when_the_older_one_is_regraded(own: TinyCourse):
    hand_in_again(own)
    change(own, REFERENCES, '"B"', '"A"')
    regrade(own.root, NAME)
    assert not of(own).done("ada", WALLS)
