"""How does a person see that grading goes on? A bar on a terminal, elsewhere a line each."""

from __future__ import annotations

import sys
from typing import Self

from tqdm import tqdm

from grader.classroom.results import SubmissionResult
from grader.classroom.table import progress
from grader.cli.terminal import say


class Lines:
    """Says a line about each submission."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        """There is nothing to end."""

    def begins(self, submissions: int) -> None:
        """Nobody needs to be told: the table tells it."""

    def ended(self, result: SubmissionResult) -> None:
        """Say what became of one."""
        say(progress(result))


class Bar(Lines):
    """Shows how many are done and how long the others will take; says a line where one waits.

    What was graded before takes no time, so the time left is reckoned without it.
    """

    def __init__(self) -> None:
        self._bar: tqdm[SubmissionResult] | None = None

    def __exit__(self, *_error: object) -> None:
        """Leave the bar as it is now."""
        if self._bar is not None:
            self._bar.close()

    def begins(self, submissions: int) -> None:
        """Show the bar."""
        # Smoothed, the rate would count what was graded before: tqdm's `initial` is not asked then.
        self._bar = tqdm(total=submissions, unit="submission", dynamic_ncols=True, smoothing=0)

    def ended(self, result: SubmissionResult) -> None:
        """Move on by one."""
        assert self._bar is not None  # noqa: S101 - `begins` came first
        if result.fault or result.undecided:
            self._bar.write(progress(result))
        if result.reused:
            self._bar.initial += 1
        self._bar.set_postfix_str(result.student, refresh=False)
        self._bar.update()


def listener() -> Lines:
    """A bar if standard error is a terminal, else lines."""
    return Bar() if sys.stderr.isatty() else Lines()
