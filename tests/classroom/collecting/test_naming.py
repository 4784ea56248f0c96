from __future__ import annotations

from pathlib import Path

from grader.classroom.collecting.naming import Found, name_students
from grader.classroom.collecting.people import Claim, canvas
from grader.classroom.collecting.recognising import Recognised
from grader.classroom.collecting.roster import read_roster


def found(name: str, number: str = "", source: str = "s") -> Found:
    return Found(Claim(name, number, "a.ipynb"), Recognised("a.ipynb"), source, Path("x"), ())


def test_without_a_roster_ids_are_made_from_names():
    attempts, strangers = name_students([found("ada"), found("ada"), found("Bob B", "2")], None)
    assert [attempt.student for attempt in attempts] == ["ada", "ada", "Bob-B_2"]
    assert strangers == []


def test_names_that_differ_in_case_or_accents_alone_get_nobody_anothers_work():
    items = [found("Jose", source="1"), found("josé", source="2"), found("ada", source="3")]
    attempts, strangers = name_students(items, None)
    assert [attempt.student for attempt in attempts] == ["ada"]
    assert {stranger.source for stranger in strangers} == {"1", "2"}
    assert all("give a roster" in stranger.reason for stranger in strangers)


def test_a_name_that_gives_no_id_is_left_to_a_person():
    attempts, strangers = name_students([found("李雷"), found("..")], None)
    assert attempts == []
    assert {stranger.reason for stranger in strangers} == {
        "no student id can be made from its name; give a roster"
    }


def test_with_a_roster_strangers_stay_strangers():
    roster = read_roster("student_id,name\nlei,李雷\n")
    attempts, strangers = name_students([found("李雷"), found("eve", source="e")], roster)
    assert [attempt.student for attempt in attempts] == ["lei"]
    assert [(s.source, s.reason) for s in strangers] == [("e", "the roster has no such student")]


def test_two_people_of_one_name_get_nobody_anothers_work():
    roster = read_roster("student_id,name\nada,Ada Lovelace\n")
    items = [found("Ada Lovelace", "77", "her own"), found("lovelace ada", "78", "eve's")]
    attempts, strangers = name_students(items, roster)
    assert attempts == []
    assert {stranger.source for stranger in strangers} == {"her own", "eve's"}
    assert all("two people would be ada" in stranger.reason for stranger in strangers)


def test_one_whose_number_is_known_is_not_taken_for_another_of_that_name():
    roster = read_roster("student_id,lms_id,name\nada,77,Ada Lovelace\n")
    items = [found("Ada Lovelace", "77", "her own"), found("Ada Lovelace", "78", "eve's")]
    attempts, strangers = name_students(items, roster)
    assert [(attempt.student, attempt.source) for attempt in attempts] == [("ada", "her own")]
    assert [stranger.source for stranger in strangers] == ["eve's"]


def test_a_file_without_a_number_of_its_own_names_one_student_alone():
    roster = read_roster("student_id,lms_id,name\nada,1,Ada\nzed,0,Zed\n")
    item = Found(Claim("Ada", "1", "1_a.ipynb"), Recognised("1_a.ipynb"), "s", Path("x"), ())
    attempts, strangers = name_students([item], roster)
    assert [attempt.student for attempt in attempts] == ["ada"]
    assert strangers == []


def test_a_name_that_ends_like_another_ones_number_gets_nobody_anothers_work():
    roster = read_roster("student_id,lms_id,name\nada,1,Ada Lovelace\neve,2,Lovelaceada_1\n")
    eves, adas = canvas(("lovelaceada_1_2_500_a.ipynb",)), canvas(("lovelaceada_1_499_2_a.ipynb",))
    assert eves
    assert adas
    items = [
        Found(claim, Recognised("a.ipynb"), source, Path("x"), ())
        for claim, source in ((eves, "eve's"), (adas, "ada's"))
    ]
    attempts, strangers = name_students(items, roster)
    assert [(attempt.student, attempt.source) for attempt in attempts] == [("ada", "ada's")]
    assert [(stranger.source, stranger.reason) for stranger in strangers] == [
        ("eve's", "its name may be that of the student 2 of the roster")
    ]
