import sys
from dataclasses import replace
from types import ModuleType

import pytest

from grader.answer import (
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    Output,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.notebook.assess import WITHOUT_FLINT, assess, disclosed, recorded
from grader.notebook.reading import read_answer
from grader.questions import Question
from grader.verdict import EntryVerdict, Outcome, Report, Status, Verdict, Witness
from grader.wire import write

NEXT = "`hint(q.J)` helps step by step."
RIGHT = [["2*x*y", "x**2"], [1, 1]]
WRONG = [["2*x*y", "x**2"], [1, 0]]
REPORT = Report(
    "J",
    4,
    3.0,
    Outcome.PARTLY_RIGHT,
    "Partly right.",
    (1, 1),
    (EntryVerdict(1, 1, Verdict(Status.REFUTED, Witness((("x", "1"),), "1", "2", "1")), "2", "n"),),
    ("x",),
    hints=("Where is the 2?",),
    notes=("read as a matrix",),
    mistakes=("factor two lost",),
)


def assessed(question: Question, found: object):
    answer = read_answer(question, found)
    return assess(question, answer, write(question.name, answer))


def test_a_jacobian_is_judged_from_the_printed_function(q: ModuleType):
    assert assessed(q.J, RIGHT).outcome is Outcome.RIGHT
    report = assessed(q.J, WRONG)
    assert report.outcome is Outcome.PARTLY_RIGHT
    assert [entry.verdict.status for entry in report.entries][3] is Status.REFUTED
    assert report.entries[3].finite_difference


def test_what_follows_from_it_is_judged_too(q: ModuleType):
    assert assessed(q.det, "x*(2*y - x)").outcome is Outcome.RIGHT
    assert assessed(q.det, "x*y").outcome is Outcome.WRONG


@pytest.mark.parametrize(("name", "found"), [("shape", (2, 2)), ("ticks", "A")])
def test_what_is_unknown_here_is_recorded(q: ModuleType, name: str, found: object):
    report = assessed(getattr(q, name), found)
    assert report.outcome is Outcome.RECORDED
    assert report.score is None


def test_a_function_is_recorded_with_what_came_back(q: ModuleType):
    report = assessed(q.double, lambda v: v if len(v) == 2 else 1 / 0)
    assert report.outcome is Outcome.RECORDED
    assert report.notes == (
        "1 call: an array of shape (2,), all finite",
        "1 call: ended with ZeroDivisionError",
    )


def test_numbers_that_are_not_finite_are_told(q: ModuleType):
    outputs = OutputsAnswer((Output((), (float("nan"),)),) * 2)
    report = recorded(q.double, outputs)
    assert report.notes == ("2 calls: a number, some of it not finite",)


@pytest.mark.usefixtures("references")
def test_with_references_everything_is_judged(q: ModuleType):
    assert assessed(q.shape, (2, 2)).outcome is Outcome.RIGHT
    assert assessed(q.ticks, "A").outcome is Outcome.WRONG
    assert assessed(q.double, lambda v: v + v).outcome is Outcome.RIGHT


def test_dots_and_the_unreadable_are_no_wrong_answers(q: ModuleType):
    assert assess(q.J, NotAttempted(), {}).outcome is Outcome.NOT_ATTEMPTED
    report = assess(q.J, RefusedAnswer("a set was found", "use brackets"), {})
    assert report.outcome is Outcome.UNREADABLE
    assert report.summary == "a set was found; use brackets"
    assert assess(q.J, RefusedAnswer("a set was found"), {}).summary == "a set was found"


def test_a_function_that_forgets_its_result_is_told_so(q: ModuleType):
    report = assessed(q.double, lambda _: None)
    assert report.outcome is Outcome.NOT_ATTEMPTED
    assert "gives None back" in report.summary
    assert "return its result" in report.summary


def test_without_flint_the_answer_is_recorded(q: ModuleType, monkeypatch: pytest.MonkeyPatch):
    for name in [
        name for name in sys.modules if name.startswith(("grader.judging", "grader.equi"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "flint", None)
    report = assessed(q.J, RIGHT)
    assert report.outcome is Outcome.RECORDED
    assert report.notes == (WITHOUT_FLINT,)


def test_full_disclosure_keeps_the_hint_of_a_recognised_mistake(q: ModuleType):
    shown = disclosed(REPORT, q.J)
    assert shown.hints == ("Where is the 2?", NEXT)
    assert shown.notes == ("read as a matrix",)
    assert shown.entries[0].finite_difference == "2"
    assert disclosed(replace(REPORT, mistakes=()), q.J).hints == (NEXT,)


def test_nothing_of_a_reference_is_disclosed(q: ModuleType):
    shown = disclosed(REPORT, q.J)
    assert shown.entries[0].verdict.witness.reference == ""
    assert (shown.staff, shown.mistakes) == ((), ())


def test_entries_disclose_right_and_wrong_alone(q: ModuleType):
    shown = disclosed(REPORT, q.J_entries)
    assert shown.entries == (EntryVerdict(1, 1, Verdict(Status.REFUTED)),)
    assert (shown.hints, shown.notes) == ((NEXT,), ())
    assert shown.outcome is Outcome.PARTLY_RIGHT


def test_recorded_discloses_only_how_the_answer_was_read(q: ModuleType):
    shown = disclosed(REPORT, q.J_recorded)
    assert shown == Report("J", 4, None, Outcome.RECORDED, shown.summary, (1, 1), answer=("x",))


@pytest.mark.parametrize("outcome", [Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE])
def test_what_is_no_answer_is_always_told(q: ModuleType, outcome: Outcome):
    report = Report("J", 4, 0.0, outcome, "why")
    assert disclosed(report, q.J_recorded) == report


@pytest.mark.usefixtures("references")
def test_self_study_discloses_everything(q: ModuleType):
    assert disclosed(REPORT, q.J_recorded).outcome is Outcome.PARTLY_RIGHT


def test_a_recorded_answer_is_shown_as_it_was_read(q: ModuleType):
    answer = read_answer(q.shape, (2, 3))
    assert isinstance(answer, ArrayAnswer)
    assert (recorded(q.shape, answer).shape, recorded(q.shape, answer).answer) == ((2,), ("2", "3"))
    assert recorded(q.ticks, LabelsAnswer(("A",))).answer == ("A",)
    assert recorded(q.J, NotAttempted()).answer == ()
