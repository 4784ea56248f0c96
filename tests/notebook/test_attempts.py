from types import ModuleType

from grader.answer import ArrayAnswer
from grader.expression import rational
from grader.notebook.attempts import Attempt, earlier_attempts, forget, last_attempt, remember
from grader.questions import Question
from grader.verdict import Outcome, Report

REPORT = Report("J", 4, 4.0, Outcome.RIGHT)


def attempt(question: Question, number: int):
    return Attempt(question, ArrayAnswer((), (rational(number),)), REPORT, REPORT)


def test_the_last_attempt_is_remembered(q: ModuleType):
    assert last_attempt(q.J) is None
    remember(attempt(q.J, 1))
    remember(attempt(q.J, 2))
    assert last_attempt(q.J).answer.entries == (rational(2),)
    forget()
    assert last_attempt(q.J) is None


def test_hints_are_counted_for_one_answer(q: ModuleType):
    first = attempt(q.J, 1)
    remember(first)
    first.hints = 2
    remember(attempt(q.J, 1))
    assert last_attempt(q.J).hints == 2
    remember(attempt(q.J, 3))
    assert last_attempt(q.J).hints == 0


def test_only_what_a_question_builds_on_is_earlier(q: ModuleType):
    reference = ArrayAnswer((), (rational(9),))
    remember(attempt(q.J, 1))
    remember(attempt(q.shape, 1))
    (earlier,) = earlier_attempts(q.det, lambda _: reference)
    assert (earlier.question, earlier.reference, earlier.report) == (q.J, reference, REPORT)
    assert earlier_attempts(q.J, lambda _: reference) == []
    assert earlier_attempts(q.det, lambda _: None) == []
