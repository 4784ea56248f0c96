import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader.answer import ArrayAnswer
from grader.judging.requests import Item, Request, used_by
from grader.questions import Question
from grader.verdict import Outcome, Report
from grader.wire import read, write
from grader.wire.strict import BYTES


@pytest.fixture
def item(questions: Mapping[str, Question], references: Mapping[str, Any]) -> Callable[..., Item]:
    def one(name: str, payload: str | bytes | None = None) -> Item:
        written = json.dumps(write(name, references[name]))
        return Item(questions[name], written if payload is None else payload, references[name])

    return one


@pytest.fixture
def report(
    bundled_report: Callable[..., Report], references: Mapping[str, Any]
) -> Callable[[str], Report]:
    return lambda name: bundled_report(name, references[name])


def test_a_request_is_one_line_that_says_everything(
    item: Callable[..., Item], report: Callable[[str], Report]
):
    earlier = ((item("ex1_jacobian"), report("ex1_jacobian")),)
    request = Request(item("ex1_at_point"), earlier, 2.5)
    line = request.to_line()
    assert b"\n" not in line
    found = Request.from_line(line)
    assert (found.item.payload, found.item.reference) == (
        request.item.payload,
        request.item.reference,
    )
    assert found.item.question.name == "ex1_at_point"
    assert found.item.question.derivation == request.item.question.derivation
    assert found.earlier[0][1] == report("ex1_jacobian")
    assert found.seconds == 2.5


def test_earlier_answers_are_read_again(item: Callable[..., Item], report: Callable[[str], Report]):
    earlier = ((item("ex1_jacobian"), report("ex1_jacobian")),)
    (one,) = Request(item("ex1_at_point"), earlier, 1.0).decoded()
    assert one.answer == one.reference
    assert isinstance(one.answer, ArrayAnswer)
    assert one.report.score == 9.0


def test_only_what_the_rule_names_is_sent_along(
    item: Callable[..., Item], report: Callable[[str], Report]
):
    judged = [(item(name), report(name)) for name in ("ex1_shape", "ex1_jacobian", "ex1_at_point")]
    assert [i.question.name for i, _ in used_by(item("ex1_estimate"), judged)] == ["ex1_jacobian"]
    assert used_by(item("ex1_singular"), judged) == ()


def test_an_earlier_answer_that_could_not_be_judged_is_sent_along(item: Callable[..., Item]):
    """Else what follows from it would silently earn nothing."""
    crashed = Report("ex1_jacobian", 9, None, Outcome.NEEDS_HUMAN)
    judged = [(item("ex1_jacobian"), crashed)]
    assert used_by(item("ex1_estimate"), judged) == tuple(judged)


def test_an_earlier_answer_that_was_not_read_is_left_out(item: Callable[..., Item]):
    unread = Report("ex1_jacobian", 9, 0.0, Outcome.UNREADABLE)
    assert used_by(item("ex1_estimate"), [(item("ex1_jacobian", "{"), unread)]) == ()


@pytest.mark.parametrize("payload", [b"\xff\x00", "\udc80", '"\u2028\n"', None])
def test_any_payload_travels(item: Callable[..., Item], payload: str | bytes | None):
    sent = Item(item("ex1_shape").question, payload, item("ex1_shape").reference)
    found = Request.from_line(Request(sent, (), 1.0).to_line()).item.payload
    expected = payload.decode("utf-8", "surrogateescape") if isinstance(payload, bytes) else payload
    assert found == expected


def test_a_payload_that_is_too_long_stays_too_long(item: Callable[..., Item]):
    found = Request.from_line(Request(item("ex1_shape", "x" * 5_000_000), (), 1.0).to_line())
    assert isinstance(found.item.payload, str)
    assert len(found.item.payload) == BYTES + 1
    with pytest.raises(Exception, match="bytes where at most"):
        read(found.item.payload)
