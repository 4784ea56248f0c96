"""What nbgrader reads when a command starts in this folder; explained in the function it calls."""

from pathlib import Path

from grader.notebook.configuration import configure

configure(get_config(), Path(__file__).parent)  # noqa: F821 - traitlets provides it
