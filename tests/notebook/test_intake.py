from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.notebook import intake
from grader.notebook.intake import LARGEST_FILE, NotAdmittedError, admit, require_size
from tests.special_files import KINDS, make_special

EXPECTED = {"1_first.ipynb", "2_second.ipynb"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "submitted"
    folder.mkdir()
    (folder / "1_first.ipynb").write_bytes(b"first")
    return folder


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    secret = tmp_path / "references.py"
    secret.write_text("CANARY")
    return secret


def test_an_expected_file_is_read(folder: Path):
    assert admit(folder, EXPECTED).files == {"1_first.ipynb": b"first"}
    assert admit(folder, EXPECTED).turned_away == ()


def test_the_target_of_a_link_is_never_read(folder: Path, secret: Path):
    (folder / "2_second.ipynb").symlink_to(secret)
    found = admit(folder, EXPECTED)
    assert found.files == {"1_first.ipynb": b"first"}
    assert found.reason("2_second.ipynb") == "it is a link, not a file"


def test_a_link_to_an_endless_device_is_turned_away(folder: Path):
    (folder / "2_second.ipynb").symlink_to("/dev/zero")
    assert set(admit(folder, EXPECTED).files) == {"1_first.ipynb"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_pipe_a_socket_or_a_device_neither_blocks_nor_passes(folder: Path, kind: str):
    make_special(folder / "2_second.ipynb", kind)
    found = admit(folder, EXPECTED)
    assert found.reason("2_second.ipynb") == "it is not an ordinary file"
    assert set(found.files) == {"1_first.ipynb"}


def test_a_link_in_place_of_the_folder_is_not_followed(folder: Path, tmp_path: Path):
    link = tmp_path / "link"
    link.symlink_to(folder)
    found = admit(link, EXPECTED)
    assert not found.files
    assert found.turned_away[0].name == "link"


def test_folders_are_not_entered(folder: Path):
    (folder / "questions").mkdir()
    (folder / "questions" / "__init__.py").write_text("raise SystemExit")
    assert admit(folder, EXPECTED).reason("questions") == "it is a folder, not a file"


@pytest.mark.parametrize("name", ["sympy.py", "nbgrader_config.py", "evil.html"])
def test_what_was_not_asked_for_is_named_and_left(folder: Path, name: str):
    (folder / name).write_text("")
    found = admit(folder, EXPECTED)
    assert name not in found.files
    assert found.reason(name) == "it was not asked for"


@pytest.mark.parametrize(
    "name", ["<script>.ipynb", ".hidden", "a\nb.ipynb", "ü.ipynb", "x" * 101, "\udcff.ipynb"]
)
def test_a_name_that_is_not_plain_is_turned_away_in_printable_form(folder: Path, name: str):
    (folder / name).write_text("")
    found = admit(folder, {*EXPECTED, name})
    assert name not in found.files
    assert [away.reason for away in found.turned_away] == ["its name is not plain"]
    assert found.turned_away[0].name.isascii()
    assert found.turned_away[0].name.isprintable()


def test_files_of_ours_that_come_back_are_neither_read_nor_complained_about(folder: Path):
    (folder / "questions.py").write_text("changed")
    (folder / ".ipynb_checkpoints").mkdir()
    found = admit(folder, EXPECTED, ours={"questions.py"})
    assert set(found.files) == {"1_first.ipynb"}
    assert found.turned_away == ()


def test_a_file_over_the_limit_is_turned_away(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "LARGEST_FILE", 10)
    (folder / "2_second.ipynb").write_bytes(b"x" * 11)
    found = admit(folder, EXPECTED)
    assert set(found.files) == {"1_first.ipynb"}
    assert "too large" in found.reason("2_second.ipynb")


def test_files_that_together_exceed_the_limit_are_turned_away(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(intake, "LARGEST_FOLDER", 12)
    (folder / "2_second.ipynb").write_bytes(b"x" * 8)
    found = admit(folder, EXPECTED)
    assert set(found.files) == {"1_first.ipynb"}
    assert found.reason("2_second.ipynb") == (
        "it is too large: the files before it leave it 0.0 MiB of what is read in all"
    )


def test_what_is_too_large_is_told_the_limit_of_a_file_or_what_is_left():
    with pytest.raises(NotAdmittedError, match=r"^it is too large: 32 MiB a file at most$"):
        require_size(33 * 2**20, LARGEST_FILE)
    with pytest.raises(NotAdmittedError, match=r"the files before it leave it 2\.5 MiB"):
        require_size(3 * 2**20, 5 * 2**19)
    with pytest.raises(NotAdmittedError, match="32 MiB a file at most"):
        require_size(33 * 2**20, 5 * 2**19)
    require_size(5 * 2**19, 5 * 2**19)


def test_no_more_names_than_the_limit_are_looked_at(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(intake, "MOST_FILES", 3)
    for number in range(5):
        (folder / f"extra{number}").write_text("")
    found = admit(folder, EXPECTED)
    assert found.turned_away[-1].reason == "only 3 names are looked at"
    assert len(found.turned_away) <= 4
    assert set(found.files) == {"1_first.ipynb"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_that_may_not_be_read_is_turned_away(folder: Path):
    (folder / "2_second.ipynb").write_text("")
    (folder / "2_second.ipynb").chmod(0)
    assert "can't be read" in admit(folder, EXPECTED).reason("2_second.ipynb")


def test_a_folder_that_is_not_there_gives_nothing(tmp_path: Path):
    found = admit(tmp_path / "absent", EXPECTED)
    assert not found.files
    assert "can't be read" in found.reason("absent")


def test_without_names_every_plain_file_is_read(folder: Path, secret: Path):
    (folder / "notes.txt").write_text("notes")
    (folder / "link.txt").symlink_to(secret)
    assert admit(folder).files == {"1_first.ipynb": b"first", "notes.txt": b"notes"}
