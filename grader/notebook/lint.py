"""What is wrong with an assignment? Everything at once, before a student or a class meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat

from grader.notebook.layout import Layout
from grader.questions import problems, read_assignment

LEFT_BY_TOOLS = frozenset({".ipynb_checkpoints", "__pycache__"})


def lint(layout: Layout, assignment: str) -> list[str]:
    """Everything that is wrong with an assignment, one sentence each; empty if nothing is.

    Raises:
        ConfigError: its `questions.py` or its references can't be run.
    """
    folder = layout.source(assignment)
    return [
        *problems(read_assignment(folder)),
        *_not_to_release(folder, layout.accompanying(assignment)),
        *(finding for path in sorted(folder.glob("*.ipynb")) for finding in _check_stored(path)),
    ]


def _not_to_release(folder: Path, accompanying: tuple[str, ...]) -> Iterator[str]:
    """Name what nbgrader would release although nobody declared it."""
    for path in sorted(folder.iterdir()):
        if path.name in accompanying or path.name in LEFT_BY_TOOLS or path.suffix == ".ipynb":
            continue
        yield (
            f"{path.name} would be released with the assignment; move it out of {folder}, or "
            "declare it as an extra file in nbgrader_config.py"
        )


def _check_stored(path: Path) -> Iterator[str]:
    try:
        notebook = nbformat.read(path, as_version=4)
    except (nbformat.ValidationError, ValueError):
        return  # `problems` has said that it is not a notebook
    if any(cell.get("outputs") for cell in notebook.cells):
        yield f"{path.name} has outputs; clear them before you save it"
    kernel = notebook.metadata.get("kernelspec", {}).get("name", "none")
    if kernel != "python3":
        yield f"{path.name} names the kernel {kernel}; choose python3, which students have"
