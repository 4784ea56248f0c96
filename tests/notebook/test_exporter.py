from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbformat.v4 import new_markdown_cell
from nbgrader.apps.api import NbGraderAPI
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from grader.notebook.rebuild import grade_id
from tests.tiny_course import CANARY, NAME, NOTEBOOK, RIGHT, TinyCourse

if TYPE_CHECKING:
    from nbformat import NotebookNode

ZERO = {"q_jacobian": 0.0, "q_double": 0.0, "q_colour": 0.0, "q_essay": 0.0}
FULL = {"q_jacobian": 4.0, "q_double": 2.0, "q_colour": 1.0, "q_essay": 0.0}


def all_text(folder: Path) -> str:
    files = [p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()]
    return "".join(path.read_text(errors="replace") for path in files)


def notice(notebook: NotebookNode) -> str:
    return str(notebook.cells[0].source)


def test_right_answers_earn_every_point_and_dots_none(course: TinyCourse):
    course.hand_in("ada", course.answered(RIGHT))
    course.hand_in("bea", course.answered())
    course.autograde()
    assert course.scores("ada") == FULL
    assert course.scores("bea") == ZERO


def test_links_are_never_followed_into_anything_that_students_get(course: TinyCourse):
    course.hand_in("ada", course.answered(RIGHT))
    folder = course.folder("eve")
    references = course.root / "solutions" / f"{NAME}_references.py"
    (folder / f"{NOTEBOOK}.ipynb").symlink_to(course.layout.source(NAME) / f"{NOTEBOOK}.ipynb")
    (folder / "notes.txt").symlink_to(references)
    (folder / "endless").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    course.autograde()
    course.give_feedback()
    assert course.scores("eve") == ZERO
    assert course.scores("ada") == FULL
    assert CANARY not in all_text(course.layout.build)
    for name in ("notes.txt", "endless", "pipe"):
        assert f"{name} was not read" in notice(course.graded("eve"))


@pytest.mark.parametrize("name", ["sympy.py", "nbgrader_config.py", "evil.html", "timestamp.txt"])
def test_what_was_not_asked_for_reaches_no_folder_of_ours(course: TinyCourse, name: str):
    course.hand_in("eve", course.answered(RIGHT))
    (course.folder("eve") / name).write_text("marker_of_eve = 1/0")
    course.autograde()
    course.give_feedback()
    for step in ("admitted", "autograded", "feedback"):
        assert not (course.layout.step(step, "eve", NAME) / name).exists()
    assert course.scores("eve") == FULL


def test_a_folder_of_the_students_shadows_no_module_of_ours(course: TinyCourse):
    course.hand_in("eve", course.answered(RIGHT))
    package = course.folder("eve") / "questions"
    package.mkdir()
    (package / "__init__.py").write_text("raise SystemExit")
    (course.folder("eve") / "questions.py").write_text("raise SystemExit")
    course.autograde()
    assert course.scores("eve") == FULL


@pytest.mark.parametrize("data", [b"", b'{"cells": [{"cell_type": "co', b"[" * 200_000])
def test_a_file_that_cannot_be_read_keeps_its_row_and_its_page(course: TinyCourse, data: bytes):
    course.hand_in("eve", data)
    course.autograde()
    assert course.scores("eve") == ZERO
    assert not any(grade["needs_manual_grade"] for grade in course.grades("eve").values())
    assert "can't be read" in notice(course.graded("eve"))


def test_a_submission_without_notebooks_beside_others_is_graded_too(course: TinyCourse):
    course.hand_in("ada", course.answered())
    course.folder("bea")
    course.autograde()
    assert course.scores("bea") == ZERO
    assert "not handed in" in notice(course.graded("bea"))


def test_a_link_in_place_of_a_students_folder_hands_in_nobody_elses_work(course: TinyCourse):
    ada = course.hand_in("ada", course.answered(RIGHT)).parents[1]
    ada.with_name("eve").symlink_to(ada)
    course.autograde()
    assert course.scores("ada") == FULL
    assert course.scores("eve") == ZERO
    assert "eve was not read: it is a link, not a folder" in notice(course.graded("eve"))


def test_a_link_in_place_of_a_submission_is_a_submission_without_notebooks(course: TinyCourse):
    course.hand_in("ada", course.answered())
    parent = course.folder("eve").parent
    course.folder("eve").rmdir()
    (parent / NAME).symlink_to(course.layout.source(NAME))
    course.autograde()
    assert course.scores("eve") == ZERO


def test_a_submitted_notebook_that_nobody_asked_for_does_no_harm(course: TinyCourse):
    path = course.hand_in("ada", course.answered(RIGHT))
    path.with_name("other.ipynb").write_bytes(path.read_bytes())
    course.autograde()
    assert course.scores("ada") == FULL


@pytest.mark.slow
def test_deleted_doubled_renamed_and_moved_check_cells_change_nothing(course: TinyCourse):
    deleted, doubled, renamed, moved = (course.answered(RIGHT) for _ in range(4))
    deleted.cells = [c for c in deleted.cells if grade_id(c) != "q_jacobian"]
    doubled.cells = [c for c in doubled.cells for _ in range(2 if grade_id(c) == "q_double" else 1)]
    for cell in renamed.cells:
        if grade_id(cell) == "q_colour":
            cell.metadata["nbgrader"]["grade_id"] = "q_color"
    moved.cells.reverse()
    for student in ("deleted", "doubled", "renamed", "moved"):
        course.hand_in(student, locals()[student])
    course.autograde()
    for student in ("deleted", "doubled", "renamed", "moved"):
        assert course.scores(student) == FULL, student


def test_skip_execution_tags_flipped_flags_and_other_points_change_nothing(course: TinyCourse):
    notebook = course.answered()
    for cell in notebook.cells:
        cell.metadata["tags"] = ["skip-execution"]
        marks = cell.metadata.get("nbgrader", {})
        marks.update(grade=not marks.get("grade"), solution=True, locked=False, points=0)
    course.hand_in("eve", notebook)
    course.autograde()
    assert course.scores("eve") == ZERO
    assert {g["max_score"] for g in course.grades("eve").values()} == {4.0, 2.0, 1.0, 3.0}


def test_lone_surrogates_do_not_lose_the_submission(course: TinyCourse):
    notebook = course.answered(RIGHT)
    notebook.cells[2].source += "  # \udcff"
    course.hand_in("eve", notebook)
    course.autograde()
    assert course.scores("eve") == FULL


def test_whoever_counts_cells_below_zero_loses_the_cells_from_there_alone(course: TinyCourse):
    counted = f"{RIGHT['q_colour_answer']}\nget_ipython().execution_count = -5"
    course.hand_in("eve", course.answered({**RIGHT, "q_colour_answer": counted}))
    course.autograde()
    assert course.scores("eve") == {**FULL, "q_colour": 0.0}


@pytest.mark.parametrize("nonsense", [b"\xff" * 1000, b"2026-03-01 12:00:00 /proc/self/mem"])
def test_a_time_of_submission_is_kept_and_nonsense_in_its_place_loses_nothing(
    course: TinyCourse, nonsense: bytes
):
    course.hand_in("ada", course.answered(RIGHT))
    (course.folder("ada") / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    course.hand_in("eve", course.answered(RIGHT))
    (course.folder("eve") / "timestamp.txt").write_bytes(nonsense)
    course.autograde()
    with course.gradebook as gradebook:
        assert gradebook.find_submission(NAME, "ada").timestamp.hour == 12
        assert gradebook.find_submission(NAME, "eve").timestamp is None
    assert course.scores("eve") == FULL


def test_a_declared_extra_file_passes(course: TinyCourse):
    config = (course.root / "nbgrader_config.py").read_text()
    more = config.replace(".parent)", f".parent, extra_files={{'{NAME}': ['layer.py']}})")
    (course.root / "nbgrader_config.py").write_text(more)
    answers = {**RIGHT, "q_colour_answer": "from layer import colour"}
    course.hand_in("ada", course.answered(answers))
    (course.folder("ada") / "layer.py").write_text("colour = 'B'")
    course.autograde()
    assert course.scores("ada") == FULL


def test_grading_in_the_server_is_protected_in_the_same_way(course: TinyCourse):
    folder = course.folder("eve")
    (folder / f"{NOTEBOOK}.ipynb").symlink_to(course.layout.source(NAME) / f"{NOTEBOOK}.ipynb")
    (folder / "notes.txt").symlink_to(course.root / "solutions" / f"{NAME}_references.py")
    config = course.config
    directory = CourseDirectory(config=config)
    with pytest.warns(SAWarning):  # nbgrader's own
        result = NbGraderAPI(directory, config=config).autograde(NAME, "eve")
    assert result["success"], result
    assert course.scores("eve") == ZERO
    assert CANARY not in all_text(course.layout.build)
    assert directory.submitted_directory == "build/submitted"


@pytest.mark.slow
def test_a_gradebook_without_the_assignment_stops_the_command_and_says_what_to_do(
    course: TinyCourse,
):
    course.hand_in("ada", course.answered(RIGHT))
    course.layout.gradebook.write_bytes(b"")
    with pytest.raises(NbGraderException, match="nbgrader generate_assignment tiny"):
        course.autograde()
    assert not course.layout.step("autograded", "ada", NAME).exists()


def test_without_a_release_nothing_is_graded(course: TinyCourse):
    course.hand_in("ada", course.answered(RIGHT))
    for path in course.layout.released(NAME).glob("*.ipynb"):
        path.unlink()
    with pytest.raises(NbGraderException, match="holds no notebooks"):
        course.autograde()


def test_a_fault_in_the_references_stops_the_command_before_anything_is_graded(course: TinyCourse):
    course.hand_in("ada", course.answered(RIGHT))
    course.layout.source(NAME).with_name(f"{NAME}_references.py").write_text("references = {}")
    with pytest.raises(NbGraderException, match="q_jacobian"):
        course.autograde()


def test_nothing_undeclared_is_released(course: TinyCourse):
    (course.layout.source(NAME) / "rubric.md").write_text("full marks for ...")
    with pytest.raises(NbGraderException, match=r"rubric\.md"):
        course.generate()
    assert not (course.layout.released(NAME) / "rubric.md").exists()


@pytest.mark.slow
def test_an_unfinished_release_is_no_reason_to_skip_the_gradebook(course: TinyCourse):
    """A clone has the committed release and an empty gradebook."""
    course.layout.gradebook.unlink()
    course.generate()
    course.hand_in("ada", course.answered(RIGHT))
    course.autograde()
    assert course.scores("ada") == FULL


class Greeting(NbGraderPreprocessor):
    """A step that an instructor takes before notebooks run."""

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, object]
    ) -> tuple[NotebookNode, dict[str, object]]:
        notebook.cells.append(new_markdown_cell("Welcome"))
        return notebook, resources


@pytest.mark.parametrize("taken", [0, 1])
def test_a_step_is_taken_before_grading_only_if_the_instructor_has_one(
    course: TinyCourse, taken: int
):
    course.hand_in("ada", course.answered(RIGHT))
    more = Config()
    more.Autograde.sanitize_preprocessors = [Greeting] * taken
    course.autograde(more=more)
    assert course.scores("ada") == FULL
    assert [cell.source for cell in course.graded("ada").cells].count("Welcome") == taken
