import io
import json
import resource
import sys

import pytest

from grader.comparison import worker

ROWS = b'{"id": 1, "student": "x", "reference": "y", "domain": {"x": "real"}}\n{\n'


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[int, tuple[int, int]]:
    """The limits that the worker asks for, which this process does not take on."""
    found: dict[int, tuple[int, int]] = {}
    monkeypatch.setattr(resource, "setrlimit", found.__setitem__)
    return found


def statuses(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> list[str]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROWS)))
    monkeypatch.setattr(sys, "stdout", out := io.StringIO())
    monkeypatch.setattr(sys, "argv", ["worker", *arguments])
    worker.main()
    return [json.loads(line)["status"] for line in out.getvalue().splitlines()]


def test_each_row_is_answered_within_limits(
    monkeypatch: pytest.MonkeyPatch, asked: dict[int, tuple[int, int]]
):
    assert statuses(monkeypatch, "1000000000", "5.0") == ["REFUTED", "INVALID"]
    assert asked[resource.RLIMIT_AS] == (1_000_000_000, 1_000_000_000)
    assert asked[resource.RLIMIT_CPU][0] >= 5


def test_variables_that_are_not_declared_can_be_refused(
    monkeypatch: pytest.MonkeyPatch, asked: dict[int, tuple[int, int]]
):
    assert statuses(monkeypatch, "1000000000", "5.0", "declared-only") == ["INVALID", "INVALID"]
    assert asked
