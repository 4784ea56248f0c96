from __future__ import annotations

from dataclasses import replace

from grader import __version__
from grader.classroom.regrading.reasons import reason
from grader.notebook.records import Record
from grader.questions import AtPoint, ExpressionQuestion, JacobianQuestion
from grader.verdict import Certificate, EntryVerdict, Outcome, Report, Status, Verdict

JACOBIAN = JacobianQuestion(name="J", points=1, prompt="?", variables="x", function=("x**2",))
VALUE = ExpressionQuestion(
    name="v", points=1, prompt="?", variables="x", derivation=AtPoint(of="J", point={"x": "1"})
)
SLOPE = ExpressionQuestion(
    name="s", points=1, prompt="?", variables="x", derivation=AtPoint(of="v", point={})
)
QUESTIONS = {"J": JACOBIAN, "v": VALUE, "s": SLOPE}
BASIS = dict.fromkeys(QUESTIONS, ("question", "reference"))
WRONG = Report("s", 1, 0.0, Outcome.WRONG, entries=(EntryVerdict(1, 1, Verdict(Status.REFUTED)),))
PROVED = EntryVerdict(1, 1, Verdict(Status.PROVED, certificate=Certificate("normal form")))
RIGHT = replace(WRONG, score=1.0, outcome=Outcome.RIGHT, entries=(PROVED,))
RECORD = Record("hash", __version__, "", {}, {"s": WRONG, "v": WRONG, "J": WRONG}, basis=BASIS)
EFFECTS = "wrong → right; (1, 1) REFUTED → PROVED"


def test_a_reference_that_changed_is_named_with_what_it_did():
    basis = {**BASIS, "s": ("question", "other")}
    assert reason(QUESTIONS, RECORD, basis, RIGHT) == f"the reference changed; {EFFECTS}"


def test_a_question_and_its_reference_may_both_have_changed():
    basis = {**BASIS, "s": ("other", "other")}
    found = reason(QUESTIONS, RECORD, basis, RIGHT)
    assert found.startswith("the question and its reference changed; ")


def test_a_mark_may_rest_on_earlier_answers_near_and_far():
    basis = {**BASIS, "J": ("question", "other")}
    assert reason(QUESTIONS, RECORD, basis, RIGHT) == (
        f"it builds on J, of which the reference changed; {EFFECTS}"
    )


def test_another_version_of_the_grader_is_a_reason():
    record = replace(RECORD, grader="0.0.1")
    found = reason(QUESTIONS, record, BASIS, RIGHT)
    assert found == f"graded by grader 0.0.1 before, by {__version__} now; {EFFECTS}"


def test_an_answer_that_could_not_be_judged_is_a_reason_and_entries_may_be_missing():
    waiting = Report("s", 1, None, Outcome.NEEDS_HUMAN)
    record = replace(RECORD, reports={"s": waiting})
    assert reason(QUESTIONS, record, BASIS, RIGHT) == (
        "it could not be judged before, or not now; needs a human → right"
    )
