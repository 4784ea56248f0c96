"""How is a graded notebook written as a student's page? As nbconvert does it, but for three things.

nbconvert compiles its templates for each exporter, and nbgrader makes an exporter for each student.
Here they are compiled once. Code is coloured within limits. And nbconvert reads each page again, to
describe pictures and to mark cells of JupyterLab's pages: ours have no such cells, and their
pictures are described already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache
from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbgrader.converters import GenerateFeedback

from grader.notebook.colouring import highlight_code
from grader.notebook.configuration import layout_of
from grader.notebook.turns import convert_in_turn

if TYPE_CHECKING:
    from jinja2 import Environment
    from jinja2.bccache import Bucket
    from nbformat import NotebookNode


class Compiled(BytecodeCache):
    """Templates that were compiled before, in memory."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its template is known; jinja2 looks whether it has changed."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class PageExporter(HTMLExporter):  # type: ignore[misc] # nbconvert's types are not used
    """Exports a feedback page."""

    def __init__(self, **arguments: Any) -> None:  # noqa: ANN401 - nbconvert's
        super().__init__(**arguments)
        if isinstance(self.parent, GenerateFeedback):
            convert_in_turn(self.parent, layout_of(self.config))

    def from_notebook_node(
        self,
        nb: NotebookNode,
        resources: dict[str, Any] | None = None,
        **arguments: Any,  # noqa: ANN401 - nbconvert's
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook."""
        self.register_filter("highlight_code", highlight_code)
        of_type = WidgetsDataTypeFilter(notebook_metadata={}, parent=self)
        self.register_filter("filter_data_type", of_type)
        found: tuple[str, dict[str, Any]] = TemplateExporter.from_notebook_node(
            self, nb, self._init_resources(resources), **arguments
        )
        return found

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()
        environment.bytecode_cache = COMPILED
        return environment
