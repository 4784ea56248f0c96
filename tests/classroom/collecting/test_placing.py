from __future__ import annotations

from pathlib import Path

import pytest

from grader.classroom.collecting.choosing import Attempt, Choice
from grader.classroom.collecting.placing import Outcome, Placed, place
from grader.notebook.layout import Layout

MOMENT = "2026-03-01-120000"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    (tmp_path / "build").mkdir()
    return Layout.of_course(tmp_path)


def placed(layout: Layout, data: bytes, moment: str = MOMENT) -> Placed:
    staged = layout.build / "staged"
    staged.write_bytes(data)
    return place(Choice(Attempt("ada", "a.ipynb", "s", staged)), layout, "tiny", moment)


def test_a_file_goes_where_grading_looks(layout: Layout):
    assert placed(layout, b"one").outcome is Outcome.NEW
    assert (layout.step("submitted", "ada", "tiny") / "a.ipynb").read_bytes() == b"one"


def test_the_same_file_again_changes_nothing(layout: Layout):
    placed(layout, b"one")
    assert placed(layout, b"one").outcome is Outcome.UNCHANGED
    assert not (layout.build / "replaced").exists()


def test_another_file_makes_room_and_is_kept(layout: Layout):
    placed(layout, b"one")
    found = placed(layout, b"two")
    target = layout.step("submitted", "ada", "tiny") / "a.ipynb"
    assert (found.outcome, target.read_bytes()) == (Outcome.REPLACED, b"two")
    assert found.kept == layout.step("replaced", "ada", "tiny") / MOMENT / "a.ipynb"
    assert found.kept.read_bytes() == b"one"
    assert placed(layout, b"three", "later").kept != found.kept
    assert found.kept.read_bytes() == b"one"


def test_a_link_in_place_of_the_file_makes_room_and_is_not_written_through(
    layout: Layout, tmp_path: Path
):
    precious = tmp_path / "precious"
    precious.write_bytes(b"one")
    folder = layout.step("submitted", "ada", "tiny")
    folder.mkdir(parents=True)
    (folder / "a.ipynb").symlink_to(precious)
    assert placed(layout, b"two").outcome is Outcome.REPLACED
    assert (precious.read_bytes(), (folder / "a.ipynb").read_bytes()) == (b"one", b"two")


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_link_in_place_of_a_folder_is_not_followed(depth: int, layout: Layout, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder = layout.step("submitted", "ada", "tiny")
    link = [folder.parent.parent, folder.parent, folder][depth]
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(elsewhere)
    with pytest.raises(OSError, match=r"Not a directory|Too many levels"):
        placed(layout, b"two")
    assert list(elsewhere.iterdir()) == []
