"""What is needed to run a notebook, and what comes back? Bytes, each way, for any machine.

A task names no student and holds no reference. Its result is read as strictly as what comes out of
the walls, and by the same reader: whoever ran it may have been taken over by what it ran.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from grader.sandbox.cell_time import CellTimeError
from grader.sandbox.execution import execute
from grader.sandbox.limits import Limits
from grader.sandbox.outputs import Outputs
from grader.sandbox.records import Record, read, write
from grader.store import key

if TYPE_CHECKING:
    from grader.sandbox.launch import Isolation

LARGEST = 64 * 2**20
"""Bytes of a result that are read; the sandbox ends a notebook that puts out a quarter of it."""
FINISHED = "finished"
_HEAD: Mapping[str, type | tuple[type, ...]] = {
    "isolation": str,
    "seconds": float,
    "ended": str,
    "cell": (int, type(None)),
}


@dataclass(frozen=True)
class Task:
    """The run of one notebook.

    Attributes:
        sources: of its code cells, in order.
        files: what its working folder holds, by name.
        environment: variables besides the usual ones.
        limits: what it may use: fields of `Limits`.
        isolation: what stands around it.
    """

    sources: Sequence[str]
    files: Mapping[str, bytes]
    environment: Mapping[str, str]
    limits: Mapping[str, Any]
    isolation: Isolation

    @property
    def key(self) -> str:
        """What tells this run from every other one."""
        return key("run", self.to_bytes())

    def to_bytes(self) -> bytes:
        """The task as JSON."""
        files = {name: base64.b64encode(data).decode() for name, data in self.files.items()}
        return json.dumps({**vars(self), "files": files}, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Task:
        """The task that `to_bytes` gave."""
        found = json.loads(data)
        files = {name: base64.b64decode(text) for name, text in found.pop("files").items()}
        return cls(**found, files=files)


@dataclass(frozen=True)
class Ran:
    """What a run put out.

    Attributes:
        how: isolation, seconds, ended and cell, as `grader.sandbox.execute` tells them; the cell is
            counted among code cells.
        records: one a code cell.
    """

    how: Mapping[str, Any]
    records: Sequence[Record]

    @property
    def finished(self) -> bool:
        """Whether no limit ended it or a cell of it; what was ended may be luckier another time."""
        names = {output.get("ename") for record in self.records for output in record.outputs}
        return self.how["ended"] == FINISHED and CellTimeError.__name__ not in names

    def to_bytes(self) -> bytes:
        """A line about the run, then one a cell."""
        return b"".join([json.dumps(dict(self.how)).encode() + b"\n", *map(write, self.records)])

    @classmethod
    def from_bytes(cls, data: bytes, cells: int) -> Ran:
        """What `to_bytes` gave for a notebook with so many code cells.

        Raises:
            ValueError: it is anything else.
        """
        if len(data) > LARGEST:
            message = f"a result has {len(data)} bytes; at most {LARGEST} are read"
            raise ValueError(message)
        head, *lines = data.split(b"\n")[:-1] or [b""]
        records = tuple(map(read, lines))
        if [record.cell for record in records] != list(range(cells)):
            message = f"a result has {len(records)} cells that are not the {cells} of its task"
            raise ValueError(message)
        return cls(_how(head, cells), records)

    def filled(self, notebook: NotebookNode) -> NotebookNode:
        """The notebook with these outputs in its code cells."""
        executed, outputs = deepcopy(notebook), Outputs()
        places = [n for n, cell in enumerate(executed.cells) if cell.cell_type == "code"]
        for place, record in zip(places, self.records, strict=True):
            executed.cells[place].execution_count = record.count
            executed.cells[place].outputs = outputs.of(record)
        fault = self.how["cell"]
        cell = None if fault is None else places[fault]
        about = executed.metadata.setdefault("jacobian", NotebookNode())
        about["execution"] = NotebookNode({**self.how, "cell": cell})
        return executed


def carry_out(task: bytes) -> bytes:
    """Run the notebook of a task: what a worker on any machine is asked to do.

    Raises:
        ConfigError: it can't be run here as it has to be.
    """
    asked = Task.from_bytes(task)
    notebook = new_notebook()
    notebook.cells = [_code_cell(source) for source in asked.sources]  # ours: not validated
    limits = Limits(**asked.limits)
    ran = execute(notebook, limits, asked.files, asked.environment, asked.isolation)
    records = [_record(number, cell) for number, cell in enumerate(ran.cells)]
    return Ran(ran.metadata["jacobian"]["execution"], records).to_bytes()


def sources_of(notebook: NotebookNode) -> list[str]:
    """The sources of a notebook's code cells."""
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def _code_cell(source: str) -> NotebookNode:
    """A cell that has not run yet."""
    return NotebookNode(cell_type="code", source=source, execution_count=None, outputs=[])


def _record(number: int, cell: NotebookNode) -> Record:
    outputs = [dict(output) for output in cell.outputs]
    for output in outputs:
        if output["output_type"] == "display_data":
            output["display_id"] = None  # its updates have been carried out
    return Record(number, cell.execution_count, outputs)


def _how(line: bytes, cells: int) -> dict[str, Any]:
    try:
        how: dict[str, Any] = json.loads(line)
    except RecursionError:
        how = {}
    right = isinstance(how, dict) and how.keys() == _HEAD.keys()
    if not right or not all(isinstance(how[name], kind) for name, kind in _HEAD.items()):
        message = "a result does not say how its run ended"
        raise ValueError(message)
    if how["cell"] is not None and not 0 <= how["cell"] < cells:
        message = f"a result names the cell {how['cell']} of {cells}"
        raise ValueError(message)
    return how
