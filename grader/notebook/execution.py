"""How does a submission run under nbgrader? In the sandbox, in place of nbgrader's Execute.

The working folder is made of our own files alone, so that nothing a student handed in is imported
before ours; declared extra files are the exception.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Dict, Enum, TraitError

from grader.errors import ConfigError
from grader.notebook.layout import Layout
from grader.notebook.rebuild import grade_id, is_grade, is_solution
from grader.notebook.seeds import secret_of, seed
from grader.notebook.tasks import FINISHED, Ran, Task, carry_out, sources_of
from grader.sandbox.launch import Isolation, Wanted
from grader.sandbox.probe import choose
from grader.store import Store

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

STORE = "store"
"""The folder of build/ that holds what was computed before."""
CHOICES = ("bubblewrap", "best", "none")
HOW_TO_GO_ON = """
  `grader doctor` tries every layer. To grade without walls all the same, say so: with
  grader grade --isolation none, or for every command c.ExecuteInSandbox.isolation = "none"
  in nbgrader_config.py (c is get_config()). All results then say NOT ISOLATED."""


class ExecuteInSandbox(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """Runs the code cells of a rebuilt notebook, whatever is in them.

    `nbgrader autograde --no-execute` does not switch it off: what a student's file claims to have
    been output is never read.
    """

    limits = Dict(help="what one notebook may use: fields of grader.sandbox.Limits").tag(
        config=True
    )
    isolation = Enum(
        CHOICES,
        default_value="bubblewrap",
        help="'bubblewrap' refuses to run without walls; 'best' takes those that stand; "
        "'none' runs student code without walls",
    ).tag(config=True)
    reuse = Bool(help="whether a notebook that ran before need not run again").tag(config=True)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run the notebook, unless nothing of it could be read."""
        about = nb.metadata["jacobian"]
        if about["unreadable"]:
            return nb, resources
        layout, names = resources["jacobian"], resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        ours = working_files(folder, layout, names["assignment"])
        task = self.task(nb, ours, layout, names["student"])
        executed = self._ran(task, Store(layout.build / STORE)).filled(nb)
        how = executed.metadata["jacobian"]["execution"]
        if how["ended"] != FINISHED:
            self.log.warning("%s/%s ended by %s", names["student"], names["notebook"], how["ended"])
        return executed, resources

    def task(
        self, notebook: NotebookNode, files: Mapping[str, bytes], layout: Layout, student: str
    ) -> Task:
        """The task of running a rebuilt notebook with these working files."""
        environment = {"JACOBIAN_CHALLENGES": json.dumps(issued(notebook, layout, student))}
        isolation = choose(self.wanted())
        return Task(sources_of(notebook), files, environment, self.limits, isolation)

    def _ran(self, task: Task, store: Store) -> Ran:
        """What a run of this very task put out before, if it finished; else it runs now."""
        known = store.get(task.key) if self.reuse else None
        if known is not None:
            with suppress(ValueError):
                return Ran.from_bytes(known, len(task.sources))
        result = carry_out(task.to_bytes())
        ran = Ran.from_bytes(result, len(task.sources))
        if ran.finished:
            store[task.key] = result
        return ran

    def wanted(self) -> Wanted:
        """What should stand around student code."""
        return cast("Wanted", self.isolation)


def isolation_in(config: Config) -> Isolation:
    """What stands between student code and this machine, by a configuration.

    Raises:
        ConfigError: walls are wanted, as they are if nothing is said, and none stand.
    """
    try:
        wanted = ExecuteInSandbox(config=config).wanted()
    except TraitError:
        found = config.ExecuteInSandbox.isolation
        message = (
            f"ExecuteInSandbox.isolation is {found!r}; expected one of the words "
            f"{', '.join(CHOICES)}"
        )
        raise ConfigError(message) from None
    try:
        return choose(wanted)
    except ConfigError as error:
        message = f"{error}{HOW_TO_GO_ON}"
        raise ConfigError(message) from None


def working_files(folder: Path, layout: Layout, assignment: str) -> dict[str, bytes]:
    """What lies in a notebook's working folder: our files and declared ones, by name."""
    names = layout.accompanying(assignment)
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def issued(notebook: NotebookNode, layout: Layout, student: str) -> dict[str, str]:
    """The seed of each question of a rebuilt notebook, in hexadecimal."""
    secret, attempt = secret_of(layout), notebook.metadata["jacobian"]["submission"]
    names = [grade_id(c) for c in notebook.cells if is_grade(c) and not is_solution(c)]
    return {name: seed(secret, student, name, attempt).hex() for name in names}
