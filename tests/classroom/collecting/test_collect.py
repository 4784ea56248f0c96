from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from grader.classroom.collecting import collect as module
from grader.classroom.collecting.collect import Collected, Kind, collect
from grader.classroom.collecting.recognising import Assignment
from grader.classroom.collecting.roster import read_roster
from grader.errors import ConfigError
from tests.classroom.collecting.conftest import SECOND, Zip
from tests.tiny_course import CANARY, NAME, NOTEBOOK, TinyCourse

Work = Callable[..., bytes]


def submitted(course: TinyCourse) -> dict[str, bytes]:
    folder = course.layout.build / "submitted"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def reasons(collected: Collected) -> dict[str, str]:
    return {item.source: item.reason for item in collected.unmatched}


def test_an_archive_of_canvas_becomes_submissions(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip
):
    files = {
        "lovelaceada_1_10_1_first.ipynb": work("J = 1"),
        "lovelaceada_1_12_1_first-1.ipynb": work("J = 2"),
        "lovelaceada_1_11_homework.ipynb": work("J = 3", SECOND),
        "lovelaceada_1_13_questions.py": b"raise SystemExit",
        "bobb_LATE_2_14_1_first (1).ipynb": work("J = 4"),
        "bobb_LATE_2_15_notes.pdf": b"",
    }
    collected = collect(Kind.CANVAS, archive(files), assignment, course.layout)
    assert submitted(course) == {
        f"bobb_2/{NAME}/{NOTEBOOK}.ipynb": work("J = 4"),
        f"lovelaceada_1/{NAME}/{NOTEBOOK}.ipynb": work("J = 2"),
        f"lovelaceada_1/{NAME}/{SECOND}.ipynb": work("J = 3", SECOND),
    }
    assert reasons(collected) == {"bobb_LATE_2_15_notes.pdf": "it is no notebook"}
    assert [item.choice.attempt.late for item in collected.placed] == [True, False, False]
    assert collected.notebooks["bobb_2"] == {NOTEBOOK: True, SECOND: False}
    assert [path.name for path in course.layout.build.glob(".collecting*")] == []


def test_a_later_upload_counts_whatever_it_is_called(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip
):
    files = {"a_1_20_x.ipynb": work("J = 2"), "a_1_9_x-1.ipynb": work("J = 1")}
    collect(Kind.CANVAS, archive(files), assignment, course.layout)
    assert list(submitted(course).values()) == [work("J = 2")]


def test_an_archive_of_moodle_becomes_submissions(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip
):
    files = {
        "Ada Byron_7_assignsubmission_file_/1_first.ipynb": work("J = 1"),
        "Ada Byron_7_assignsubmission_file_/1_first (1).ipynb": work("J = 2"),
        "Zoë Ng_8_assignsubmission_file/deep/1_first.ipynb": work("J = 3"),
        "Zoë Ng_9_assignsubmission_file_1_first.ipynb": work("J = 4"),
        "Zoë Ng_9_assignsubmission_onlinetext/onlinetext.html": b"",
        "grades.csv": b"",
    }
    roster = read_roster("student_id,lms_id,name\nada,,Ada Byron\nzoe,8,\nng,9,\nbob,5,\n")
    collected = collect(Kind.MOODLE, archive(files), assignment, course.layout, roster)
    assert submitted(course) == {
        f"{student}/{NAME}/{NOTEBOOK}.ipynb": work(f"J = {answer}")
        for student, answer in (("ada", 2), ("ng", 4), ("zoe", 3))
    }
    assert collected.silent == ("bob",)
    assert len(collected.unmatched) == 2


def test_a_folder_becomes_submissions_with_archives_that_students_made(
    course: TinyCourse, assignment: Assignment, work: Work, tmp_path: Path
):
    folder = tmp_path / "in"
    (folder / "ada").mkdir(parents=True)
    (folder / "ada" / "x.ipynb").write_bytes(work())
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as inner:
        inner.writestr("tiny/1_first.ipynb", work("J = 5"))
        inner.writestr("../2_second.ipynb", work("J = 6", SECOND))
        inner.writestr("again.zip", b"")
    (folder / "bob.zip").write_bytes(buffer.getvalue())
    (folder / "1_first.ipynb").write_bytes(work())
    collected = collect(Kind.FOLDER, folder, assignment, course.layout)
    assert submitted(course) == {
        f"ada/{NAME}/{NOTEBOOK}.ipynb": work(),
        f"bob/{NAME}/{NOTEBOOK}.ipynb": work("J = 5"),
    }
    assert set(reasons(collected)) == {
        "1_first.ipynb",
        "bob.zip/../2_second.ipynb",
        "bob.zip/again.zip",
    }
    assert "a folder named after its student" in reasons(collected)["1_first.ipynb"]
    assert (folder / "ada" / "x.ipynb").exists()


def test_links_in_a_folder_hand_nothing_in(
    course: TinyCourse, assignment: Assignment, tmp_path: Path
):
    folder = tmp_path / "in"
    (folder / "eve").mkdir(parents=True)
    solutions = course.layout.source(NAME)
    (folder / "eve" / "1_first.ipynb").symlink_to(solutions / f"{NOTEBOOK}.ipynb")
    (folder / "mallory").symlink_to(solutions)
    collected = collect(Kind.FOLDER, folder, assignment, course.layout)
    assert submitted(course) == {}
    assert set(reasons(collected)) == {"eve/1_first.ipynb", "mallory"}
    assert CANARY not in str(collected)


def test_no_name_in_an_archive_leads_out_of_the_submissions(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip
):
    before = {path for path in course.root.parent.rglob("*") if path.is_file()}
    names = [
        "../../../x_1_2_1_first.ipynb",
        "/etc/x_1_2_1_first.ipynb",
        "x_1_2_../../1_first.ipynb",
        "...._1_2_1_first.ipynb",
        "\u202ex_1_2_1_first.ipynb",
    ]
    path = archive({name: work() for name in names})
    collected = collect(Kind.CANVAS, path, assignment, course.layout)
    assert submitted(course) == {}
    assert {item for item in course.root.parent.rglob("*") if item.is_file()} == before | {
        path,
        course.layout.gradebook,
    }
    assert len(collected.unmatched) == len(names)
    assert all(item.source.isprintable() for item in collected.unmatched)


def test_collecting_again_keeps_what_it_replaces(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip
):
    for answer in (1, 1, 2):
        files = {"a_1_9_x.ipynb": work(f"J = {answer}")}
        collected = collect(Kind.CANVAS, archive(files), assignment, course.layout)
    (item,) = collected.placed
    assert item.kept is not None
    assert item.kept.read_bytes() == work("J = 1")
    assert list(submitted(course).values()) == [work("J = 2")]


def test_what_is_in_the_way_of_one_student_harms_no_other_one(
    course: TinyCourse, assignment: Assignment, work: Work, archive: Zip, tmp_path: Path
):
    (course.layout.build / "submitted").mkdir()
    (course.layout.build / "submitted" / "a_1").symlink_to(tmp_path)
    path = archive({"a_1_9_x.ipynb": work(), "b_2_9_x.ipynb": work()})
    collected = collect(Kind.CANVAS, path, assignment, course.layout)
    assert [item.choice.attempt.student for item in collected.placed] == ["b_2"]
    assert reasons(collected)["a_1_9_x.ipynb"].startswith("it could not be placed: ")
    assert not (tmp_path / NAME).exists()


def test_one_student_hands_in_no_more_than_a_submission_holds(
    course: TinyCourse,
    assignment: Assignment,
    work: Work,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(module, "LARGEST_FOLDER", len(work()) + 10)
    for student, names in (("ada", "ab"), ("bob", "a")):
        (tmp_path / "in" / student).mkdir(parents=True)
        for name in names:
            (tmp_path / "in" / student / f"{name}.ipynb").write_bytes(work())
    collected = collect(Kind.FOLDER, tmp_path / "in", assignment, course.layout)
    assert list(reasons(collected)) == ["ada/b.ipynb"]
    assert len(collected.placed) == 2


def test_all_uploads_of_a_student_count_as_one_submission(
    course: TinyCourse,
    assignment: Assignment,
    work: Work,
    archive: Zip,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(module, "LARGEST_FOLDER", len(work()) + 10)
    names = ("eve_1_10_a.ipynb", "eve_1_11_b.ipynb", "eve_2_12_a.ipynb", "zoe_3_13_a.ipynb")
    collected = collect(
        Kind.CANVAS, archive(dict.fromkeys(names, work())), assignment, course.layout
    )
    assert list(reasons(collected)) == ["eve_1_11_b.ipynb"]
    assert len(collected.placed) == 3


def test_what_one_student_packed_into_archives_ends_at_a_number(
    course: TinyCourse,
    assignment: Assignment,
    work: Work,
    archive: Zip,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(module, "MOST_UNPACKED", 3)
    packed = archive({f"{n}.pdf": b"" for n in range(3)}).read_bytes()
    files = {f"eve_1_{n}_a.zip": packed for n in (10, 11, 12)}
    collected = collect(
        Kind.CANVAS, archive({**files, "zoe_3_13_a.ipynb": work()}), assignment, course.layout
    )
    assert reasons(collected) == {
        **{f"eve_1_10_a.zip/{n}.pdf": "it is no notebook" for n in range(3)},
        **{f"eve_1_{n}_a.zip": "its student's archives hold more than 3 files" for n in (11, 12)},
    }
    assert [item.choice.attempt.student for item in collected.placed] == ["zoe_3"]


def test_files_in_archives_that_students_made_are_counted_too(
    course: TinyCourse, assignment: Assignment, archive: Zip, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_ENTRIES", 3)
    packed = archive({"a.pdf": b"", "b.pdf": b""}).read_bytes()
    path = archive({"ada_1_10_a.zip": packed, "bob_2_11_a.zip": packed})
    with pytest.raises(ConfigError, match="holds more than 3 files"):
        collect(Kind.CANVAS, path, assignment, course.layout)


def test_a_folder_of_too_many_files_is_the_wrong_one(
    course: TinyCourse, assignment: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(module, "MOST_ENTRIES", 1)
    for name in ("a.pdf", "b.pdf"):
        (tmp_path / name).write_text("")
    with pytest.raises(ConfigError, match="holds more than 1 files"):
        collect(Kind.FOLDER, tmp_path, assignment, course.layout)
    assert list(course.layout.build.glob(".collecting*")) == []
