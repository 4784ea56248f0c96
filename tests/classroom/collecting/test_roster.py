from __future__ import annotations

from pathlib import Path

import pytest

from grader.classroom.collecting import roster as module
from grader.classroom.collecting.roster import load_roster, read_roster
from grader.errors import ConfigError


def test_a_number_is_looked_up_before_a_name():
    roster = read_roster("student_id,lms_id,name\nada,1,Ada Byron\nbob,2,Ada Byron\n")
    assert roster.student("Ada Byron", "2") == "bob"
    assert roster.students == {"ada", "bob"}


@pytest.mark.parametrize("name", ["Ada King Byron", "King Byron, Ada", "Byron, Ada King"])
@pytest.mark.parametrize("written", ["byronadaking", "kingbyronada", "Ada King Byron"])
def test_a_name_is_found_however_a_platform_writes_it(name: str, written: str):
    roster = read_roster(f'student_id,name\nada,"{name}"\n')
    assert roster.student(written, "7") == "ada"


def test_a_folder_is_found_by_its_name():
    assert read_roster("lms_id,student_id\nab12,ada\n").student("AB12", "") == "ada"


def test_moodles_participant_is_a_number():
    assert read_roster("lms_id,student_id\nParticipant 77,ada\n").student("x", "77") == "ada"


def test_a_name_that_two_students_have_names_neither():
    roster = read_roster("student_id,name\nada,Ann Lee\nbob,Lee Ann\n")
    with pytest.raises(LookupError, match="two students of that name; give their lms_id"):
        roster.student("Ann Lee", "1")


def test_a_stranger_is_named_as_one():
    roster = read_roster("student_id,name\nada,\n")
    with pytest.raises(LookupError, match="no such student"):
        roster.student("", "")


@pytest.mark.parametrize("student", ["../eve", "a/b", ".hidden", "-rf", "", "a b", "é", "x" * 101])
def test_an_id_that_is_no_plain_name_is_refused(student: str):
    with pytest.raises(ConfigError, match="line 3 of the roster"):
        read_roster(f"student_id,name\nada,Ada\n{student},Eve\n")


def test_a_number_has_one_student():
    with pytest.raises(ConfigError, match="line 3 of the roster: 1 is already ada"):
        read_roster("student_id,lms_id\nada,1\nbob,1\n")


@pytest.mark.parametrize("head", ["", "name,lms_id", "student_id,email"])
def test_columns_that_are_missing_are_said(head: str):
    with pytest.raises(ConfigError, match="needs a column student_id"):
        read_roster(f"{head}\nada,1\n")


def test_what_is_no_csv_is_said():
    with pytest.raises(ConfigError, match="the roster is no CSV file"):
        read_roster('student_id,name\n"ada"x,1\n')


def test_columns_in_excess_and_empty_lines_are_passed_over():
    roster = read_roster(" email , student_id ,name\nx, ada ,Ada,too,many\n,,\n\n")
    assert roster.student("Ada", "") == "ada"


def test_a_roster_is_read_from_a_file_as_spreadsheets_save_it(tmp_path: Path):
    path = tmp_path / "roster.csv"
    path.write_bytes("\ufeffstudent_id,name\r\nzoe,Zoë Ng\r\n".encode())
    assert load_roster(path).student("Zoë Ng", "") == "zoe"


def test_a_file_that_is_no_roster_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "roster.csv"
    with pytest.raises(ConfigError, match="can't be read"):
        load_roster(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="save it as CSV in UTF-8"):
        load_roster(path)
    monkeypatch.setattr(module, "LARGEST_ROSTER", 2)
    path.write_bytes(b"a,b")
    with pytest.raises(ConfigError, match="is larger than"):
        load_roster(path)
