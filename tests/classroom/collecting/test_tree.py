from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.classroom.collecting import tree as module
from grader.classroom.collecting.entries import Entry
from grader.classroom.collecting.people import is_notebook
from grader.classroom.collecting.tree import read_tree
from grader.errors import ConfigError
from tests.special_files import KINDS, make_special


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "handed in"
    (folder / "ada" / "work").mkdir(parents=True)
    (folder / "ada" / "work" / "a.ipynb").write_bytes(b"one")
    return folder


def read(folder: Path) -> list[Entry]:
    return list(read_tree(folder, is_notebook))


def refusals(folder: Path) -> dict[str, str]:
    return {"/".join(entry.path): entry.refused for entry in read(folder) if entry.refused}


def test_files_are_read_with_their_paths_and_times(folder: Path):
    os.utime(folder / "ada" / "work" / "a.ipynb", (86400, 86400))
    assert read(folder) == [
        Entry(("ada", "work", "a.ipynb"), b"one", modified=(1970, 1, 2, 0, 0, 0))
    ]


def test_links_are_not_followed(folder: Path, tmp_path: Path):
    secret = tmp_path / "references.ipynb"
    secret.write_text("CANARY")
    (folder / "file.ipynb").symlink_to(secret)
    (folder / "eve").symlink_to(tmp_path)
    assert refusals(folder) == dict.fromkeys(["eve", "file.ipynb"], "it is a link, not a file")
    assert b"CANARY" not in b"".join(entry.data for entry in read(folder))


@pytest.mark.parametrize("kind", KINDS)
def test_a_pipe_a_socket_or_a_device_neither_blocks_nor_passes(folder: Path, kind: str):
    make_special(folder / "a.ipynb", kind)
    assert refusals(folder) == {"a.ipynb": "it is not an ordinary file"}


def test_what_is_no_notebook_is_not_read(folder: Path):
    (folder / "notes.pdf").write_text("")
    assert refusals(folder) == {"notes.pdf": "it is no notebook"}


def test_a_name_in_no_known_letters_is_read(folder: Path):
    (folder / "\udcff.ipynb").write_text("x")
    assert [entry.path for entry in read(folder)][-1] == ("\udcff.ipynb",)


def test_what_tools_leave_is_passed_over(folder: Path):
    (folder / "ada" / ".ipynb_checkpoints").mkdir()
    (folder / "ada" / ".ipynb_checkpoints" / "a.ipynb").write_text("")
    assert len(read(folder)) == 1


def test_folders_are_entered_to_a_depth(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "DEEPEST", 2)
    assert refusals(folder) == {"ada/work": "it lies 2 folders deep"}


def test_a_file_over_the_limit_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "LARGEST_FILE", 2)
    assert "too large" in refusals(folder)["ada/work/a.ipynb"]


def test_a_folder_that_disappears_is_said_and_harms_no_other_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "bob").mkdir()
    (folder / "bob" / "b.ipynb").write_text("")
    lstat = os.lstat

    def gone(name: str, *, dir_fd: int | None = None) -> os.stat_result:
        if name == "ada":
            raise FileNotFoundError(2, "No such file or directory")
        return lstat(name, dir_fd=dir_fd)

    monkeypatch.setattr(module.os, "lstat", gone)
    assert refusals(folder) == {"ada": "it can't be read: No such file or directory"}
    assert read(folder)[-1].path == ("bob", "b.ipynb")


def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(ConfigError, match="can't be read as a folder"):
        read(tmp_path / "nowhere")
