from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp

from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

NAMES = r".*/(?P<student_id>[a-z]+)_(?P<file_id>\w+)\.ipynb"
WORK = f"{NOTEBOOK}.ipynb"


@pytest.fixture
def archives(course: TinyCourse, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where an instructor puts what was downloaded, in the course that is the current folder."""
    monkeypatch.chdir(course.root)
    folder = course.layout.build / "downloaded" / NAME / "archive"
    folder.mkdir(parents=True)
    return folder


def zip_collect(course: TinyCourse) -> dict[str, bytes]:
    """Collect as nbgrader's command does; whose files are among the submissions then."""
    config = course.config
    config.FileNameCollectorPlugin.named_regexp = NAMES
    ZipCollectApp.clear_instance()
    app = ZipCollectApp.instance(config=config)
    app.initialize([NAME])
    app.start()
    ZipCollectApp.clear_instance()
    submitted = course.layout.build / "submitted"
    return {
        str(path.relative_to(submitted)): path.read_bytes()
        for path in submitted.rglob("*")
        if path.is_file()
    }


def pack(archive: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(archive, "w") as opened:
        for name, data in members.items():
            opened.writestr(name, data)
    return archive


def test_archives_archives_in_them_and_files_beside_them_are_collected(
    course: TinyCourse, archives: Path
):
    inner = pack(archives.parent / "inner.zip", {f"bob_{WORK}": b"2"}).read_bytes()
    pack(archives / "all.zip", {f"work/ada_{WORK}": b"1", "bob.zip": inner, "notes.pdf": b"-"})
    (archives / f"cyd_{WORK}").write_bytes(b"3")
    assert zip_collect(course) == {
        f"{student}/{NAME}/{WORK}": data
        for student, data in (("ada", b"1"), ("bob", b"2"), ("cyd", b"3"))
    }


def test_the_target_of_a_link_is_not_collected(course: TinyCourse, archives: Path, tmp_path: Path):
    solution = course.layout.source(NAME) / WORK
    (archives / f"eve_{WORK}").symlink_to(solution)
    (archives / "more").symlink_to(pack(tmp_path / "theirs.zip", {f"eve_{WORK}": b"x"}).parent)
    (archives / "all.zip").symlink_to(tmp_path / "theirs.zip")
    link = zipfile.ZipInfo(f"eva_{WORK}")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archives / "real.zip", "w") as opened:
        opened.writestr(link, str(solution))
        opened.writestr(f"ada_{WORK}", b"1")
    assert zip_collect(course) == {f"ada/{NAME}/{WORK}": b"1"}


def test_what_cannot_be_unpacked_stops_nobody_elses_work(course: TinyCourse, archives: Path):
    leading_out = {f"../../eve_{WORK}": b"x", f"/eve_{WORK}": b"x"}
    pack(archives / "all.zip", {**leading_out, f"ada_{WORK}": b"1"})
    (archives / "damaged.zip").write_bytes(b"PK\x03\x04")
    os.mkfifo(archives / f"eve_{WORK}")
    (archives / "eve_a").write_bytes(b"x")
    pack(archives / "eve_a.zip", {f"eve_{WORK}": b"x"})  # its folder would be where that file is
    assert zip_collect(course) == {f"ada/{NAME}/{WORK}": b"1"}
    assert not list(course.layout.build.rglob(f"*eve_{NOTEBOOK}*/*"))


def test_a_link_that_somebody_else_extracted_is_not_collected(course: TinyCourse, archives: Path):
    extracted = archives.rename(archives.with_name("extracted"))
    (extracted / f"eve_{WORK}").symlink_to(course.layout.source(NAME) / WORK)
    (extracted / f"ada_{WORK}").write_text(json.dumps({}))
    assert zip_collect(course) == {f"ada/{NAME}/{WORK}": b"{}"}


def test_of_two_files_of_one_place_one_is_extracted_and_the_other_is_told(
    course: TinyCourse, archives: Path, capsys: pytest.CaptureFixture[str]
):
    (archives / "week").mkdir()
    (archives / "week" / f"ada_{WORK}").write_bytes(b"1")
    pack(archives / "week.zip", {f"ada_{WORK}": b"2"})
    assert zip_collect(course) == {f"ada/{NAME}/{WORK}": b"1"}
    told = f"week.zip/ada_{WORK} was not extracted: there is another file of its name"
    assert told in capsys.readouterr().err
