"""Records into the outputs of a notebook, and what the cells after a fault say instead.

>>> stopped("it ran longer than 60 s", fault=4, cell=4).evalue
'the notebook was stopped in this cell: it ran longer than 60 s'
>>> stopped("it was too slow", fault=4, cell=6).evalue
'this cell did not run: the notebook was stopped in an earlier cell, because it was too slow'
"""

import json
from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from grader.sandbox.records import Record

STOPPED = "ExecutionStopped"
ROOM = 2_000_000
"""Bytes that updates may add to a notebook, where one changes several displays of its name."""
OVERHEAD = 100


class Outputs:
    """Builds the outputs of a notebook's cells, one record after the other."""

    def __init__(self) -> None:
        self._displays: dict[str, list[NotebookNode]] = {}
        self._room = ROOM

    def of(self, record: Record) -> list[NotebookNode]:
        """Return the outputs of a cell; its updates change the earlier ones in place."""
        outputs = [self._output(output) for output in record.outputs]
        for update in record.updates:
            self._update(update)
        return outputs

    def _update(self, update: Mapping[str, Any]) -> None:
        """Change the first display of a name, and the others as long as there is room."""
        size = OVERHEAD + len(json.dumps([update["data"], update["metadata"]]))
        for number, output in enumerate(self._displays.get(update["display_id"], [])):
            self._room -= size if number else 0
            if number and self._room < 0:
                return
            output.data = _node(update["data"])
            output.metadata = _node(update["metadata"])

    def _output(self, output: Mapping[str, Any]) -> NotebookNode:
        contents = {key: value for key, value in output.items() if key != "display_id"}
        parts = {key: _node(v) if isinstance(v, dict) else v for key, v in contents.items()}
        node = _node(parts)  # valid: the record was read strictly
        if output.get("display_id") is not None:
            self._displays.setdefault(output["display_id"], []).append(node)
        return node


def stopped(reason: str, fault: int, cell: int) -> NotebookNode:
    """Return the one output of a cell that did not finish.

    Args:
        reason: why the notebook was stopped, a clause that begins with "it".
        fault: position in the notebook of the cell in which it was.
        cell: position of the cell that gets this output.
    """
    value = f"the notebook was stopped in this cell: {reason}"
    if cell != fault:
        before = "this cell did not run: the notebook was stopped in an earlier cell"
        value = f"{before}, because {reason}"
    lines = [f"{STOPPED}: {value}"]
    told = {"output_type": "error", "ename": STOPPED, "evalue": value, "traceback": lines}
    return NotebookNode(told)


def _node(value: Mapping[str, Any]) -> NotebookNode:
    return NotebookNode(value)
