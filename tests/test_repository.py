"""What holds for every file of the repository: its size, its notebooks, what it does not name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

MOST_LINES = 350
CODE = {".css", ".j2", ".js", ".py"}
DECLARATIONS = {"questions.py"}  # a catalogue, looked up one question at a time
FOLDERS = {"benchmarks", "course", "grader", "solutions", "tests"}
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
]


def _is_from_a_student(path: Path, root: Path) -> bool:
    return path.is_relative_to(root / "tests" / "sample")


def _text(path: Path) -> str:
    return "" if path.is_symlink() else path.read_text(encoding="utf-8", errors="replace")


@pytest.fixture(scope="module")
def ours(repository_files: list[Path], root: Path) -> list[Path]:
    return [path for path in repository_files if not _is_from_a_student(path, root)]


def test_no_file_of_code_is_longer_than_an_afternoon_allows(ours: list[Path], root: Path):
    code = [
        path
        for path in ours
        if path.suffix in CODE
        and path.name not in DECLARATIONS
        and path.relative_to(root).parts[0] in FOLDERS
    ]
    too_long = [path for path in code if len(_text(path).splitlines()) > MOST_LINES]
    assert root / "grader" / "errors.py" in code
    assert not too_long


def test_notebooks_are_committed_without_outputs(ours: list[Path]):
    for path in (path for path in ours if path.suffix == ".ipynb"):
        cells = [c for c in json.loads(_text(path))["cells"] if c["cell_type"] == "code"]
        run = [c for c in cells if c["outputs"] or c["execution_count"] is not None]
        assert not run, path


def test_notebooks_name_their_kernel(ours: list[Path]):
    for path in (path for path in ours if path.suffix == ".ipynb"):
        assert json.loads(_text(path))["metadata"]["kernelspec"]["name"] == "python3", path


def test_no_file_names_a_package_index(ours: list[Path]):
    naming = [path for path in ours if any(host in _text(path) for host in HOSTS)]
    assert not naming


def test_no_file_names_a_folder_of_the_machine_it_was_written_on(ours: list[Path], root: Path):
    folders = [str(p) for p in (root, Path.home() / ".pyenv", Path.home() / ".cache")]
    pattern = re.compile("|".join([re.escape(f) for f in folders] + ["/" + r"work/(main|shared)"]))
    naming = [path for path in ours if pattern.search(_text(path))]
    assert not naming


def test_student_files_are_left_out_of_these_rules_by_their_folder_alone(root: Path):
    assert _is_from_a_student(root / "tests" / "sample" / "submitted" / "ada" / "a.ipynb", root)
    assert not _is_from_a_student(root / "tests" / "test_sample.py", root)
