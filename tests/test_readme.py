"""What the pages tell readers to type works, and shows what they say that it shows.

Commands in `console` blocks are run as they stand. Each command in an `sh` block is named by a test
of its own in `TESTED`. docs/decisions/0006 says what cannot be run as it stands, and what is done.
"""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grader.sandbox.probe import obstacle
from tests.copies import copied, run
from tests.pages import blocks, listed, pages, shown
from tests.serving import PATIENCE, serving

COLLECTING = "test_downloads_are_collected_as_the_page_says"
TESTED = {
    "make grade": "test_make_grade_works_in_a_fresh_clone",
    "make test": "test_the_commands_for_tests_select_and_run_tests",
    "make test-fast": "test_the_commands_for_tests_select_and_run_tests",
    "make soak": "test_the_commands_for_tests_select_and_run_tests",
    ".venv/bin/pytest tests/test_layers.py": "test_one_file_of_tests_can_be_run_by_itself",
    "make docs": "test_the_command_makes_the_site",
    ".venv/bin/python docs/images/take.py": "test_the_pictures_of_the_pages_can_be_taken_anew",
    "PICTURES=docs/images/exchange .venv/bin/pytest tests/browser/test_exchange.py": (
        "test_an_exercise_goes_out_and_comes_back_with_feedback"
    ),
    "make lab": "test_jupyterlab_opens_the_folder_that_is_meant",
    "cd course": "test_jupyterlab_opens_the_folder_that_is_meant",
    "jupyter lab": "test_jupyterlab_opens_the_folder_that_is_meant",
    "python -m pip install .": "test_make_grade_works_in_a_fresh_clone",
    "grader collect jacobians --canvas submissions.zip": COLLECTING,
    "grader collect jacobians --moodle submissions.zip --roster roster.csv": COLLECTING,
    "grader collect jacobians --folder handed-in": COLLECTING,
    ".venv/bin/python -m grader.diagnosis.page > docs/misconceptions.md": (
        "test_the_page_of_misconceptions_is_what_its_command_writes"
    ),
}
TERMINALS = ["README.md", "docs/compare.md", "docs/instructor.md", "docs/question-writer.md"]
ZIP_COLLECT = "nbgrader zip_collect"
GRADES = re.compile(r"\b(grader grade|nbgrader autograde)\b")
CHECKED = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
SEPARATOR = "\x1e"
NOTEBOOKS = ("1_compute", "2_determinant")
ONE_FILE = "tests/sandbox/test_job.py"


@pytest.fixture
def copy(root: Path, repository_files: list[Path], tmp_path: Path) -> Path:
    """The repository as it lies here, in another folder, with the environment that runs this."""
    return copied(root, repository_files, tmp_path / "course copy")


def same(promised: str, found: str) -> bool:
    """Whether an output is the promised one; dots in that stand for anything."""
    walled = found.replace("NOT ISOLATED", "bubblewrap")
    return doctest.OutputChecker().check_output(promised, walled, CHECKED)


def test_every_command_that_is_listed_is_run_by_a_test(root: Path):
    commands = {line for page in pages(root) for line in listed(page)}
    collecting = {line for line in commands if line.startswith(ZIP_COLLECT)}
    assert len(collecting) == 1
    certifying = {line for line in commands if line.startswith("openssl")}
    assert certifying == set(listed(root / "docs" / "deploy.md"))  # tests/classroom/test_cluster.py
    assert commands - collecting - certifying == set(TESTED)


def test_the_page_of_misconceptions_is_what_its_command_writes(root: Path):
    command = [sys.executable, "-m", "grader.diagnosis.page"]
    ran = subprocess.run(command, cwd=root, capture_output=True, check=True, timeout=PATIENCE)
    assert ran.stdout == (root / "docs" / "misconceptions.md").read_bytes()


def test_the_tests_named_here_exist(root: Path):
    names = (
        *("test_readme.py", "test_sample_class.py", "test_site.py"),
        "browser/test_exchange.py",
    )
    text = "".join((root / "tests" / name).read_text() for name in names)
    assert {name for name in TESTED.values() if f"def {name}(" not in text} == set()


def test_every_block_is_of_a_kind_that_something_tests(root: Path):
    kinds = {block.language for page in pages(root) for block in blocks(page)}
    assert kinds <= {"console", "python", "sh", "text"}


@pytest.mark.parametrize("page", TERMINALS)
@pytest.mark.slow
def test_a_terminal_shows_what_the_page_shows(page: str, copy: Path):
    commands = shown(copy / page)
    assert commands
    if any(GRADES.search(command.line) for command in commands) and (found := obstacle()):
        pytest.skip(f"the page's commands refuse to grade here: {found}")
    write_files_of(copy / page, copy)
    script = "".join(f"{command.line}\nprintf '\\036'\n" for command in commands)
    outputs = run(f"set -e\n{script}", copy).split(SEPARATOR)[:-1]
    pairs = list(zip(commands, outputs, strict=True))
    assert not [(c, output) for c, output in pairs if not same(c.output, output)]


def test_no_page_shows_a_terminal_without_a_test(root: Path):
    with_terminals = {str(page.relative_to(root)) for page in pages(root) if shown(page)}
    assert with_terminals == set(TERMINALS)


def write_files_of(page: Path, folder: Path) -> None:
    """Write the files that a page shows, and the notebook that it describes."""
    for block in blocks(page):
        first, _, rest = block.text.partition("\n")
        if block.language == "python" and first.startswith("# solutions/"):
            path = folder / first.removeprefix("# ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(rest)
    if (folder / "solutions" / "flows").is_dir():
        write_notebook(folder / "solutions" / "flows" / "1_rotation.ipynb")


def write_notebook(path: Path) -> None:
    """Write the notebook of the page for writers of questions: four cells of the kinds it names."""
    right = "J = [['cos(y)', '-x*sin(y)'], ['sin(y)', 'x*cos(y)']]"
    cells = [
        new_code_cell("import questions as q\nfrom grader import check"),
        solution("flow_jacobian_answer", right),
        check("flow_jacobian", 4, "check(q.flow_jacobian, J)"),
        solution("flow_determinant_answer", "det_J = 'x'"),
        check("flow_determinant", 2, "check(q.flow_determinant, det_J)"),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)


def solution(name: str, right: str) -> NotebookNode:
    source = f"...\n### BEGIN SOLUTION\n{right}\n### END SOLUTION"
    return new_code_cell(source, metadata=marks(name, solution=True))


def check(name: str, points: float, source: str) -> NotebookNode:
    return new_code_cell(source, metadata=marks(name, grade=True, locked=True, points=points))


def marks(name: str, **flags: float) -> dict[str, Any]:
    known = {"grade": False, "solution": False, "locked": False, "schema_version": 3, **flags}
    return {"nbgrader": {"grade_id": name, **known}}


@pytest.mark.slow
def test_the_cells_of_the_readme_show_what_it_shows(copy: Path):
    found = [b for b in blocks(copy / "README.md") if b.language in ("python", "text")]
    cells, promised = found[::2], found[1::2]
    assert [b.language for b in found] == ["python", "text"] * len(cells)
    notebook = new_notebook(cells=[new_code_cell(block.text.strip()) for block in cells])
    folder = copy / "course" / "exercises" / "jacobians"
    nbformat.write(notebook, folder / "session.ipynb")
    kernel = "--ExecutePreprocessor.kernel_name=python3"
    run(
        f". ../../../.venv/bin/activate; jupyter nbconvert --to notebook --execute {kernel} "
        "--output ran.ipynb session.ipynb",
        folder,
    )
    ran = nbformat.read(folder / "ran.ipynb", as_version=4)
    for cell, block in zip(ran.cells, promised, strict=True):
        assert same(block.text, "".join(output.data["text/plain"] for output in cell.outputs))


@pytest.mark.slow
def test_an_archive_is_collected_as_the_page_says(copy: Path):
    (line,) = [line for page in pages(copy) for line in listed(page) if ZIP_COLLECT in line]
    archive = copy / "build" / "downloaded" / "jacobians" / "archive" / "all.zip"
    archive.parent.mkdir(parents=True)
    work = copy / "tests" / "sample" / "submitted" / "amara" / "jacobians" / "1_compute.ipynb"
    with zipfile.ZipFile(archive, "w") as file:
        file.write(work, "amara_1_compute.ipynb")
    run(f". .venv/bin/activate; {line}", copy)
    collected = copy / "build" / "submitted" / "amara" / "jacobians" / "1_compute.ipynb"
    assert collected.read_bytes() == work.read_bytes()


@pytest.mark.slow
def test_downloads_are_collected_as_the_page_says(copy: Path):
    lines = {line.split()[3]: line for line, name in TESTED.items() if name == COLLECTING}
    works = copy / "tests" / "sample" / "submitted"
    first, second = (works / "amara" / "jacobians" / f"{n}.ipynb" for n in NOTEBOOKS)
    named = {
        "lovelaceada_123_456_1_compute.ipynb": works / "bjorn" / "jacobians" / first.name,
        "lovelaceada_123_457_2_determinant.ipynb": second,
        "lovelaceada_123_460_1_compute-1.ipynb": first,
        "gaussfriedrich_LATE_124_500_homework (1).ipynb": works / "dana/jacobians" / first.name,
        "gaussfriedrich_LATE_124_501_notes.pdf": copy / "docs" / "instructor.md",
    }
    write_archive(copy / "submissions.zip", named)
    quoted = [b.text for b in blocks(copy / "docs" / "instructor.md") if b.language == "text"]
    shown = run(f". .venv/bin/activate; {lines['--canvas']} || test $? = 1", copy)
    assert shown in quoted
    ada = copy / "build" / "submitted" / "lovelaceada_123" / "jacobians"
    assert (ada / first.name).read_bytes() == first.read_bytes()
    (copy / "roster.csv").write_text("student_id,name\nada,Ada Byron\n")
    write_archive(copy / "submissions.zip", {"Ada Byron_7_assignsubmission_file_/x.ipynb": first})
    shutil.copytree(works / "mateo" / "jacobians", copy / "handed-in" / "mateo")
    run(f". .venv/bin/activate; {lines['--moodle']}; {lines['--folder']}", copy)
    students = {path.name for path in (copy / "build" / "submitted").iterdir()}
    assert students == {"ada", "mateo", "lovelaceada_123", "gaussfriedrich_124"}


def write_archive(path: Path, files: dict[str, Path]) -> None:
    """Write an archive of files under the names that a learning platform gives them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, work in files.items():
            archive.write(work, name)


@pytest.mark.slow
def test_one_file_of_tests_can_be_run_by_itself(copy: Path):
    assert " passed" in run(".venv/bin/pytest tests/test_layers.py", copy)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_commands_for_tests_select_and_run_tests(copy: Path):
    """`make test` inside itself would not end: the same steps and options, for one file."""
    kept = [copy / ONE_FILE, *(copy / "tests" / f"{n}.py" for n in ("conftest", "ordinary_user"))]
    for path in (copy / "tests").rglob("*.*"):
        if path.is_file() and path not in kept:
            path.unlink()
    one = {
        "PYTEST_ADDOPTS": f"--no-cov -W ignore:Coverage -p no:cacheprovider {ONE_FILE}",
        "MUTATIONS": "50",
        "BROWSER_RUNS": "0",
    }
    for line in ("make test", "make test-fast", "make soak"):
        assert " passed" in run(line, copy, **one)
    spread = "pytest -n auto --dist loadfile --no-loadscope-reorder"
    wanted = f"{spread} --cov --cov-report=term --cov-fail-under=95\n"
    assert run("make -n test", copy).endswith(wanted)
    assert "\nmake test" in (copy / ".ci" / "run").read_text()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "shows"),
    [
        ("make lab", "exercises"),
        (". .venv/bin/activate; cd course; exec jupyter lab", "exercises"),
        (". .venv/bin/activate; exec jupyter lab", "solutions"),
    ],
)
def test_jupyterlab_opens_the_folder_that_is_meant(line: str, shows: str, copy: Path):
    with serving(line, copy) as ask:
        names = {entry["name"] for entry in ask("/api/contents")["content"]}
        assert shows in names
        if line == "make lab":
            assert [each["name"] for each in ask("/formgrader/api/assignments")] == ["jacobians"]
        if shows == "solutions":
            run(". .venv/bin/activate; nbgrader generate_assignment jacobians", copy)
            (assignment,) = ask("/formgrader/api/assignments")
            assert (assignment["name"], assignment["max_score"]) == ("jacobians", 100)
