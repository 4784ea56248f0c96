from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from grader.notebook import tasks
from grader.notebook.tasks import LARGEST, Ran, Task, carry_out, sources_of
from grader.sandbox.limits import Limits
from grader.sandbox.records import Record

TASK = Task(["x = 1", "x"], {"q.py": b"\xff\x00"}, {"A": "b"}, {"cpu_seconds": 3}, "none")
HOW = {"isolation": "none", "seconds": 1.5, "ended": "finished", "cell": None}
RESULT = Ran(HOW, (Record(0, 1), Record(1, 2)))
NOTEBOOK = new_notebook(
    cells=[new_code_cell("x = 1"), new_markdown_cell("text"), new_code_cell("x")]
)


def test_a_task_travels_as_bytes_and_comes_back():
    assert Task.from_bytes(TASK.to_bytes()) == TASK
    assert sources_of(NOTEBOOK) == TASK.sources


def test_all_that_a_run_depends_on_is_in_its_key():
    others = [
        {"sources": ["x"]},
        {"files": {"q.py": b""}},
        {"environment": {}},
        {"limits": {}},
        {"isolation": "bubblewrap"},
    ]
    keys = {TASK.key, *(Task(**{**vars(TASK), **other}).key for other in others)}
    assert len(keys) == 6


def test_a_result_travels_as_bytes_and_comes_back():
    assert Ran.from_bytes(RESULT.to_bytes(), cells=2) == RESULT


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"{}",
        json.dumps({**HOW, "score": 100}).encode(),
        json.dumps({**HOW, "seconds": "1"}).encode(),
        json.dumps({**HOW, "cell": 2}).encode(),
        json.dumps({**HOW, "cell": -1}).encode(),
    ],
)
def test_a_result_that_does_not_say_how_it_ended_is_refused(line: bytes):
    _, records = RESULT.to_bytes().split(b"\n", 1)
    with pytest.raises(ValueError, match=r"a result|Expecting value"):
        Ran.from_bytes(line + b"\n" + records, cells=2)


def test_a_result_with_other_cells_than_its_task_is_refused():
    for cells in (0, 1, 3):
        with pytest.raises(ValueError, match=f"not the {cells} of its task"):
            Ran.from_bytes(RESULT.to_bytes(), cells)
    with pytest.raises(ValueError, match="not the 2 of its task"):
        Ran.from_bytes(Ran(HOW, (Record(1, 1), Record(0, 2))).to_bytes(), 2)


def test_a_result_is_read_as_strictly_as_what_comes_out_of_the_walls():
    forged = Ran(HOW, (Record(0, 1, [{"output_type": "pickle", "data": "gASVIQ"}]),))
    with pytest.raises(ValueError, match="of type 'pickle' is unknown"):
        Ran.from_bytes(forged.to_bytes(), 1)


def test_a_result_that_is_too_large_is_refused():
    with pytest.raises(ValueError, match="at most"):
        Ran.from_bytes(b" " * (LARGEST + 1), 0)


def test_a_result_that_is_nested_without_end_is_refused():
    with pytest.raises(ValueError, match="does not say how its run ended"):
        Ran.from_bytes(b"[" * 100_000 + b"\n", 0)


def test_outputs_go_to_the_code_cells_and_the_fault_is_counted_among_all_cells():
    text = {"output_type": "stream", "name": "stdout", "text": "1"}
    ran = Ran({**HOW, "ended": "died", "cell": 1}, (Record(0, 1, [text]), Record(1, None)))
    filled = ran.filled(NOTEBOOK)
    assert filled.cells[0].outputs == [new_output("stream", text="1")]
    assert filled.cells[2].outputs == []
    assert filled.metadata["jacobian"]["execution"]["cell"] == 2
    assert "jacobian" not in NOTEBOOK.metadata


def test_a_task_is_carried_out_in_the_sandbox(monkeypatch: pytest.MonkeyPatch):
    picture = {"image/png": "iVBORw0KGgo="}

    def execute(
        notebook: NotebookNode,
        limits: Limits,
        files: Mapping[str, bytes],
        environment: Mapping[str, str],
        isolation: str,
    ) -> NotebookNode:
        assert sources_of(notebook) == TASK.sources
        assert (limits, files) == (Limits(cpu_seconds=3), TASK.files)
        assert (environment, isolation) == (TASK.environment, "none")
        outputs: list[Any] = [
            new_output("display_data", data=picture),
            new_output("execute_result", data={"text/plain": "1"}, execution_count=2),
        ]
        notebook.cells[1].outputs = outputs
        notebook.metadata["jacobian"] = NotebookNode(execution=NotebookNode(HOW))
        return notebook

    monkeypatch.setattr(tasks, "execute", execute)
    ran = Ran.from_bytes(carry_out(TASK.to_bytes()), cells=2)
    display, result = ran.filled(NOTEBOOK).cells[2].outputs
    assert display == new_output("display_data", data=picture)
    assert result.data == {"text/plain": "1"}
