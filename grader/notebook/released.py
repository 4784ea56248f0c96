"""What did students get? The released notebooks, against the gradebook and the allow-list."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fnmatch import fnmatch
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

from grader.errors import ConfigError
from grader.notebook.layout import Layout
from grader.notebook.rebuild import grade_id, is_grade

RELEASED = ("*.ipynb", "questions.py")
NEVER_COPIED = (".ipynb_checkpoints", "__pycache__", "*.pyc")


def read_released(layout: Layout, assignment: str) -> dict[str, NotebookNode]:
    """The released notebooks of an assignment, by name, in order.

    Raises:
        ConfigError: there are none.
    """
    folder = layout.released(assignment)
    found = {
        path.stem: nbformat.read(path, as_version=4) for path in sorted(folder.glob("*.ipynb"))
    }
    if not found:
        message = f"{folder} holds no notebooks; run: nbgrader generate_assignment {assignment}"
        raise ConfigError(message)
    return found


def require_known(db_url: str, assignment: str, released: Mapping[str, NotebookNode]) -> None:
    """Check that the gradebook has exactly the cells that are released, with their points.

    Raises:
        ConfigError: it does not, so that answers would be graded against something else.
    """
    with Gradebook(db_url) as gradebook:
        try:
            known = {
                notebook.name: {cell.name: cell.max_score for cell in notebook.grade_cells}
                for notebook in gradebook.find_assignment(assignment).notebooks
            }
        except MissingEntry:
            known = {}
    if known != {name: _points(notebook) for name, notebook in released.items()}:
        message = (
            f"the gradebook does not have {assignment} as it is released; "
            f"run: nbgrader generate_assignment {assignment}"
        )
        raise ConfigError(message)


def undeclared(folder: Path, extra_files: Collection[str]) -> tuple[str, ...]:
    """The names in an assignment's folder that are not for students, as far as we know."""
    allowed = (*RELEASED, *NEVER_COPIED)
    return tuple(
        path.name
        for path in sorted(folder.iterdir())
        if path.name not in extra_files and not any(fnmatch(path.name, name) for name in allowed)
    )


def _points(notebook: NotebookNode) -> dict[str, float]:
    return {
        grade_id(cell): float(cell.metadata["nbgrader"]["points"])
        for cell in notebook.cells
        if is_grade(cell)
    }
