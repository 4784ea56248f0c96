from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from grader.classroom.collecting.recognising import Assignment, Recognised
from grader.errors import ConfigError
from tests.classroom.collecting.conftest import SECOND
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

Work = Callable[..., bytes]


@pytest.mark.parametrize("file", ["1_first.ipynb", "homework (3).ipynb", "2_second.ipynb"])
def test_a_notebook_is_recognised_by_its_grade_ids_whatever_it_is_called(
    file: str, assignment: Assignment, work: Work
):
    assert assignment.recognise(file, work()) == Recognised(f"{NOTEBOOK}.ipynb")
    assert assignment.recognise(file, work(name=SECOND)) == Recognised(f"{SECOND}.ipynb")


def test_a_notebook_in_which_nothing_is_answered_is_told_from_others(
    course: TinyCourse, assignment: Assignment, work: Work
):
    released = (course.layout.released(NAME) / f"{NOTEBOOK}.ipynb").read_bytes()
    assert assignment.recognise("x.ipynb", released).untouched
    assert not assignment.recognise("x.ipynb", work("J = 1")).untouched


def without(data: bytes, *keys: str) -> bytes:
    notebook = json.loads(data)
    for cell in notebook["cells"]:
        for key in keys:
            cell.pop(key)
    return json.dumps(notebook).encode()


def test_a_notebook_that_lost_its_grade_ids_is_recognised_by_the_ids_of_its_cells(
    assignment: Assignment, work: Work
):
    data = without(work(name=SECOND), "metadata")
    assert assignment.recognise("x.ipynb", data) == Recognised(f"{SECOND}.ipynb")


def test_a_notebook_of_another_assignment_is_none_of_ours_even_by_name(
    assignment: Assignment, work: Work
):
    found = assignment.recognise("1_first.ipynb", without(work(), "metadata", "id"))
    assert found == Recognised("", "none of its cells is one of this assignment's")


def test_the_notebook_with_more_of_the_cells_is_the_one(assignment: Assignment, work: Work):
    first, second = (json.loads(work(name=name)) for name in (NOTEBOOK, SECOND))
    first["cells"] += second["cells"][:2]
    data = json.dumps(first).encode()
    assert assignment.recognise("x.ipynb", data).file == f"{NOTEBOOK}.ipynb"


def test_what_could_be_two_notebooks_is_left_to_a_person(assignment: Assignment, work: Work):
    first, second = (json.loads(work(name=name)) for name in (NOTEBOOK, SECOND))
    first["cells"] += second["cells"]
    found = assignment.recognise("1_first.ipynb", json.dumps(first).encode())
    assert found == Recognised("", f"it could be {NOTEBOOK} or {SECOND}")


@pytest.mark.parametrize("data", [b"", b'{"cells": [', b"[]", b"[" * 100_000])
def test_what_cannot_be_read_goes_by_its_name(data: bytes, assignment: Assignment):
    found = assignment.recognise("1_first (1).ipynb", data)
    assert found.file == f"{NOTEBOOK}.ipynb"
    assert found.reason.startswith("the notebook can't be read: ")
    assert assignment.recognise("homework.ipynb", data).file == ""


def test_files_beside_notebooks_are_recognised_by_their_names(assignment: Assignment):
    with_data = replace(assignment, extra_files=("data.csv",))
    assert with_data.wants("lovelaceada_1_2_data.csv")
    assert not assignment.wants("data.csv")
    assert with_data.recognise("data (1).csv", b"") == Recognised("data.csv")
    assert with_data.recognise("other.csv", b"") == Recognised("", "it is no notebook")


def test_an_archive_within_an_archive_says_what_to_do(assignment: Assignment):
    assert "unpack it" in assignment.recognise("all.zip", b"").reason


def test_an_assignment_that_was_not_released_is_said(course: TinyCourse):
    with pytest.raises(ConfigError, match="nbgrader generate_assignment other"):
        Assignment.released(course.layout, "other")
