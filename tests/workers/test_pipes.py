import subprocess
import sys

import pytest

from grader.workers import pipes
from grader.workers.pipes import Failure, exchange

LONG_AGO = 600.0


def started(program: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", "import sys, time\n" + program]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def asked(program: str, line: bytes, seconds: float = LONG_AGO) -> bytes | Failure:
    with started(program) as process:
        found = exchange(process, line, seconds)
        process.kill()
    return found


def test_a_line_is_answered_by_a_line():
    assert asked("print(len(sys.stdin.readline()), flush=True)", b"four\n") == b"5\n"


def test_a_line_larger_than_any_pipe_arrives_whole():
    line = b"x" * 3_000_000 + b"\n"
    assert asked("print(len(sys.stdin.readline()), flush=True)", line) == b"3000001\n"


def test_a_long_answer_arrives_whole():
    found = asked("sys.stdin.readline(); print('y' * 3000000, flush=True)", b"go\n")
    assert found == b"y" * 3_000_000 + b"\n"


@pytest.mark.parametrize("size", [3, 3_000_000])
def test_a_process_that_never_reads_is_late(size: int):
    assert asked("time.sleep(1000)", b"x" * size + b"\n", 0.2) is Failure.LATE


@pytest.mark.parametrize("size", [3, 3_000_000])
def test_a_process_that_ends_is_told_from_a_late_one(size: int):
    assert asked("sys.exit(3)", b"x" * size + b"\n") is Failure.ENDED


def test_half_an_answer_is_none():
    assert asked("print('half', end='', flush=True)", b"go\n") is Failure.ENDED


def test_an_answer_without_end_is_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pipes, "LARGEST_ANSWER", 100_000)
    assert asked("while True: sys.stdout.write('x' * 1000)", b"go\n") is Failure.LONG
