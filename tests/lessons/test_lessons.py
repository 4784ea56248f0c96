"""Every lesson: its form, its words, its figures, and that it runs from a fresh kernel."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode

FOLDER = Path(__file__).resolve().parents[2] / "course" / "lessons"
LESSONS = sorted(FOLDER.glob("*.ipynb"))
SHORT = re.compile(r"00_|12_|07[a-f]_")
"""Lessons for which half the lower bounds hold."""
BANNED = re.compile(r"\b(obviously|simply|clearly|trivial\w*|just|easy|easily)\b", re.IGNORECASE)
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
RUN = """
import sys, nbformat
from nbclient import NotebookClient
notebook = nbformat.read(sys.argv[1], as_version=4)
NotebookClient(notebook, timeout=120, resources={"metadata": {"path": sys.argv[2]}}).execute()
nbformat.write(notebook, sys.argv[3])
"""

pytestmark = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@cache
def read(path: Path) -> NotebookNode:
    """The notebook; all tests look at one copy, and none changes it."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def markdown(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def code(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: NotebookNode) -> str:
    """The words of a lesson: no formulas, code, links' targets or tables."""
    text = "\n\n".join(markdown(notebook))
    text = re.sub(r"```.*?```|\$\$.*?\$\$", " ", text, flags=re.DOTALL)
    text = re.sub(r"\$[^$]*\$", " m ", text)
    text = re.sub(r"`[^`]*`", " c ", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("|"))


def sentences(notebook: NotebookNode) -> list[str]:
    blocks = re.split(r"\n\s*\n|\n\s*(?:[-*>]|\d+\.)\s|\n#+ |^#+ ", prose(notebook))
    lines = [" ".join(block.split()) for block in blocks]
    return [sentence for line in lines for sentence in re.split(r"(?<=[.!?:])\s+", line)]


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z’'−-]*[A-Za-z][A-Za-z’'−-]*", text)


def test_it_is_stored_without_outputs_and_with_speaking_ids(path: Path):
    notebook = read(path)
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.nbformat_minor >= 5
    for cell in notebook.cells:
        assert re.fullmatch(r"l\w+", cell.id), cell.id
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_its_size_is_that_of_a_lesson(path: Path):
    notebook = read(path)
    share = 0.5 if SHORT.match(path.name) else 1
    assert 20 * share <= len(notebook.cells) <= 40
    assert 900 * share <= len(words(prose(notebook))) <= 1500
    lengths = [len(source.splitlines()) for source in code(notebook)]
    assert max(lengths) <= 15
    assert median(lengths) <= 5


def test_headings_begin_with_one_title_and_skip_no_level(path: Path):
    notebook = read(path)
    text = re.sub(r"```.*?```", "", "\n\n".join(markdown(notebook)), flags=re.DOTALL)
    levels = [len(signs) for signs in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert notebook.cells[0].cell_type == "markdown"
    assert all(below <= above + 1 for above, below in pairwise(levels))


def test_it_is_written_in_short_sentences_without_filler(path: Path):
    notebook = read(path)
    assert not BANNED.findall(prose(notebook))
    assert [s for s in sentences(notebook) if len(words(s)) > 25] == []


def test_you_predict_before_you_see_and_check_what_you_learnt(path: Path):
    calls = [
        (node.func.id, ast.unparse(node.args[0]) if node.args else "", place)
        for place, cell in enumerate(read(path).cells)
        if cell.cell_type == "code"
        for node in ast.walk(ast.parse(cell.source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    cells = len(read(path).cells)
    places = {name: [p for n, _, p in calls if n == name] for name, _, _ in calls}
    assert len(places.get("check", [])) >= cells // 10
    if path.name.startswith(("00_", "12_")):
        return
    assert min(places.get("show", []) + places.get("explore", [])) < 5
    assert "explore" in places
    predicted = {question: p for n, question, p in calls if n == "predict"}
    revealed = {question: p for n, question, p in calls if n == "reveal"}
    assert predicted
    assert predicted.keys() == revealed.keys()
    assert all(predicted[question] < revealed[question] for question in predicted)


def test_it_imports_the_hint_that_a_wrong_answer_is_sent_to(path: Path):
    assert re.search(r"from grader import .*\bhint\b", code(read(path))[0])


def test_its_links_lead_somewhere(path: Path):
    targets = [t for source in markdown(read(path)) for t in LINK.findall(source)]
    local = [target for target in targets if not target.startswith(("http://", "https://"))]
    assert [target for target in local if not (path.parent / target).exists()] == []


class _Images(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, Any]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


@pytest.mark.slow
def test_it_runs_unanswered_and_its_figures_are_described(path: Path, tmp_path: Path, root: Path):
    ran = tmp_path / path.name
    subprocess.run(
        [sys.executable, "-c", RUN, path, path.parent, ran],
        check=True,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(root), "IPYTHONDIR": str(tmp_path / "ipython")},
    )
    outputs = [o for cell in read(ran).cells for o in cell.get("outputs", [])]
    assert [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"] == []
    shown = [o.data for o in outputs if "data" in o]
    images = [i for data in shown for i in _Images(data.get("text/html", "")).found]
    figures = [data for data in shown if "<figure>" in data.get("text/html", "")]
    assert not [data for data in shown if "image/png" in data or "image/svg+xml" in data]
    assert all(image["src"].startswith("data:image/") for image in images)
    for figure in figures:
        first = _Images(figure["text/html"]).found[0]
        assert 40 <= len(first["alt"]) <= 400
