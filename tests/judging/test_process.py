"""The judge behind its wall: what ends a worker never costs a point."""

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.answer import Answer, ArrayAnswer
from grader.expression import rational
from grader.judging import Budget, Item, Judge, judge, lasting_judge
from grader.judging import process as process_module
from grader.questions import Question
from grader.sandbox import filters
from grader.text import parse
from grader.verdict import Outcome
from grader.wire import write
from grader.workers.pipes import Failure

INTERRUPTED = "interrupted: the limit on processor time was reached"


@pytest.fixture
def item(questions: Mapping[str, Question], references: Mapping[str, Any]) -> Callable[..., Item]:
    def one(name: str, answer: Answer | None = None) -> Item:
        given = references[name] if answer is None else answer
        return Item(questions[name], json.dumps(write(name, given)), references[name])

    return one


@pytest.fixture(scope="module")
def judges() -> Iterator[Judge]:
    with Judge() as one:
        yield one


@pytest.mark.skipif(bool(filters.obstacle()), reason="libseccomp is not there")
def test_a_worker_has_given_up_system_calls_that_it_does_not_need(
    judges: Judge, item: Callable[..., Item]
):
    judges.judge_all([item("ex1_shape")])
    status = Path(f"/proc/{judges.pid}/status").read_text()
    assert "\nSeccomp:\t2\n" in status
    assert "\nNoNewPrivs:\t1\n" in status


ECHO = """
import json, os, sys, time
from grader.judging import worker
from grader.judging.requests import Request
def answered(line):
    return worker._answered(Request.from_line(line))
"""


@pytest.fixture
def replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let another program take the worker's place."""

    def use(text: str) -> None:
        script = tmp_path / "worker.py"
        script.write_text(ECHO + text)
        monkeypatch.setattr(process_module, "COMMAND", (sys.executable, str(script)))

    return use


def test_a_worker_says_what_the_judge_says(judges: Judge, item: Callable[..., Item]):
    items = [item("ex1_shape"), item("ex1_jacobian"), item("ex1_at_point"), item("ex1_singular")]
    reports = judges.judge_all(items)
    assert reports == [judge(i.question, i.payload, i.reference) for i in items]
    assert sum(report.score or 0 for report in reports) == 18.0


def test_one_worker_serves_many_submissions(judges: Judge, item: Callable[..., Item]):
    judges.judge_all([item("ex1_shape")])
    first = judges.pid
    judges.judge_all([item("ex1_shape")])
    assert judges.pid == first


def test_follow_through_goes_through_the_worker(
    judges: Judge,
    item: Callable[..., Item],
    array: Callable[..., Any],
    questions: Mapping[str, Question],
):
    """M10 as in test_following: what follows from it earns 3·2/3."""
    m10 = (("2*x", 1, 1), ("y*cos(x*y)", "x*cos(x*y)", 0), ("exp(x+z)", 0, "exp(x+z)"))
    at_p = ((2, 1, 1), (0, 1, 0), (1, 0, 1))
    items = [
        item("ex1_jacobian", array(questions["ex1_jacobian"], m10)),
        item("ex1_at_point", array(questions["ex1_at_point"], at_p)),
    ]
    assert [report.score for report in judges.judge_all(items)] == [6.43, 2.0]
    assert [report.score for report in judges.judge_all(items[1:])] == [0.0]


def test_a_crash_leaves_the_question_to_a_human(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("""
for line in sys.stdin.buffer:
    if b'"name": "ex1_shape"' in line:
        raise RuntimeError("a bug of ours")
    print(answered(line), flush=True)
""")
    with Judge() as judges:
        crashed, fine = judges.judge_all([item("ex1_shape"), item("ex1_singular")])
    assert (crashed.score, crashed.outcome) == (None, Outcome.NEEDS_HUMAN)
    assert len(crashed.staff) == 2  # tried twice
    assert "status 1: RuntimeError: a bug of ours" in crashed.staff[0]
    assert fine.score == 4.0


def test_a_crash_that_does_not_come_back_costs_nothing(
    item: Callable[..., Item], replaced: Callable[[str], None], tmp_path: Path
):
    mark = tmp_path / "crashed"
    replaced(f"""
for line in sys.stdin.buffer:
    if not os.path.exists({str(mark)!r}):
        open({str(mark)!r}, "w").close()
        os.abort()
    print(answered(line), flush=True)
""")
    with Judge() as judges:
        (report,) = judges.judge_all([item("ex1_shape")])
    assert report.score == 2.0


def test_a_worker_that_hangs_is_interrupted_and_tried_once_more(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("time.sleep(1000)")
    with Judge(Budget(wall_seconds=0.5)) as judges:
        (report,) = judges.judge_all([item("ex1_shape")])
    assert report.score is None
    assert report.staff == (Failure.LATE.value,) * 2


def test_a_computation_without_end_is_ended_by_its_processor_time(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("""
worker.judge = lambda *_: next(iter(lambda: 0, 1)) if False else [0 for _ in iter(int, 1)]
for line in sys.stdin.buffer:
    answered(line)
""")
    with Judge(Budget(question_seconds=1.0, memory_bytes=2**40)) as judges:
        (report,) = judges.judge_all([item("ex1_shape")])
    assert report.staff == (INTERRUPTED,)


def test_the_budget_of_a_submission_covers_all_its_questions(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("""
for line in sys.stdin.buffer:
    data = json.loads(answered(line))
    print(json.dumps({**data, "seconds": 6.0}), flush=True)
""")
    with Judge(Budget(submission_seconds=10.0)) as judges:
        items = [item("ex1_shape"), item("ex1_singular"), item("ex1_jacobian")]
        first, second, third = judges.judge_all(items)
        assert (first.score, second.score, third.score) == (2.0, 4.0, None)
        assert third.staff == ("interrupted: the submission's time for judging was used up",)
        assert judges.judge_all(items)[0].score == 2.0


def bomb(number: int) -> Answer:
    """A matrix with two products in each entry that cancel, too large to be written out."""
    entries = []
    for entry in range(9):
        factors = [
            f"((x + {9 * number + entry})**40 + y**2)",
            "((y + 1)**40 + z**2)",
            "((z + 1)**40 + x**2)",
            "((x + y)**40 + z**2)",
        ]
        entries.append(f"{'*'.join(factors)} - {'*'.join(reversed(factors))}")
    return ArrayAnswer((3, 3), tuple(parse(each, ("x", "y", "z")) for each in entries))


@pytest.mark.slow
def test_five_hundred_expression_bombs_cost_what_a_submission_may(item: Callable[..., Item]):
    """With a small budget of its own, and no notebook around it.

    A notebook with five hundred such questions, graded with the shipped budget, leaves all of them
    to a person too. But that took 110 s on two busy cores, and releasing it 50 s.
    """
    zeros = ArrayAnswer((3, 3), (rational(0),) * 9)
    bombs = [item("ex1_jacobian", bomb(number)) for number in range(500)]
    items = [replace(each, reference=zeros) for each in bombs]
    with Judge(Budget(submission_seconds=1.0)) as judges:
        reports = judges.judge_all(items)
    assert [report.score for report in reports] == [None] * 500
    assert reports[0].outcome is Outcome.NEEDS_HUMAN
    ends = [report.staff[-1] for report in reports if report.staff]
    assert ends.count("interrupted: the submission's time for judging was used up") > 400


def test_too_little_memory_is_no_zero(item: Callable[..., Item]):
    one = item("ex1_shape")
    large = Item(one.question, "x" * 900_000, one.reference)
    with Judge(Budget(memory_bytes=2**20)) as judges:
        (report,) = judges.judge_all([large])
    assert "MemoryError" in report.staff[0]
    assert (report.score, report.outcome) == (None, Outcome.NEEDS_HUMAN)


def test_a_report_without_end_is_cut(item: Callable[..., Item], replaced: Callable[[str], None]):
    replaced("""
for line in sys.stdin.buffer:
    while True:
        sys.stdout.write("x" * 1000000)
""")
    with Judge() as judges:
        (report,) = judges.judge_all([item("ex1_shape")])
    assert report.score is None
    assert "too long" in report.staff[0]


def test_a_worker_that_ends_early_is_replaced(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("""
print(answered(sys.stdin.buffer.readline()), flush=True)
""")
    with Judge() as judges:
        reports = judges.judge_all([item("ex1_shape"), item("ex1_singular"), item("ex1_shape")])
    assert [report.score for report in reports] == [2.0, 4.0, 2.0]


def test_closing_ends_the_worker(item: Callable[..., Item]):
    judges = Judge()
    judges.judge_all([item("ex1_shape")])
    pid = judges.pid
    judges.close()
    judges.close()
    assert pid is not None
    assert judges.pid is None
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_hostile_payload_is_unreadable_not_a_crash(judges: Judge, item: Callable[..., Item]):
    for payload in (b"\xff", "\udc80", "[" * 900_000, "x" * 3_000_000, '{"a": 1, "a": 2}'):
        sent = Item(item("ex1_shape").question, payload, item("ex1_shape").reference)
        (report,) = judges.judge_all([sent])
        assert (report.score, report.outcome) == (0.0, Outcome.UNREADABLE)


def test_what_was_judged_before_is_not_asked_again(item: Callable[..., Item]):
    known: dict[str, bytes] = {}
    with Judge(known=known) as judge_:
        first = judge_.judge_all([item("ex1_shape"), item("ex1_shape")])
    assert len(known) == 1
    with Judge(known=known) as another:
        assert another.judge_all([item("ex1_shape")]) == first[:1]
        assert another.pid is None


def test_what_was_judged_before_costs_what_it_cost_then(item: Callable[..., Item]):
    known: dict[str, bytes] = {}
    with Judge(known=known) as judge_:
        judge_.judge_all([item("ex1_shape")])
    ((key, line),) = known.items()
    known[key] = json.dumps({**json.loads(line), "seconds": 15.0}).encode()
    with Judge(Budget(submission_seconds=40), known) as judge_:
        scores = [report.score for report in judge_.judge_all([item("ex1_shape")] * 3)]
    assert scores[:2] == [2.0, 2.0]
    assert judge_.budget.submission_seconds - 2 * 15.0 < 15.0  # so the third was judged anew
    assert json.loads(known[key])["seconds"] < 15.0


def test_the_end_of_a_worker_is_not_remembered(
    item: Callable[..., Item], replaced: Callable[[str], None]
):
    replaced("os._exit(3)")
    known: dict[str, bytes] = {}
    with Judge(known=known) as judge_:
        (report,) = judge_.judge_all([item("ex1_shape")])
    assert report.needs_human
    assert known == {}


def test_a_lasting_judge_keeps_its_worker_but_not_for_ever(
    item: Callable[..., Item], monkeypatch: pytest.MonkeyPatch
):
    with lasting_judge({}) as one:
        one.judge_all([item("ex1_shape")])
        pid, answered = one.pid, one.answered
    with lasting_judge({}) as again:
        assert again.pid == pid is not None
        monkeypatch.setattr(process_module, "MOST_ANSWERS", answered)
    assert again.pid is None


def test_a_lasting_judge_that_was_interrupted_does_not_answer_the_next(item: Callable[..., Item]):
    def interrupted() -> None:
        with lasting_judge({}) as one:
            one.judge_all([item("ex1_shape")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with lasting_judge({}) as another:
        assert another.pid is None


def test_a_lasting_judge_is_not_shared_with_a_fork(monkeypatch: pytest.MonkeyPatch):
    with lasting_judge({}) as ours:
        monkeypatch.setattr(os, "getpid", lambda: 1)
        with lasting_judge({}) as of_a_fork:
            assert of_a_fork is not ours
