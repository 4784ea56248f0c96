"""How does a submission run under nbgrader? In the sandbox, in place of nbgrader's Execute.

The working folder is made of our own files alone, so that nothing a student handed in is imported
before ours; declared extra files are the exception.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Dict, Enum, TraitError

from grader.errors import ConfigError
from grader.notebook.layout import Layout
from grader.notebook.rebuild import grade_id, is_grade, is_solution
from grader.notebook.seeds import secret_of, seed
from grader.sandbox.execution import execute
from grader.sandbox.launch import Isolation, Wanted
from grader.sandbox.limits import Limits
from grader.sandbox.probe import choose

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

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

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Run the notebook, unless nothing of it could be read."""
        about = nb.metadata["jacobian"]
        if about["unreadable"]:
            return nb, resources
        layout, names = resources["jacobian"], resources["nbgrader"]
        ours = working_files(Path(resources["metadata"]["path"]), layout, names["assignment"])
        environment = {"JACOBIAN_CHALLENGES": json.dumps(issued(nb, layout, names["student"]))}
        executed = execute(nb, Limits(**self.limits), ours, environment, self.wanted())
        how = executed.metadata["jacobian"]["execution"]
        if how["ended"] != "finished":
            self.log.warning("%s/%s ended by %s", names["student"], names["notebook"], how["ended"])
        return executed, resources

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
