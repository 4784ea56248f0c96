from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.classroom.collecting.people import (
    Claim,
    canvas,
    copies,
    derived_id,
    folder,
    is_copy_of,
    is_notebook,
    moodle,
    stems,
)


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("lovelaceada_1_22_a.ipynb", Claim("lovelaceada", "1", "a.ipynb", 22)),
        ("lovelaceada_late_1_22_a.ipynb", Claim("lovelaceada", "1", "a.ipynb", 22, late=True)),
        ("lovelaceada_LATE_1_22_a-1.ipynb", Claim("lovelaceada", "1", "a-1.ipynb", 22, late=True)),
        ("lovelace--ada-late_1_22_a", Claim("lovelace--ada", "1", "a", 22, late=True)),
        ("lateada_1_22_3_4_a.ipynb", Claim("lateada", "1", "3_4_a.ipynb", 22)),
        ("雷_1_22_1_compute.ipynb", Claim("雷", "1", "1_compute.ipynb", 22)),
    ],
)
def test_names_of_canvas_are_read(name: str, claim: Claim):
    assert canvas((name,)) == claim


@pytest.mark.parametrize("name", ["lovelaceada_1_text.html", "1_compute.ipynb", "a b_1_2_c", ""])
def test_other_names_are_none_of_canvas(name: str):
    assert canvas((name,)) is None


def test_what_a_student_called_a_file_in_an_archive_names_nobody_else():
    inside = canvas(("lovelaceada_1_22_all.zip", "bob_9_99_a.ipynb"))
    assert inside == Claim("lovelaceada", "1", "bob_9_99_a.ipynb", 22)
    assert canvas(("all.zip", "bob_9_99_a.ipynb")) is None
    assert moodle(("Default group_assignsubmission_file", "Bob_9_assignsubmission_file_a")) is None
    assert folder(("ada", "bob_9_99_a.ipynb"), ["a"]) == Claim("ada", "", "bob_9_99_a.ipynb")


@pytest.mark.parametrize(
    "path",
    [
        ("Ada Lovelace_77_assignsubmission_file_", "a.ipynb"),
        ("Ada Lovelace_77_assignsubmission_file", "a.ipynb"),
        ("Ada Lovelace_77_assignsubmission_file", "deep", "a.ipynb"),
        ("Ada Lovelace_77_assignsubmission_file_a.ipynb",),
    ],
)
def test_names_of_moodle_are_read(path: tuple[str, ...]):
    assert moodle(path) == Claim("Ada Lovelace", "77", "a.ipynb")


def test_a_name_in_which_moodle_might_name_two_students_names_none():
    both = "Ada Lovelace_77_assignsubmission_file_Eve_78_assignsubmission_file_"
    assert moodle((both, "a.ipynb")) is None
    assert moodle((f"{both}a.ipynb",)) is None


def test_text_typed_into_moodle_is_no_file():
    assert moodle(("Ada Lovelace_77_assignsubmission_onlinetext", "onlinetext.html")) is None


def test_a_folder_may_hold_an_unpacked_archive_or_be_sorted_by_hand():
    names = ["1_first", "2_second"]
    assert folder(("lovelaceada_1_22_a.ipynb",), names) == canvas(("lovelaceada_1_22_a.ipynb",))
    assert folder(("ada", "x", "a.ipynb"), names) == Claim("ada", "", "a.ipynb")
    assert folder(("ada.zip", "a.ipynb"), names) == Claim("ada", "", "a.ipynb")
    assert folder(("ada_2_second-1.ipynb",), names) == Claim("ada", "", "ada_2_second-1.ipynb")
    assert folder(("2_second.ipynb",), names) is None
    assert folder(("_2_second.ipynb",), names) is None


def test_browsers_rename_notebooks():
    assert all(
        map(is_notebook, ["a.ipynb", "a (1).ipynb", "a.ipynb.json", "a.ipynb.txt", "A.IPYNB"])
    )
    assert not any(map(is_notebook, ["a.py", "a.json", "ipynb", "a.ipynb.zip"]))
    assert stems("1_compute (1).ipynb.json") == ("1_compute (1)", "1_compute")
    assert is_copy_of("data (2).csv", "data.csv")
    assert not is_copy_of("data.csv.exe", "data.csv")


def test_a_later_copy_compares_as_larger():
    names = ["a (10).ipynb", "a.ipynb", "a (2).ipynb", "a (1).ipynb"]
    assert sorted(names, key=copies) == [names[i] for i in (1, 3, 2, 0)]
    assert copies("a (1)-2.ipynb") == (2, 1)


@given(
    st.text(max_size=80) | st.text(string.punctuation + string.ascii_letters, max_size=80),
    st.text("0123456789", max_size=20),
)
def test_an_id_made_from_any_name_is_a_plain_name_of_a_folder(name: str, number: str):
    made = derived_id(Claim(name, number, ""))
    assert made == "" or re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", made)
    assert made or not number


@given(st.text(min_size=1), st.text(min_size=1))
def test_any_path_can_be_asked_about(first: str, last: str):
    for path in ((first,), (first, last)):
        for ask in (canvas, moodle, lambda path: folder(path, ["a"])):
            claim = ask(path)
            assert claim is None or claim.file in "/".join(path)
