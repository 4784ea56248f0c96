"""What a kernel shows is what the sandbox shows, on every notebook of the course."""

import json
import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from nbformat import NotebookNode, read
from nbformat.v4 import new_code_cell

from grader.sandbox import Limits, execute
from tests.sandbox.kernel import essence, run_in_kernel
from tests.sandbox.runs import ended

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ROOT / "course" / "lessons"
NOTEBOOKS = [
    path
    for folder in (LESSONS, ROOT / "course" / "exercises", ROOT / "solutions")
    for path in sorted(folder.rglob("*.ipynb"))
]
SET_UP = "import zipfile; zipfile.ZipFile('course.zip').extractall()"
"""The sandbox takes plain files alone, so the course's own package comes packed, in both."""

MEASURED = {
    "l07a_time": (r"(?<=second way: )[\d.]+$", ""),
    "l09_numbers": (r"(?<=\d) +[\d.]+( +[\d.]+) +[\d.]+$", r"\1"),
}
"""Cells that print how long something took, and what in their text that is."""


def packed() -> bytes:
    """The package of the course, and the lessons' quick checks beside their questions.py."""
    folders = {ROOT / "course" / "figures": ROOT, LESSONS / "quick_checks": LESSONS}
    archive = BytesIO()
    with ZipFile(archive, "w") as file:
        file.write(ROOT / "course" / "__init__.py", "course/__init__.py")
        for folder, start in folders.items():
            for path in folder.iterdir():
                if path.suffix in {".py", ".js", ".css"}:
                    file.write(path, path.relative_to(start))
    return archive.getvalue()


def shown(notebook: NotebookNode) -> dict[str, str]:
    """What each code cell shows, by its id.

    All must be equal but for times that were measured and the identifiers that widgets draw at
    random: of these it counts which outputs have the same one. Execution counts are equal, and no
    notebook shows an address in memory.
    """
    widgets: dict[str, str] = {}

    def in_order(found: re.Match[str]) -> str:
        return widgets.setdefault(found[0], f"widget {len(widgets)}")

    kept = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            outputs = essence(cell)
            for output in outputs[1:] if cell.id in MEASURED else ():
                output["text"] = re.sub(*MEASURED[cell.id], output["text"], flags=re.MULTILINE)
            text = json.dumps(outputs, sort_keys=True)
            kept[cell.id] = re.sub(r'(?<="model_id": ")\w{32}', in_order, text)
    return kept


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_notebook_of_the_course_shows_what_it_shows_in_a_kernel(path: Path, tmp_path: Path):
    files = {"course.zip": packed(), "questions.py": (path.parent / "questions.py").read_bytes()}
    notebook = read(path, as_version=4)
    notebook.cells.insert(0, new_code_cell(SET_UP))
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    in_a_kernel = run_in_kernel(notebook, tmp_path)
    in_the_sandbox = execute(notebook, Limits(), files, isolation="best")
    assert ended(in_the_sandbox) == ("finished", None)
    kinds = [o.output_type for cell in in_the_sandbox.cells for o in cell.get("outputs", ())]
    assert kinds
    assert "error" not in kinds
    assert shown(in_the_sandbox) == shown(in_a_kernel)


def test_the_notebooks_are_those_of_lessons_exercises_and_solutions():
    folders = [str(path.parent.relative_to(ROOT)) for path in NOTEBOOKS]
    assert {folder: folders.count(folder) for folder in folders} == {
        "course/lessons": 17,
        "course/exercises/jacobians": 4,
        "solutions/jacobians": 4,
    }
