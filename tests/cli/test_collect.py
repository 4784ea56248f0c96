from __future__ import annotations

import zipfile
from pathlib import Path
from shutil import copytree

import pytest

from grader.cli import main
from tests.special_files import KINDS
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse


@pytest.fixture
def released(course: TinyCourse) -> TinyCourse:
    copytree(course.layout.source(NAME), course.layout.released(NAME))
    return course


@pytest.fixture
def download(released: TinyCourse, tmp_path: Path) -> Path:
    path = tmp_path / "submissions.zip"
    work = (released.layout.released(NAME) / f"{NOTEBOOK}.ipynb").read_bytes()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lovelaceada_12_99_work.ipynb", work)
    return path


def test_collect_prints_the_table_and_places_the_files(
    released: TinyCourse, download: Path, capsys: pytest.CaptureFixture[str]
):
    assert main(["collect", NAME, "--canvas", str(download)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "student         notebook  from",
        "lovelaceada_12  1_first   lovelaceada_12_99_work.ipynb",
        "",
        "1 student; 1 file placed, 0 there already, 0 files not matched.",
    ]
    assert (released.folder("lovelaceada_12") / f"{NOTEBOOK}.ipynb").is_file()


def test_what_is_not_matched_is_listed_and_makes_the_status_1(
    released: TinyCourse, download: Path, capsys: pytest.CaptureFixture[str]
):
    roster = released.root / "roster.csv"
    roster.write_text("student_id,name\nbob,Bob\n")
    assert main(["collect", NAME, "--canvas", str(download), "--roster", str(roster)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "In the roster, but nothing was found of: bob",
        "Not matched; look at these yourself, they lie where they were:",
        "  lovelaceada_12_99_work.ipynb: the roster has no such student",
        "0 students; 0 files placed, 0 there already, 1 file not matched.",
    ]


@pytest.mark.parametrize("kind", ["device", "disk"])
def test_a_device_in_an_archive_is_listed_and_never_made(
    released: TinyCourse, download: Path, capsys: pytest.CaptureFixture[str], kind: str
):
    member = zipfile.ZipInfo("hoppergrace_13_98_work.ipynb")
    member.external_attr = (KINDS[kind] | 0o666) << 16
    with zipfile.ZipFile(download, "a") as archive:
        archive.writestr(member, archive.read("lovelaceada_12_99_work.ipynb"))
    assert main(["collect", NAME, "--canvas", str(download)]) == 1
    assert "hoppergrace_13_98_work.ipynb: it is not an ordinary file" in capsys.readouterr().out
    collected = released.layout.build / "submitted"
    assert [path.name for path in collected.iterdir()] == ["lovelaceada_12"]


def test_a_class_of_its_own_collects_into_its_own_folder(released: TinyCourse, download: Path):
    own = released.root / "build" / "monday"
    assert main(["collect", NAME, "--canvas", str(download), "--root", str(own)]) == 0
    assert (own / "submitted" / "lovelaceada_12" / NAME / f"{NOTEBOOK}.ipynb").is_file()
    assert not (released.layout.build / "submitted").exists()


def test_what_cannot_be_read_is_one_line_on_stderr(
    released: TinyCourse, download: Path, capsys: pytest.CaptureFixture[str]
):
    assert released.root.is_dir()
    assert main(["collect", NAME, "--folder", str(download)]) == 2
    assert capsys.readouterr().err.startswith(f"grader: {download} can't be read as a folder")


@pytest.mark.parametrize("options", [[], ["--canvas", "a.zip", "--folder", "b"]])
def test_one_download_is_collected_at_a_time(options: list[str]):
    with pytest.raises(SystemExit, match="2"):
        main(["collect", NAME, *options])
