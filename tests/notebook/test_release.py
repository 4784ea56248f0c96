from __future__ import annotations

import nbformat
import pytest

from grader.errors import ConfigError
from grader.notebook.configuration import STUB
from grader.notebook.rebuild import grade_id
from grader.notebook.release import differences, release
from tests.tiny_course import CANARY, NAME, NOTEBOOK, RIGHT, TinyCourse


def test_a_release_holds_the_stubs_and_none_of_the_solutions(course: TinyCourse):
    folder = release(course.root, NAME)
    assert {path.name for path in folder.iterdir()} == {f"{NOTEBOOK}.ipynb", "questions.py"}
    text = "".join(path.read_text() for path in folder.iterdir())
    assert "SOLUTION" not in text
    assert "Because." not in text
    assert CANARY not in text
    cells = nbformat.read(folder / f"{NOTEBOOK}.ipynb", as_version=4).cells
    answer = next(cell for cell in cells if grade_id(cell) == "q_jacobian_answer")
    assert answer.source == f"J = ...\n{STUB}"
    assert not any(line in answer.source for line in RIGHT["q_jacobian_answer"].split("\n"))


def test_a_release_is_current_until_something_changes(course: TinyCourse):
    release(course.root, NAME)
    assert differences(course.root, NAME) == []
    folder = course.layout.released(NAME)
    (folder / "questions.py").write_text("changed")
    (folder / "more.txt").write_text("")
    (folder / f"{NOTEBOOK}.ipynb").unlink()
    assert differences(course.root, NAME) == [
        f"{NOTEBOOK}.ipynb is missing from the release",
        "more.txt does not belong to the release",
        "questions.py has changed since the release",
    ]


def test_releasing_twice_gives_the_same_bytes(course: TinyCourse):
    before = {p.name: p.read_bytes() for p in release(course.root, NAME).iterdir()}
    assert {p.name: p.read_bytes() for p in release(course.root, NAME).iterdir()} == before


def test_releasing_leaves_the_gradebook_and_no_temporary_folder(course: TinyCourse):
    before = course.layout.gradebook.read_bytes()
    release(course.root, NAME)
    assert course.layout.gradebook.read_bytes() == before
    assert not list(course.layout.build.glob("release-*"))


@pytest.mark.parametrize("fault", ["rubric", "references", "cells"])
def test_a_release_that_fails_leaves_the_one_before(course: TinyCourse, fault: str):
    before = {p.name: p.read_bytes() for p in release(course.root, NAME).iterdir()}
    source = course.layout.source(NAME)
    notebook = source / f"{NOTEBOOK}.ipynb"
    match fault:
        case "rubric":
            (source / "rubric.md").write_text("")
        case "references":
            source.with_name(f"{NAME}_references.py").write_text("references = {}")
        case "cells":
            notebook.write_text(notebook.read_text().replace("### END SOLUTION", ""))
    with pytest.raises(ConfigError):
        release(course.root, NAME)
    folder = course.layout.released(NAME)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_changed_name_with_submissions_in_the_gradebook_does_not_lose_the_release(
    course: TinyCourse,
):
    course.enter("ada")
    for path in (course.layout.source(NAME), course.layout.source(NAME).parent):
        for file in path.glob("*.*"):
            file.write_text(file.read_text().replace("q_colour", "q_color"))
    folder = release(course.root, NAME)
    assert "q_color" in (folder / f"{NOTEBOOK}.ipynb").read_text()
