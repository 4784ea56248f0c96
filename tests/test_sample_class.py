"""The whole loop on the sample class, by nbgrader's own commands, against a table made by hand."""

from __future__ import annotations

import csv
import importlib.util
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from grader.classroom.class_report import report
from grader.classroom.gradebook import read_scores
from grader.notebook.answers import REPORT
from grader.notebook.configuration import make_own_root

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]

CANARY = "918273645546372819"
LARGEST_PAGE = 400_000
COMMANDS = (
    ("generate_assignment", "jacobians"),
    ("autograde", "jacobians", "--ExecuteInSandbox.isolation=best"),
    ("generate_feedback", "jacobians"),
    ("export",),
)
ALWAYS_READ_BY_A_PERSON = {"ex2_meaning", "ex3_explanation"}


@pytest.fixture(scope="session")
def expected(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "sample" / "expected.csv").open(newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def course(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the solutions in which every reference formula carries a canary."""
    course = tmp_path_factory.mktemp("course")
    shutil.copytree(root / "solutions", course / "solutions")
    references = course / "solutions" / "jacobians_references.py"
    references.write_text(references.read_text() + _PUT_CANARIES)
    return course


_PUT_CANARIES = f"""

def _with_canary(value):
    if isinstance(value, str) and len(value) > 1:
        return f"({{value}}) + {CANARY} - {CANARY}"
    if isinstance(value, list | tuple):
        return type(value)(map(_with_canary, value))
    return value


references = {{name: _with_canary(value) for name, value in references.items()}}
"""


@pytest.fixture(scope="session")
def graded(root: Path, course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample class, graded by the stock commands in a root of its own."""
    class_root = tmp_path_factory.mktemp("class") / "root"
    make_own_root(class_root, course)
    _place(root)(class_root / "submitted", course / "solutions")
    logs = []
    for command in COMMANDS:
        done = subprocess.run(
            [Path(sys.executable).with_name("nbgrader"), *command],
            cwd=class_root,
            capture_output=True,
            text=True,
            check=False,
        )
        logs += [done.stdout, done.stderr]
        assert done.returncode == 0, done.stderr[-3000:]
    report(class_root, "jacobians")
    (class_root / "log.txt").write_text("\n".join(logs))
    return class_root


def _place(root: Path) -> Callable[[Path, Path], None]:
    spec = importlib.util.spec_from_file_location("place", root / "tests" / "sample" / "place.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.place


def test_every_answer_earns_what_the_table_made_by_hand_says(
    graded: Path, expected: list[dict[str, str]]
):
    found = read_scores(f"sqlite:///{graded / 'gradebook.db'}", "jacobians")
    wanted = {
        (row["student"], row["question"]): None
        if row["expected"] == "manual"
        else float(row["expected"])
        for row in expected
    }
    differences = {
        key: (wanted.get(key), found.get(key))
        for key in wanted.keys() | found.keys()
        if wanted.get(key, "nothing") != found.get(key, "nothing")
    }
    assert differences == {}


def test_a_person_is_asked_about_nothing_but_the_manual_parts(graded: Path):
    found = read_scores(f"sqlite:///{graded / 'gradebook.db'}", "jacobians")
    assert {name for (_, name), score in found.items() if score is None} <= ALWAYS_READ_BY_A_PERSON


def test_what_its_author_meant_by_a_wrong_matrix_is_what_the_diagnosis_names(
    graded: Path, root: Path
):
    with (root / "tests" / "sample" / "diagnoses.csv").open(newline="") as file:
        meant = {(row["student"], row["question"]): row["codes"] for row in csv.DictReader(file)}
    found = {}
    for path in graded.glob("autograded/*/jacobians/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                report = output.get("data", {}).get(REPORT)
                if report and "_jacobian" in report["question"] and report["diagnoses"]:
                    readings = [r for d in report["diagnoses"] for r in d["readings"]]
                    named = " ".join(sorted({code for reading in readings for code in reading}))
                    found[path.parts[-3], report["question"]] = named
    assert found == meant


def test_every_student_has_a_feedback_page_for_every_notebook(
    graded: Path, expected: list[dict[str, str]]
):
    handed_in = {
        (row["student"], row["notebook"])
        for row in expected
        if row["arithmetic"] != "not handed in"
    }
    for student, notebook in handed_in:
        assert (graded / "feedback" / student / "jacobians" / f"{notebook}.html").is_file()


def test_feedback_pages_run_nothing_and_load_nothing(graded: Path):
    pages = list(graded.glob("feedback/*/*/*.html"))
    assert pages
    for page in pages:
        assert page.stat().st_size < LARGEST_PAGE
        soup = BeautifulSoup(page.read_text(), "html.parser")
        assert soup.find_all(["script", "iframe", "object", "embed", "link", "form"]) == [], page
        for tag in soup.find_all():
            assert not any(name.startswith("on") for name in tag.attrs), (page, tag.attrs)
            for name in ("src", "href"):
                assert tag.get(name, "#").startswith(("#", "data:image/")), (page, tag.attrs)


def test_no_reference_leaves_the_grading_side(graded: Path, course: Path):
    needle = CANARY.encode()
    assert needle in (course / "solutions" / "jacobians_references.py").read_bytes()
    for path in graded.rglob("*"):
        if path.is_file() and not path.is_symlink() and "submitted" not in path.parts:
            assert needle not in path.read_bytes(), path


def test_the_export_says_what_needs_a_human_and_no_cell_is_a_formula(graded: Path):
    with (graded / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["student_id"] for row in rows} >= {"amara", "eve", "kofi"}
    by_student = {row["student_id"]: row for row in rows}
    assert "needs_human" in rows[0]
    assert float(by_student["amara"]["score"]) == 91
    assert not any(cell.startswith(tuple("=+-@")) for row in rows for cell in row.values())


def test_hostile_files_are_not_among_what_was_graded(graded: Path):
    names = {path.name for path in graded.glob("autograded/*/jacobians/*")}
    assert names <= {
        "1_compute.ipynb",
        "2_determinant.ipynb",
        "3_chain_rule.ipynb",
        "4_layer.ipynb",
        "questions.py",
    }
    released = (graded / "release" / "jacobians" / "questions.py").read_bytes()
    for path in graded.glob("autograded/*/jacobians/questions.py"):
        assert path.read_bytes() == released


def test_the_gradebook_holds_every_student_and_every_question_once(
    graded: Path, expected: list[dict[str, str]]
):
    with sqlite3.connect(graded / "gradebook.db") as database:
        (grades,) = database.execute("select count(*) from grade").fetchone()
    assert grades == len(expected)
