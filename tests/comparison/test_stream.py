import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from grader.comparison import Comparer, serve
from grader.comparison.rows import BYTES

ROW = b'{"id": "r", "student": "x+x", "reference": "2*x"}'


@pytest.fixture(scope="module")
def comparer() -> Iterator[Comparer]:
    with Comparer() as one:
        yield one


def answers(comparer: Comparer, *rows: bytes) -> list[dict[str, Any]]:
    said: list[str] = []
    serve(io.BytesIO(b"\n".join(rows)), said.append, comparer)
    return [json.loads(line) for line in said]


def test_every_line_is_answered_in_order(comparer: Comparer):
    rows = [b'{"id": 1}', ROW, b"", b"no", ROW]
    found = answers(comparer, *rows)
    assert [row["id"] for row in found] == [1, "r", None, None, "r"]
    assert [row["status"] for row in found] == ["INVALID", "PROVED", "INVALID", "INVALID", "PROVED"]


def test_no_rows_have_no_answers(comparer: Comparer):
    assert answers(comparer) == []


def test_a_huge_line_is_passed_over(comparer: Comparer):
    huge = b'{"id": "huge", "student": "' + b"x" * (3 * BYTES) + b'"}'
    found = answers(comparer, huge, ROW, huge)
    assert [row["id"] for row in found] == ["huge", "r", "huge"]
    assert found[0]["reason"] == f"the row takes more than {BYTES} bytes"
    assert found[1]["status"] == "PROVED"


@pytest.mark.parametrize("size", [BYTES, BYTES + 1, 2 * BYTES, 2 * BYTES + 1])
def test_a_line_as_long_as_the_parts_it_is_read_in_is_one_line(comparer: Comparer, size: int):
    long = b'{"id": "long", "student": "x"}'.ljust(size)
    first, second = answers(comparer, long, ROW)
    assert first["id"] == "long"
    assert ("bytes" in first["reason"]) == (size > BYTES)
    assert second["id"] == "r"


def test_a_caller_may_wait_for_each_answer_before_it_asks_again():
    command = [sys.executable, "-c", "import sys; from grader.cli import main; sys.exit(main())"]
    with subprocess.Popen(
        [*command, "compare", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for name in range(3):
            process.stdin.write(ROW.replace(b'"r"', str(name).encode()) + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == name
        process.stdin.close()
        assert process.wait() == 0
