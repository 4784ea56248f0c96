"""What a kernel shows is what the sandbox shows, on the cells of features.txt."""

from pathlib import Path

import pytest
from nbformat import NotebookNode, validate
from nbformat.v4 import new_code_cell, new_notebook

from grader.sandbox import Limits, execute
from tests.sandbox.kernel import essence, run_in_kernel
from tests.sandbox.runs import ended

pytestmark = pytest.mark.slow

FEATURES = (Path(__file__).parent / "features.txt").read_text().split("# %%\n")[1:]
SOURCES = [feature.removesuffix("\n") for feature in FEATURES]


@pytest.fixture(scope="module")
def notebook() -> NotebookNode:
    return new_notebook(
        cells=[new_code_cell(source) for source in SOURCES],
        metadata={"kernelspec": {"name": "python3", "display_name": "", "language": "python"}},
    )


@pytest.fixture(scope="module")
def from_a_kernel(notebook: NotebookNode, tmp_path_factory: pytest.TempPathFactory) -> NotebookNode:
    return run_in_kernel(notebook, tmp_path_factory.mktemp("kernel"))


@pytest.fixture(scope="module")
def from_the_sandbox(notebook: NotebookNode) -> NotebookNode:
    return execute(notebook, Limits(), isolation="best")


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
