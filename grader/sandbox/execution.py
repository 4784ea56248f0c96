"""Runs a notebook in a process of its own and returns it with its outputs."""

import copy
from collections.abc import Mapping

from nbformat import NotebookNode

from grader.errors import ConfigError
from grader.sandbox.launch import Run, Wanted, launch
from grader.sandbox.limits import Limits
from grader.sandbox.outputs import Outputs, stopped
from grader.sandbox.probe import choose

NOTHING: Mapping[str, str] = {}
NO_FILES: Mapping[str, bytes] = {}


def execute(
    notebook: NotebookNode,
    limits: Limits,
    files: Mapping[str, bytes] = NO_FILES,
    environment: Mapping[str, str] = NOTHING,
    isolation: Wanted = "bubblewrap",
) -> NotebookNode:
    """Run the code cells in order, whatever they raise, and return a new notebook.

    Cells after a fault (a limit met, a process that died) have one error output that says so.
    How the run went is in `metadata["jacobian"]["execution"]`: isolation, seconds, ended
    ("finished", "cpu time", "wall time", "memory", "died", "output") and cell, the position of
    the fault.

    Args:
        notebook: nbformat 4; its outputs and tags are ignored.
        limits: what it may use.
        files: all that its working folder holds, by plain name.
        environment: variables besides the allowed ones.
        isolation: "best" does without walls where none stand, "none" does so on purpose.

    Raises:
        ConfigError: if a process can't be started, if walls were asked for that don't stand, or
            if a file's name leads elsewhere.
    """
    for name in files:
        if name in {"", ".", ".."} or "/" in name or "\0" in name:
            message = f"{name!r} is not a plain file name; expected one such as questions.py"
            raise ConfigError(message)
    positions = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    chosen = choose(isolation)
    sources = [notebook.cells[position].source for position in positions]
    run = launch(sources, limits, files, environment, chosen)
    executed = copy.deepcopy(notebook)
    fault = positions[len(run.records)] if run.reason else None
    _fill(executed, run, positions)
    executed.metadata.setdefault("jacobian", NotebookNode())["execution"] = NotebookNode(
        isolation=chosen, seconds=round(run.seconds, 3), ended=run.ended, cell=fault
    )
    return executed


def _fill(notebook: NotebookNode, run: Run, positions: list[int]) -> None:
    outputs = Outputs()
    for record in run.records:
        cell = notebook.cells[positions[record.cell]]
        cell.execution_count = record.count
        cell.outputs = outputs.of(record)
    missing = positions[len(run.records) :]
    for position in missing:
        cell = notebook.cells[position]
        cell.execution_count = None
        cell.outputs = [stopped(run.reason, missing[0], position)]
