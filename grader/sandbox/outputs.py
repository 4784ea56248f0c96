"""Records into the outputs of a notebook, and what the cells after a fault say instead.

>>> stopped("it ran longer than 60 s", fault=4, cell=4).evalue
'the notebook was stopped in this cell: it ran longer than 60 s'
>>> stopped("it was too slow", fault=4, cell=6).evalue
'this cell did not run: the notebook was stopped in an earlier cell, because it was too slow'
"""

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode, from_dict

from grader.sandbox.records import Record

STOPPED = "ExecutionStopped"


class Outputs:
    """Builds the outputs of a notebook's cells, one record after the other."""

    def __init__(self) -> None:
        self._displays: dict[str, list[NotebookNode]] = {}

    def of(self, record: Record) -> list[NotebookNode]:
        """Return the outputs of a cell; its updates change the earlier ones in place."""
        outputs = [self._output(output) for output in record.outputs]
        for update in record.updates:
            for output in self._displays.get(update["display_id"], []):
                output.data = _node(update["data"])
                output.metadata = _node(update["metadata"])
        return outputs

    def _output(self, output: Mapping[str, Any]) -> NotebookNode:
        contents = {key: value for key, value in output.items() if key != "display_id"}
        node: NotebookNode = from_dict(contents)  # valid: the record was read strictly
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
