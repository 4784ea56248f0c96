from __future__ import annotations

from pathlib import Path

import pytest
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


def collect(course: TinyCourse, inbound: Path, **settings: object) -> None:
    """Collect as `nbgrader collect` does."""
    config = course.config
    config.Exchange.root = str(inbound.parent.parent)
    config.CourseDirectory.course_id = "maths"
    directory = CourseDirectory(config=config, assignment_id=NAME, **settings)
    factory = ExchangeFactory(config=config)
    authenticator = Authenticator(config=config)
    collector = factory.Collect(coursedir=directory, authenticator=authenticator, config=config)
    collector.check_owner = False
    collector.start()


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
