from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from grader import predict, reveal
from grader.notebook.predict import COMMITTED, NOTHING, REVEALED, forget
from grader.verdict import Outcome

RIGHT = [["2*x*y", "x**2"], [1, 1]]
WRONG = [["x*y", "x**2"], [1, 1]]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    forget()
    yield
    forget()


def said(published: list[dict[str, Any]]) -> str:
    return published[-1]["text/plain"]


def test_a_prediction_is_noted_and_not_judged(q: ModuleType, published: list[dict[str, Any]]):
    assert predict(q.J, WRONG).report.outcome is Outcome.RECORDED
    assert said(published) == f"J: {COMMITTED} You said x*y, x**2, 1, 1."


def test_what_was_predicted_is_judged_when_it_is_revealed(
    q: ModuleType, published: list[dict[str, Any]]
):
    predict(q.J, WRONG)
    assert reveal(q.J).report.outcome is Outcome.PARTLY_RIGHT
    assert "Hint: Where is the 2?" in said(published)


def test_the_last_prediction_before_the_reveal_counts(q: ModuleType):
    predict(q.J, WRONG)
    predict(q.J, RIGHT)
    assert reveal(q.J).report.outcome is Outcome.RIGHT


def test_after_the_reveal_the_prediction_stays(q: ModuleType, published: list[dict[str, Any]]):
    predict(q.J, WRONG)
    reveal(q.J)
    predict(q.J, RIGHT)
    assert said(published).startswith(f"J: {REVEALED} You said x*y")
    assert reveal(q.J).report.outcome is Outcome.PARTLY_RIGHT


def test_dots_are_no_prediction(q: ModuleType, published: list[dict[str, Any]]):
    assert predict(q.J, ...).report.outcome is Outcome.NOT_ATTEMPTED
    assert reveal(q.J).report.outcome is Outcome.NOT_ATTEMPTED
    assert said(published) == f"J: {NOTHING}"


def test_what_cannot_be_read_is_said_at_once(q: ModuleType):
    assert predict(q.J, [["2*", "x"], [1, 1]]).report.outcome is Outcome.UNREADABLE
    assert reveal(q.J).report.summary == NOTHING
