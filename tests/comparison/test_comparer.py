"""Rows behind their wall: what ends the worker leaves one row undecided, and no more."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.comparison import Budget, Comparer, comparer
from grader.sandbox import filters

GOOD = b'{"id": "good", "student": "x+x", "reference": "2*x"}'
BAD = b'{"id": "bad", "student": "x", "reference": "y"}'


@pytest.fixture(scope="module")
def real() -> Iterator[Comparer]:
    with Comparer() as one:
        yield one


@pytest.fixture
def replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let the worker do something else when the row called "bad" arrives."""

    def use(instead: str) -> None:
        script = tmp_path / "worker.py"
        script.write_text(f"""
import os, sys, time
from grader.comparison import worker
answered = worker.answered
served = []
def failing(line, **options):
    served.append(line)
    if b'"bad"' in line:
        {instead}
    return answered(line, **options)
worker.answered = failing
worker.main()
""")
        monkeypatch.setattr(comparer, "COMMAND", (sys.executable, str(script)))

    return use


def ended(budget: Budget = Budget()) -> dict[str, Any]:  # noqa: B008 - a frozen default
    """What becomes of the bad row, after which a good one is answered as ever."""
    with Comparer(budget) as one:
        found = one.answer(BAD)
        assert one.answer(GOOD)["status"] == "PROVED"
    assert found["id"] == "bad"
    assert found["status"] == "UNDECIDED"
    assert found["witness"] is found["scope"] is None
    return found


def test_one_worker_answers_all_rows(real: Comparer):
    assert real.answer(GOOD)["status"] == "PROVED"
    pid = real.pid
    assert pid is not None
    assert real.answer(BAD)["status"] == "REFUTED"
    assert real.answer(b"{")["status"] == "INVALID"
    assert real.pid == pid


@pytest.mark.skipif(bool(filters.obstacle()), reason="libseccomp is not there")
def test_the_worker_has_given_up_system_calls_that_it_does_not_need(real: Comparer):
    assert real.answer(GOOD)["status"] == "PROVED"
    status = Path(f"/proc/{real.pid}/status").read_text()
    assert "\nSeccomp:\t2\n" in status


def test_declared_variables_alone_can_be_asked_for():
    row = {"id": 1, "student": "x", "reference": "y", "domain": {"x": "real"}}
    with Comparer(declared_only=True) as one:
        assert "the name y is unknown" in one.answer(json.dumps(row).encode())["reason"]


def test_a_computation_without_end_is_interrupted(replaced: Callable[[str], None]):
    replaced("while True: pass")
    found = ended(Budget(seconds=1.0))
    assert found["reason"] == "interrupted: the limit on processor time was reached"
    assert found["ms"] > 0


def test_a_worker_that_waits_is_interrupted(replaced: Callable[[str], None]):
    replaced("time.sleep(1000)")
    with Comparer(Budget(wall_seconds=1.0)) as one:
        found = one.answer(BAD)
    assert found["reason"] == "interrupted: the limit on real time was reached"


def test_too_little_memory_is_said_to_be_the_reason(replaced: Callable[[str], None]):
    replaced("bytes(2**40)")
    assert ended()["reason"] == "interrupted: the worker ended with status 1: MemoryError"


def test_a_crash_leaves_one_row_undecided(replaced: Callable[[str], None]):
    replaced("os.abort()")
    assert ended()["reason"] == "interrupted: the worker ended with status -6: it said nothing"


def test_what_earlier_rows_left_behind_costs_no_later_row(replaced: Callable[[str], None]):
    replaced("assert len(served) == 1, 'used up by earlier rows'")
    with Comparer() as one:
        assert one.answer(GOOD)["status"] == "PROVED"
        assert one.answer(BAD)["status"] == "REFUTED"


def test_a_row_whose_id_does_not_come_first_keeps_it(replaced: Callable[[str], None]):
    replaced("os.abort()")
    with Comparer() as one:
        assert one.answer(b'{"student": "x", "reference": "y", "id": "bad"}')["id"] == "bad"
        assert one.answer(b'{"id": "bad", "student": ')["id"] == "bad"
