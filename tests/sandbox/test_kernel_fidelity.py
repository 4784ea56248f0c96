"""What a kernel shows is what the sandbox shows, on the cells of features.txt."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat import NotebookNode, read, validate
from nbformat.v4 import new_code_cell, new_notebook

from grader.sandbox import Limits, execute
from tests.sandbox.runs import ended

pytestmark = pytest.mark.slow

FEATURES = (Path(__file__).parent / "features.txt").read_text().split("# %%\n")[1:]
SOURCES = [feature.removesuffix("\n") for feature in FEATURES]

# In a process of its own, since a kernel repeats what processes write on its own standard output.
KERNEL = """
import sys, nbclient, nbformat
path, folder = sys.argv[1:]
notebook = nbformat.read(path, as_version=4)
resources = {"metadata": {"path": folder}}
nbclient.NotebookClient(notebook, allow_errors=True, resources=resources).execute()
nbformat.write(notebook, path)
"""


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    return new_notebook(
        cells=[new_code_cell(source) for source in SOURCES],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )


@pytest.fixture(scope="module")
def from_a_kernel(notebook: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    folder = tmp_path_factory.mktemp("kernel")
    path = folder / "features.ipynb"
    path.write_text(json.dumps(notebook))
    subprocess.run(
        [sys.executable, "-c", KERNEL, str(path), str(folder)], capture_output=True, check=True
    )
    return read(path, as_version=4)


@pytest.fixture(scope="module")
def from_the_sandbox(notebook: NotebookNode) -> NotebookNode:
    return execute(notebook, Limits(), isolation="best")


def essence(cell: NotebookNode) -> list[object]:
    """A cell's outputs without what may differ.

    A kernel sends a stream in pieces. Its tracebacks are shortened (see grader/sandbox/shell.py):
    what counts is which lines of which cells they point at. Its cells have other file names.
    """
    kept: list[dict[str, object]] = []
    for output in json.loads(json.dumps(cell.outputs)):
        if "name" in output and kept and kept[-1].get("name") == output["name"]:
            kept[-1]["text"] += output["text"]
            continue
        if "traceback" in output:
            lines = "\n".join(re.sub(r"\x1b\[[0-9;]*m", "", line) for line in output["traceback"])
            pointing = r"^-+> .*|^Cell In.*|^\w+(?:Error|Exit).*"
            found = re.findall(pointing, lines, re.MULTILINE)
            output["traceback"] = [" ".join(line.split()) for line in found]
            output["evalue"] = re.sub(r"\(\S+, line", "(cell, line", output["evalue"])
        kept.append(output)
    return [cell.execution_count, *kept]


@pytest.mark.parametrize("number", range(len(SOURCES) - 1), ids=SOURCES[:-1])
def test_a_cell_shows_what_a_kernel_shows(
    from_a_kernel: NotebookNode, from_the_sandbox: NotebookNode, number: int
):
    assert essence(from_the_sandbox.cells[number]) == essence(from_a_kernel.cells[number])


def test_both_refuse_to_ask(from_a_kernel: NotebookNode, from_the_sandbox: NotebookNode):
    assert SOURCES[-1].startswith("input(")
    for executed in (from_a_kernel, from_the_sandbox):
        assert executed.cells[-1].outputs[0].ename == "StdinNotImplementedError"


def test_the_result_is_a_valid_notebook(from_the_sandbox: NotebookNode):
    validate(from_the_sandbox)
    assert ended(from_the_sandbox) == ("finished", None)
