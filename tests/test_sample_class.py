"""`make grade` in a fresh clone: the whole loop on the sample class, against a table of scores."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from grader.classroom.cluster import cluster
from grader.classroom.gradebook import read_scores
from grader.classroom.grading import Way, generate, grade
from grader.notebook import execution
from grader.notebook.answers import REPORT
from grader.notebook.configuration import make_own_root
from grader.notebook.layout import CONFIG
from grader.notebook.tasks import Task
from grader.wire import MIME
from tests.copies import copied, no_fresh_clone, run
from tests.dask_cluster import Counting, started
from tests.kept_class import change
from tests.pages import blocks
from tests.postgresql import postgresql_server
from tests.serving import PATIENCE
from tests.tiny_course import TinyCourse

pytestmark = [pytest.mark.slow, pytest.mark.network, pytest.mark.timeout(1800)]

CANARY = "918273645546372819"
LARGEST_PAGE = 400_000
LARGEST_PICTURE = 150_000
Scores = dict[tuple[str, str], float | None]
ALWAYS_READ_BY_A_PERSON = {"ex2_meaning", "ex3_explanation"}


@pytest.fixture(scope="session")
def expected(root: Path) -> list[dict[str, str]]:
    with (root / "tests" / "sample" / "expected.csv").open(newline="") as file:
        return list(csv.DictReader(file))


_PUT_CANARIES = f"""

def _with_canary(value):
    if isinstance(value, str) and len(value) > 1:
        return f"({{value}}) + {CANARY} - {CANARY}"
    if isinstance(value, list | tuple):
        return type(value)(map(_with_canary, value))
    return value


references = {{name: _with_canary(value) for name, value in references.items()}}
"""


@dataclass(frozen=True)
class Clone:
    """What a reader gets who types `make grade`.

    Attributes:
        folder: the repository; every formula of its references carries a canary.
        complaint: why it is a copy with the environment that runs this; '' for a fresh clone.
        printed: what `make grade` printed.
    """

    folder: Path
    complaint: str
    printed: str

    @property
    def graded(self) -> Path:
        """The root of the sample class."""
        return self.folder / "build" / "sample"


@pytest.fixture(scope="session")
def clone(
    root: Path, repository_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Clone:
    """The committed state without `.venv` and `build/`, where `make grade` was typed."""
    folder = tmp_path_factory.mktemp("fresh") / "clone"
    complaint = no_fresh_clone(root)
    if complaint:
        copied(root, repository_files, folder)
    else:
        run(f"git clone --quiet '{root}' '{folder}'", folder.parent)
    assert not (folder / "build").exists()
    references = folder / "solutions" / "jacobians_references.py"
    references.write_text(references.read_text() + _PUT_CANARIES)
    printed = run("make grade", folder)
    run(". .venv/bin/activate; grader report jacobians --root build/sample", folder)
    return Clone(folder, complaint, printed)


@pytest.fixture(scope="session")
def graded(clone: Clone) -> Path:
    return clone.graded


def scores(database: str) -> Scores:
    """What everybody earned for each question; None where a person is to say it."""
    return read_scores(database, "jacobians")


@pytest.fixture(scope="session")
def local(graded: Path) -> Scores:
    """The scores that one machine gave, with an SQLite gradebook."""
    return scores(f"sqlite:///{graded / 'gradebook.db'}")


def test_make_grade_works_in_a_fresh_clone(clone: Clone, tmp_path: Path):
    if clone.complaint:
        pytest.skip(clone.complaint)
    assert set(rows(quoted_table(clone.folder))) <= set(rows(clone.printed))
    paths = [line.split(maxsplit=1)[1] for line in clone.printed.splitlines()[-2:]]
    assert paths == [str(clone.graded / name) for name in ("grades.csv", "feedback")]
    run(". .venv/bin/activate; python -m pip install --quiet .", clone.folder)
    where = "import grader; print(grader.__file__)"
    python = clone.folder / ".venv" / "bin" / "python"
    assert "site-packages" in run(f"{python} -I -c '{where}'", tmp_path)


def quoted_table(root: Path) -> str:
    """The table that the instructor's page quotes, without what follows it."""
    quoted = [b.text for b in blocks(root / "docs" / "instructor.md") if b.language == "text"]
    return quoted[0].split("\n\n")[0]


def rows(table: str) -> list[str]:
    """The lines of a table in single blanks, without the seconds at their end."""
    walled = table.replace("NOT ISOLATED", "bubblewrap")
    return [" ".join(line.split()[:-1]) for line in walled.splitlines()]


def test_every_answer_earns_what_the_table_made_by_hand_says(
    local: Scores, expected: list[dict[str, str]]
):
    wanted = {
        (row["student"], row["question"]): None
        if row["expected"] == "manual"
        else float(row["expected"])
        for row in expected
    }
    differences = {
        key: (wanted.get(key), local.get(key))
        for key in wanted.keys() | local.keys()
        if wanted.get(key, "nothing") != local.get(key, "nothing")
    }
    assert differences == {}


def test_a_person_is_asked_about_nothing_but_the_manual_parts(local: Scores):
    assert {name for (_, name), score in local.items() if score is None} <= ALWAYS_READ_BY_A_PERSON


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


@pytest.fixture
def again(clone: Clone, root: Path, tmp_path: Path) -> TinyCourse:
    """The class handed in anew, with the seeds of before; nothing of it has run."""
    folder = tmp_path / "class"
    make_own_root(folder, clone.folder)
    run(f"{sys.executable} tests/sample/place.py '{folder / 'submitted'}'", root)
    shutil.copy2(clone.graded / "secret", folder)
    return TinyCourse(folder)


MIDDLE = 40
"""After so many of some hundred notebooks a worker is killed."""


def test_a_cluster_that_loses_a_worker_gives_the_class_the_same_scores(
    again: TinyCourse,
    graded: Path,
    local: Scores,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    pytest.importorskip("distributed")
    carry_out, ran_here = execution.carry_out, set()

    def run_here(task: bytes) -> bytes:
        ran_here.add(Task.from_bytes(task).key)
        return carry_out(task)

    monkeypatch.setattr(execution, "carry_out", run_here)
    generate(again.root, "jacobians")
    with started(tmp_path) as there, cluster(there.address) as executor:
        counting = Counting(executor, MIDDLE, there.workers[0].kill)
        result = grade(again.root, "jacobians", Way(isolation="best", executor=counting))
        assert there.workers[0].wait(PATIENCE) == -9
    assert not any(each.fault for each in result.submissions)
    assert scores(str(again.config.CourseDirectory.db_url)) == local
    finished = answers(graded / "store")
    assert answers(again.root / "store") == finished
    assert not ran_here & finished.keys()  # what was stopped there had another chance, no more


def test_a_gradebook_on_a_server_holds_the_same_scores_of_the_class(
    again: TinyCourse, local: Scores
):
    with postgresql_server() as address:
        change(again, CONFIG, "course=", f"database={address!r}, course=")
        generate(again.root, "jacobians")
        result = grade(again.root, "jacobians", Way(workers=2, isolation="best"))
        assert not any(each.fault for each in result.submissions)
        assert scores(address) == local
    assert not again.layout.gradebook.exists()


def answers(store: Path) -> dict[str, list[list[object]]]:
    """What the cells of each run that was kept put out as answers, by the run's key."""
    found = {}
    for path in store.glob("*/*"):
        head, *lines = zlib.decompress(path.read_bytes()).split(b"\n")
        if b'"isolation"' in head:  # else it is what the judge said
            outputs = [json.loads(line)["outputs"] for line in lines[:-1]]
            found[path.name] = [[o.get("data", {}).get(MIME) for o in each] for each in outputs]
    return found


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


def test_no_reference_leaves_the_grading_side(graded: Path):
    needle = CANARY.encode()
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


@pytest.mark.browser
def test_the_pictures_of_the_pages_can_be_taken_anew(root: Path, graded: Path, tmp_path: Path):
    """On a copy, since the page of what waits shows references."""
    if not any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))):
        pytest.skip("no browser is installed")
    copy = shutil.copytree(graded, tmp_path / "class", ignore=shutil.ignore_patterns("submitted"))
    taken = tmp_path / "images"
    taken.mkdir()
    run(f"{sys.executable} docs/images/take.py '{copy}' '{taken}'", root)
    names = {path.name for path in taken.iterdir()}
    assert names == {path.name for path in (root / "docs" / "images").glob("*.png")}
    assert max(path.stat().st_size for path in taken.iterdir()) < LARGEST_PICTURE
