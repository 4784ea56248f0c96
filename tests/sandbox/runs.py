"""Running cells as student code, and reading what came out."""

from collections.abc import Callable

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

from grader.sandbox import Limits, execute
from grader.sandbox.launch import Isolation

Run = Callable[..., NotebookNode]
SMALL = Limits(cpu_seconds=3, wall_seconds=30)


def runner(isolation: Isolation) -> Run:
    """A function that runs its arguments as the cells of a notebook."""

    def run(*sources: str, limits: Limits = SMALL, **options: object) -> NotebookNode:
        notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
        return execute(notebook, limits, isolation=isolation, **options)

    return run


def text(cell: NotebookNode) -> str:
    """All that a cell shows as text, the messages of its errors included."""
    return "\n".join(
        output.get("text") or output.get("evalue") or output.get("data", {}).get("text/plain", "")
        for output in cell.outputs
    )


def ended(notebook: NotebookNode) -> tuple[str, int | None]:
    """How a run ended, and in which cell."""
    execution = notebook.metadata.jacobian.execution
    return execution.ended, execution.cell
