"""What is wrong with an assignment? Everything at once, before a student or a class meets it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat

from grader.notebook.layout import Layout
from grader.notebook.released import undeclared
from grader.questions import problems, read_assignment


def lint(layout: Layout, assignment: str) -> list[str]:
    """Everything that is wrong with an assignment, one sentence each; empty if nothing is.

    Raises:
        ConfigError: its `questions.py` or its references can't be run.
    """
    folder = layout.source(assignment)
    return [
        *problems(read_assignment(folder)),
        *(
            f"{name} would be released with the assignment; move it out of {folder}, or declare it "
            "as an extra file in nbgrader_config.py"
            for name in undeclared(folder, layout.extra_files.get(assignment, ()))
        ),
        *(finding for path in sorted(folder.glob("*.ipynb")) for finding in _check_stored(path)),
    ]


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
