from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest
from nbformat.v4 import new_output
from traitlets.config import Config

from grader.errors import ConfigError
from grader.notebook import tasks
from grader.notebook.execution import ExecuteInSandbox, isolation_in, issued, working_files
from grader.notebook.rebuild import rebuild
from grader.notebook.released import read_released
from grader.sandbox import probe
from grader.sandbox.limits import Limits
from tests.tiny_course import NAME, NOTEBOOK, RIGHT, TinyCourse

if TYPE_CHECKING:
    from nbformat import NotebookNode


class Stage:
    """Stands in for the sandbox and remembers how it was called."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.ended = "finished"
        self.outputs: list[NotebookNode] = []

    def __call__(
        self,
        notebook: NotebookNode,
        limits: Limits,
        files: Mapping[str, bytes],
        environment: Mapping[str, str],
        isolation: str | None,
    ) -> NotebookNode:
        self.calls.append((limits, files, environment, isolation))
        for cell in notebook.cells:
            cell.execution_count = len(self.calls)
            if cell.cell_type == "code":
                cell.outputs = self.outputs
        how = {"isolation": "none", "seconds": 1.0, "ended": self.ended, "cell": None}
        notebook.metadata["jacobian"] = {"execution": how}
        return notebook


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    monkeypatch.setattr(tasks, "execute", stage)
    return stage


def rebuilt(course: TinyCourse, data: bytes | None = None) -> NotebookNode:
    released = read_released(course.layout, NAME)[NOTEBOOK]
    return rebuild(released, json.dumps(course.answered()).encode() if data is None else data)


def run(course: TinyCourse, notebook: NotebookNode, **settings: object) -> NotebookNode:
    folder = course.layout.step("autograded", "ada", NAME)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("questions.py", "timestamp.txt", "rubric.md"):
        (folder / name).write_text(name)
    resources = {
        "jacobian": course.layout,
        "nbgrader": {"student": "ada", "assignment": NAME, "notebook": NOTEBOOK},
        "metadata": {"path": str(folder)},
    }
    found, _ = ExecuteInSandbox(**settings).preprocess(notebook, resources)
    return found


def test_the_working_folder_holds_declared_files_alone(course: TinyCourse, stage: Stage):
    run(course, rebuilt(course))
    assert stage.calls[0][1] == {"questions.py": b"questions.py"}


def test_a_declared_file_that_is_not_there_is_left_out(course: TinyCourse):
    assert working_files(course.root, course.layout, NAME) == {}


def test_each_question_is_issued_a_seed_for_this_attempt(course: TinyCourse, stage: Stage):
    notebook = rebuilt(course)
    run(course, notebook)
    seeds = json.loads(stage.calls[0][2]["JACOBIAN_CHALLENGES"])
    assert seeds == issued(notebook, course.layout, "ada")
    assert set(seeds) == {"q_jacobian", "q_double", "q_colour"}
    again = rebuilt(course, json.dumps(course.answered(RIGHT)).encode())
    assert not set(seeds.values()) & set(issued(again, course.layout, "ada").values())
    assert not set(seeds.values()) & set(issued(notebook, course.layout, "bea").values())


def test_limits_and_walls_are_as_configured(course: TinyCourse, stage: Stage):
    run(course, rebuilt(course))
    run(course, rebuilt(course), limits={"cpu_seconds": 3}, isolation="none")
    assert [call[0] for call in stage.calls] == [Limits(), Limits(cpu_seconds=3)]
    assert [call[3] for call in stage.calls] == ["bubblewrap", "none"]


def count(notebook: NotebookNode) -> int:
    """In which run a notebook got its outputs."""
    return next(cell.execution_count for cell in notebook.cells if cell.cell_type == "code")


def test_a_notebook_that_ran_before_need_not_run_again(course: TinyCourse, stage: Stage):
    assert count(run(course, rebuilt(course), reuse=True)) == 1
    assert count(run(course, rebuilt(course), reuse=True)) == 1
    assert count(run(course, rebuilt(course))) == 2  # as nbgrader's own commands do
    assert count(run(course, rebuilt(course), reuse=True, limits={"cpu_seconds": 3})) == 3
    other = json.dumps(course.answered(RIGHT)).encode()
    assert count(run(course, rebuilt(course, other), reuse=True)) == 4
    assert len(stage.calls) == 4


def test_a_notebook_that_was_stopped_runs_again(course: TinyCourse, stage: Stage):
    stage.ended = "cpu time"
    assert count(run(course, rebuilt(course), reuse=True)) == 1
    assert count(run(course, rebuilt(course), reuse=True)) == 2


def test_a_notebook_of_which_a_cell_was_interrupted_runs_again(course: TinyCourse, stage: Stage):
    stage.outputs = [new_output("error", ename="CellTimeError", evalue="too long", traceback=[])]
    assert count(run(course, rebuilt(course), reuse=True)) == 1
    assert count(run(course, rebuilt(course), reuse=True)) == 2


@pytest.mark.usefixtures("stage")
def test_a_damaged_result_is_not_taken(course: TinyCourse):
    run(course, rebuilt(course), reuse=True)
    (kept,) = (path for path in (course.layout.build / "store").rglob("*") if path.is_file())
    kept.write_bytes(zlib.compress(b"{}\n"))
    assert count(run(course, rebuilt(course), reuse=True)) == 2


def test_without_walls_nothing_is_run_unless_it_was_told_to(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(probe, "obstacle", lambda: "bubblewrap is missing")
    with pytest.raises(ConfigError, match=r"(?s)not be isolated.*is missing.*grader doctor"):
        isolation_in(Config())
    told = Config()
    for wanted in ("none", "best"):
        told.ExecuteInSandbox.isolation = wanted
        assert isolation_in(told) == "none"


def test_a_word_that_is_no_isolation_is_refused():
    config = Config()
    config.ExecuteInSandbox.isolation = "some"
    with pytest.raises(ConfigError, match="'some'; expected one of the words bubblewrap, best"):
        isolation_in(config)


def test_what_could_not_be_read_is_not_run(course: TinyCourse, stage: Stage):
    notebook = rebuilt(course, b"{")
    assert run(course, notebook) == notebook
    assert stage.calls == []


def test_an_instructors_tokens_are_not_seen_by_student_code(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "s3cret-token")
    answers = {"q_colour_answer": "import os\nprint(dict(os.environ))\ncolour = 'B'"}
    course.hand_in("eve", course.answered(answers))
    course.autograde()
    told = json.dumps(course.graded("eve"))
    assert "JACOBIAN_GRADED" in told
    assert "s3cret-token" not in told


def test_grading_without_execution_is_not_had(course: TinyCourse):
    """`nbgrader autograde --no-execute` would believe the outputs that were handed in."""
    course.hand_in("eve", course.answered(RIGHT))
    more = Config()
    more.Execute.enabled = False
    more.ClearOutput.enabled = False
    course.autograde(more=more)
    assert course.scores("eve")["q_colour"] == 1.0


@pytest.mark.parametrize(
    "code",
    [
        "import os\nos._exit(0)",
        pytest.param(
            "while True:\n    try:\n        while True: pass\n    except KeyboardInterrupt: pass",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_a_process_that_dies_or_hangs_loses_only_the_cells_after_it(course: TinyCourse, code: str):
    course.hand_in("ada", course.answered(RIGHT))
    course.hand_in("eve", course.answered({**RIGHT, "q_double_answer": code}))
    more = Config()
    more.ExecuteInSandbox.limits = {"cpu_seconds": 6, "wall_seconds": 30}
    course.autograde(more=more)
    assert course.scores("eve") == {
        "q_jacobian": 4.0,
        "q_double": 0.0,
        "q_colour": 0.0,
        "q_essay": 0.0,
    }
    assert course.scores("ada")["q_colour"] == 1.0


def test_a_warning_on_stderr_costs_nothing(course: TinyCourse):
    answers = {**RIGHT, "q_colour_answer": "import warnings\nwarnings.warn('x')\ncolour = 'B'"}
    course.hand_in("ada", course.answered(answers))
    course.autograde()
    assert course.scores("ada")["q_colour"] == 1.0
