import os
import sys

import pytest

from grader.workers import OUT_OF_TIME, End, Worker
from grader.workers.pipes import Failure

LONG = 600.0
ECHO = "import os, sys, time\nfor line in sys.stdin.buffer:\n    "
ANSWER = "os.write(1, line)"


def worker(program: str) -> Worker:
    return Worker([sys.executable, "-c", ECHO + program])


def ended(program: str, seconds: float = LONG) -> End:
    with worker(program) as one:
        found = one.ask(b"go", seconds)
        assert one.pid is None
    assert isinstance(found, End)
    return found


def test_one_program_answers_many_questions():
    with worker(ANSWER) as one:
        assert one.ask(b"a", LONG) == b"a"
        pid = one.pid
        assert one.ask(b"b", LONG) == b"b"
        assert one.pid == pid


def test_a_program_ends_with_the_object_that_asks_it():
    one = worker("os.write(1, b'%d\\n' % os.getpid())")
    answer = one.ask(b"", LONG)
    assert isinstance(answer, bytes)
    os.kill(int(answer), 0)
    del one
    with pytest.raises(ProcessLookupError):
        os.kill(int(answer), 0)


def test_a_program_that_hangs_is_late():
    assert ended("time.sleep(1000)", 0.5).reason == Failure.LATE.value


def test_last_words_are_passed_on():
    assert ended("raise MemoryError").reason.endswith("ended with status 1: MemoryError")
    assert ended("sys.exit(3)").reason.endswith("ended with status 3: it said nothing")


def test_last_words_are_cut():
    assert len(ended("sys.exit('x' * 100000)").reason) < 1000


def test_a_program_ended_by_its_processor_time_is_told_from_a_crash():
    assert ended("os.kill(os.getpid(), 24)").reason == OUT_OF_TIME


def test_the_next_question_starts_another_program():
    with worker(f"assert line != b'bad\\n'; {ANSWER}") as one:
        assert one.ask(b"good", LONG) == b"good"
        found = one.ask(b"bad", LONG)
        assert isinstance(found, End)
        assert found.answered == 1
        assert one.ask(b"good", LONG) == b"good"
        found = one.ask(b"bad", LONG)
        assert isinstance(found, End)
        assert found.answered == 1


def test_closing_ends_the_program():
    with worker(ANSWER) as one:
        one.ask(b"a", LONG)
        pid = one.pid
    one.close()
    assert pid is not None
    assert one.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
