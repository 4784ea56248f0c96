from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from grader.classroom.results import SubmissionResult
from grader.cli.progress import Bar, Lines, listener

if TYPE_CHECKING:
    import pytest

GRADED = SubmissionResult("ada", seconds=1.25)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_there_is_a_line_a_submission(capsys: pytest.CaptureFixture[str]):
    with listener() as lines:
        lines.begins(1)
        lines.ended(GRADED)
    assert type(lines) is Lines
    assert capsys.readouterr().out == "ada: graded in 1.2 s\n"


def test_on_a_terminal_there_is_a_bar_and_a_line_where_somebody_waits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with listener() as bar:
        bar.begins(3)
        bar.ended(GRADED)
        bar.ended(SubmissionResult("bob", reused=True))
        bar.ended(SubmissionResult("cyd", fault="the disk is full"))
    assert type(bar) is Bar
    assert "3/3" in terminal.getvalue()
    assert capsys.readouterr().out == "cyd: needs a human in 0.0 s\n"


def test_the_time_left_is_reckoned_from_what_was_graded_just_now(monkeypatch: pytest.MonkeyPatch):
    now = [0.0]
    monkeypatch.setattr("tqdm.std.time", lambda: now[0])
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    with Bar() as bar:
        bar.begins(6)
        bar.ended(SubmissionResult("bob", reused=True))
        bar.ended(SubmissionResult("cyd", reused=True))
        for seconds in (10, 30):
            now[0] += seconds
            bar.ended(GRADED)
        shown = terminal.getvalue().split("\r")
    assert "3/6 [00:10<00:30," in shown[-2]  # one took 10 s, three are left
    assert "4/6 [00:40<00:40," in shown[-1]  # two took 20 s each


def test_a_bar_that_never_began_can_be_left():
    with Bar():
        pass
