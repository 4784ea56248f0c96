import io
import json
import resource
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from grader.judging import worker
from grader.judging.requests import Item, Request
from grader.questions import Question
from grader.verdict import Outcome, Report
from grader.wire import write


@pytest.fixture
def limits(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The limits that the worker asks for, which this process does not take on."""
    asked: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", asked.__setitem__)
    return asked


def run(monkeypatch: pytest.MonkeyPatch, *requests: Request) -> list[dict[str, Any]]:
    text = b"".join(request.to_line() + b"\n" for request in requests)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    monkeypatch.setattr(sys, "stdout", out := io.StringIO())
    monkeypatch.setattr(sys, "argv", ["worker", "1000000000"])
    worker.main()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_each_request_gets_a_report_in_order(
    monkeypatch: pytest.MonkeyPatch,
    limits: dict[int, tuple[int, int]],
    questions: Mapping[str, Question],
    references: Mapping[str, Any],
):
    def request(name: str, *, answered: bool) -> Request:
        payload = json.dumps(write(name, references[name])) if answered else None
        return Request(Item(questions[name], payload, references[name]), (), 5.0)

    lines = run(
        monkeypatch, request("ex1_shape", answered=True), request("ex1_singular", answered=False)
    )
    reports = [Report.from_dict(line["report"]) for line in lines]
    assert [report.score for report in reports] == [2.0, 0.0]
    assert reports[1].outcome is Outcome.NOT_ATTEMPTED
    assert all(line["seconds"] >= 0 for line in lines)
    assert limits[resource.RLIMIT_AS] == (1_000_000_000, 1_000_000_000)
    soft, hard = limits[resource.RLIMIT_CPU]
    assert soft > 5
    assert hard == resource.getrlimit(resource.RLIMIT_CPU)[1]


def test_nothing_is_answered_when_nothing_is_asked(
    monkeypatch: pytest.MonkeyPatch, limits: dict[int, tuple[int, int]]
):
    assert run(monkeypatch) == []
    assert resource.RLIMIT_CPU not in limits


def test_a_fault_of_ours_is_not_caught(
    monkeypatch: pytest.MonkeyPatch, limits: dict[int, tuple[int, int]]
):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"no request\n")))
    monkeypatch.setattr(sys, "argv", ["worker", "1000000000"])
    with pytest.raises(ValueError, match="Expecting value"):
        worker.main()
    assert limits
