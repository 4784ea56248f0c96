"""How does something reach the page below a cell?

It is published as display data. Nothing is left as the value of the cell, because nbgrader's
Validate takes such a value for a score, and for full marks where it is none.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.verdict import Outcome, Report


@dataclass(frozen=True)
class Checked:
    """What `check` returns: the report, already on the page."""

    report: Report

    def _ipython_display_(self) -> None:
        """Show nothing a second time."""


def publish(bundle: Mapping[str, Any]) -> None:
    """Show a MIME bundle below the cell; outside IPython print its text."""
    if _in_ipython():
        from IPython.display import publish_display_data  # noqa: PLC0415 - loaded already, if at all

        publish_display_data(dict(bundle))
    elif "text/plain" in bundle:
        print(bundle["text/plain"])  # noqa: T201 - the way to the page, where there is no notebook


def is_validating() -> bool:
    """Whether nbgrader's Validate runs this notebook."""
    return os.environ.get("NBGRADER_VALIDATING") == "1"


def tell_validate(report: Report, text: str) -> None:
    """Say what isn't right where Validate listens, on stderr; else it would report success.

    What is recorded or left to a person is not said to fail, since nobody knows that.
    """
    unsettled = (Outcome.RIGHT, Outcome.RECORDED, Outcome.NEEDS_HUMAN)
    if is_validating() and report.outcome not in unsettled:
        sys.stderr.write(text + "\n")


def _in_ipython() -> bool:
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None
