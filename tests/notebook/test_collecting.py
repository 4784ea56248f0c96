from __future__ import annotations

import json
import os
import pwd
from pathlib import Path

import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange import ExchangeFactory

from tests.tiny_course import CANARY, NAME, NOTEBOOK, RIGHT, TinyCourse


@pytest.fixture
def inbound(tmp_path: Path) -> Path:
    """Where Ada and Eve hand in."""
    inbound = tmp_path / "exchange" / "maths" / "inbound"
    for student in ("ada", "eve"):
        (inbound / f"{student}+{NAME}+2026-03-01 12:00:00 UTC+0").mkdir(parents=True)
    inbound.parent.parent.chmod(0o777)
    return inbound


def exchange(
    course: TinyCourse, inbound: Path, step: str, *, owners: bool = False, **settings: object
) -> None:
    """Collect, or release feedback, as nbgrader's commands do."""
    config = course.config
    config.Exchange.root = str(inbound.parent.parent)
    config.CourseDirectory.course_id = "maths"
    directory = CourseDirectory(config=config, assignment_id=NAME, **settings)
    taker = getattr(ExchangeFactory(config=config), step)(
        coursedir=directory, authenticator=Authenticator(config=config), config=config
    )
    taker.check_owner = owners
    taker.start()


def collect(course: TinyCourse, inbound: Path, **settings: object) -> None:
    exchange(course, inbound, "Collect", **settings)


@pytest.mark.parametrize("shared", [False, True])
def test_links_in_the_exchange_are_not_collected(
    course: TinyCourse, inbound: Path, *, shared: bool
):
    folders = sorted(inbound.iterdir())
    for folder in folders:
        (folder / "notes.txt").write_text("mine")
    solution = course.layout.source(NAME) / f"{NOTEBOOK}.ipynb"
    (folders[1] / f"{NOTEBOOK}.ipynb").symlink_to(solution)
    (folders[1] / "stolen.txt").symlink_to(course.root / "solutions" / f"{NAME}_references.py")
    (folders[0] / f"{NOTEBOOK}.ipynb").write_text("{}")
    collect(course, inbound, groupshared=shared)
    collected = {
        path: path.read_text() for path in course.layout.build.rglob("*/*") if path.is_file()
    }
    assert {path.name for path in collected if "ada" in path.parts} == {
        f"{NOTEBOOK}.ipynb",
        "notes.txt",
    }
    assert {path.name for path in collected if "eve" in path.parts} == {"notes.txt"}
    assert not any(
        CANARY in text or RIGHT["q_jacobian_answer"] in text for text in collected.values()
    )
    if shared:
        assert course.folder("ada").stat().st_mode & 0o2070 == 0o2070


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # nbgrader's file
def test_feedback_is_released_to_whoever_handed_in_through_the_exchange(
    course: TinyCourse, inbound: Path
):
    for folder in inbound.iterdir():
        (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(course.answered(RIGHT)))
        (folder / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
        secret = (folder.name[:3].encode() * 22)[:64].hex()  # as long as nbgrader makes it
        (folder / "submission_secret.txt").write_text(secret)
    collect(course, inbound)
    course.autograde()
    course.give_feedback()
    feedback = inbound.with_name("feedback")
    feedback.mkdir()
    exchange(course, inbound, "ReleaseFeedback")
    assert len(list(feedback.glob("*.html"))) == 2
    assert "submission_secret" not in course.page("ada")


def test_a_secret_that_is_no_line_of_text_is_turned_away(course: TinyCourse):
    course.hand_in("eve", course.answered(RIGHT))
    (course.folder("eve") / "submission_secret.txt").write_bytes(b"\xff" * 50)
    course.autograde()
    assert not (course.layout.step("autograded", "eve", NAME) / "submission_secret.txt").exists()
    assert "submission_secret.txt was not read" in course.graded("eve").cells[0].source


def test_a_folder_of_somebody_else_is_not_collected(course: TinyCourse, inbound: Path):
    own, other = (pwd.getpwuid(number).pw_name for number in (os.getuid(), 1))
    named = (inbound / f"{name}+{NAME}+2026-03-01 12:00:00 UTC" for name in (own, other))
    for folder in (*inbound.iterdir(), *named):
        folder.mkdir(exist_ok=True)
        (folder / f"{NOTEBOOK}.ipynb").write_text("{}")
    exchange(course, inbound, "Collect", owners=True)
    collected = {path.name for path in (course.layout.build / "submitted").iterdir()}
    assert collected == {"ada", "eve", own}  # two of them are users of a hub alone


@pytest.mark.parametrize("name", ["garbage", "", "0001-01-01 00:00:00 +1400", "9" * 200, "+++"])
def test_a_folder_whose_name_holds_no_time_keeps_nobody_from_being_collected(
    course: TinyCourse, inbound: Path, name: str
):
    for folder in (*inbound.iterdir(), inbound / f"eve+{NAME}+{name}"):
        folder.mkdir(exist_ok=True)
        (folder / f"{NOTEBOOK}.ipynb").write_text(folder.name)
    collect(course, inbound)
    collected = course.layout.build / "submitted"
    works = {path.parents[1].name: path.read_text() for path in collected.glob("*/*/*.ipynb")}
    assert works.keys() == {"ada", "eve"}
    assert name == "" or not works["eve"].endswith(name)


def test_a_time_that_is_none_is_not_collected_and_formgrader_goes_on(
    course: TinyCourse, inbound: Path
):
    for folder, zone in zip(sorted(inbound.iterdir()), ("UTC", "/proc/self/mem"), strict=True):
        (folder / f"{NOTEBOOK}.ipynb").write_text(json.dumps(course.answered(RIGHT)))
        (folder / "timestamp.txt").write_text(f"2026-03-01 12:00:00 {zone}")
    collect(course, inbound)
    collect(course, inbound)  # reads the times of what is there
    assert (course.folder("ada") / "timestamp.txt").exists()
    assert not (course.folder("eve") / "timestamp.txt").exists()
    config = course.config
    shown = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert [each["student"] for each in shown.get_submissions(NAME)] == ["ada", "eve"]
