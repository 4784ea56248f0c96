"""Notebooks in, notebooks out."""

import copy
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from grader.errors import ConfigError
from grader.sandbox import Limits, execute
from tests.sandbox.runs import Run, ended, text


def test_the_argument_is_left_as_it_was():
    submitted = new_notebook(
        cells=[
            new_markdown_cell("text", metadata={"kept": 1}),
            new_code_cell(
                "1 + 1",
                execution_count=7,
                metadata={"tags": ["skip-execution"], "nbgrader": {"grade_id": "a"}},
                outputs=[{"output_type": "stream", "name": "stdout", "text": "forged"}],
            ),
            new_code_cell("", execution_count=7),
        ],
        metadata={"jacobian": {"other": 1}},
    )
    before = copy.deepcopy(submitted)
    executed = execute(submitted, Limits(), isolation="best")
    assert submitted == before
    markdown, code, empty = executed.cells
    assert markdown == before.cells[0]
    assert code.metadata == before.cells[1].metadata
    assert code.execution_count == 1
    assert text(code) == "2"
    assert (empty.outputs, empty.execution_count) == ([], None)
    assert executed.metadata.jacobian.other == 1


def test_the_fault_is_counted_in_cells_of_the_notebook():
    submitted = new_notebook(
        cells=[
            new_markdown_cell("one"),
            new_code_cell("2"),
            new_markdown_cell("three"),
            new_code_cell("import os; os._exit(1)"),
        ]
    )
    executed = execute(submitted, Limits(), isolation="best")
    assert ended(executed) == ("died", 3)
    assert text(executed.cells[3]).startswith("the notebook was stopped in this cell")


def test_how_a_run_went_is_in_the_metadata(run: Run):
    execution = run("1").metadata.jacobian.execution
    assert execution.isolation in ("bubblewrap", "none")
    assert 0 < execution.seconds < 30
    assert (execution.ended, execution.cell) == ("finished", None)


def test_a_notebook_without_code_needs_no_cells(run: Run):
    assert ended(run()) == ("finished", None)
    assert ended(run("", " \n")) == ("finished", None)


def test_the_working_folder_holds_exactly_the_files_and_is_home(run: Run):
    executed = run(
        "import os\nsorted(os.listdir('.')), os.environ['HOME'] == os.getcwd()",
        "open('data.csv').read()",
        files={"data.csv": b"1,2", "questions.py": b""},
    )
    assert text(executed.cells[0]) == "(['data.csv', 'questions.py'], True)"
    assert text(executed.cells[1]) == "'1,2'"


def test_runs_share_nothing(run: Run):
    run("x = 1; open('left', 'w').write('x'); open('/tmp/left', 'w').close()")
    executed = run("x", "import os; os.path.exists('left')")
    assert executed.cells[0].outputs[0].ename == "NameError"
    assert text(executed.cells[1]) == "False"


def test_named_variables_reach_the_cells(run: Run):
    variables = {"JACOBIAN_CHALLENGES": "{}"}
    executed = run("import os; os.environ['JACOBIAN_CHALLENGES']", environment=variables)
    assert text(executed.cells[0]) == "'{}'"


def test_a_graded_run_says_so_and_hashes_alike(run: Run):
    source = "import os; os.environ['JACOBIAN_GRADED'], hash('a')"
    first, second = (text(run(source).cells[0]) for _ in range(2))
    assert first.startswith("('1', ")
    assert first == second


def test_files_have_plain_names():
    for name in ("../x", "/etc/x", "a/b", "", ".", ".."):
        with pytest.raises(ConfigError, match="is not a plain file name"):
            execute(new_notebook(), Limits(), files={name: b""})


def test_python_packages_of_the_grader_are_there(run: Run):
    executed = run("import grader, sympy, numpy, flint; grader.__file__")
    assert Path(text(executed.cells[0]).strip("'")).name == "__init__.py"
