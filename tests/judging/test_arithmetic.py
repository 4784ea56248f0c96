from __future__ import annotations

import pytest

from grader.judging import judge_answer
from grader.judging.arithmetic import credit_written_out
from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    InputGroup,
    JacobianQuestion,
    Question,
    TermsQuestion,
)
from grader.questions.declared import read_reference
from grader.verdict import EntryVerdict, Outcome, Report, Status, Verdict

JACOBIAN = JacobianQuestion(
    name="J", points=4, prompt="J?", variables="x y", function=("x**2*y", "3*y")
)
MATRIX = [["2*x*y", "x**2"], [0, 3]]
TERMS = TermsQuestion(name="t", points=3, prompt="t?", variables="x y")
FORMULA = ExpressionQuestion(name="f", points=3, prompt="f?", variables="x y")
OPTIONS = {"A": "1", "B": "2", "C": "3", "D": "4"}
TICKS = ChoicesQuestion(name="c", points=4, prompt="c?", options=OPTIONS)
ONE = ChoiceQuestion(name="o", points=1, prompt="o?", options=OPTIONS)
GROUPS = tuple(InputGroup(name, ({"n": 2},)) for name in ("small", "large", "one", "none"))
FUNCTION = FunctionQuestion(name="g", points=5, prompt="g?", arguments={}, groups=GROUPS)


def told(question: Question, answer: object, right: object) -> str:
    """What is written about an answer that is judged against a reference."""
    reference = read_reference(question, right)
    given = read_reference(question, answer)
    return credit_written_out(question, judge_answer(question, given, reference), reference)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (MATRIX, "4 · (3 right entries − 0 wrong zeros) / 3 entries that are not zero = 4"),
        (
            [["x*y", "x**2"], [0, 3]],
            "4 · (2 right entries − 0 wrong zeros) / 3 entries that are not zero = 2.67",
        ),
        (
            [["2*x*y", "x**2"], ["x", 3]],
            "4 · (3 right entries − 1 wrong zeros) / 3 entries that are not zero = 2.67",
        ),
        (  # transposed: only the 3 stands right, and the zero is lost; half of the points instead
            [["2*x*y", 0], ["x**2", 3]],
            (
                "entry by entry 4 · (2 right entries − 1 wrong zeros) / 3 entries that are not "
                "zero = 1.33; another rule gave 2; see the notes and the declared mistakes"
            ),
        ),
    ],
)
def test_a_matrix_earns_by_its_entries(answer: object, expected: str):
    assert told(JACOBIAN, answer, MATRIX) == expected


def test_a_matrix_of_zeros_is_right_or_not():
    constant = JacobianQuestion(
        name="J", points=4, prompt="J?", variables="x", parameters="c", function=("c",)
    )
    assert told(constant, [["0"]], [["0"]]) == "all of it is right: 4"


def test_terms_earn_by_how_many_match():
    expected = "3 · (2 right terms − 1 others) / 3 terms = 1"
    assert told(TERMS, ["x", "y", "7*x"], ["x", "y", "x*y"]) == expected


def test_ticks_earn_by_right_minus_wrong():
    expected = "4 · (1 right ticks − 1 wrong ticks) / 2 right options = 0"
    assert told(TICKS, {"A", "C"}, {"A", "B"}) == expected
    assert told(TICKS, {"A"}, {"A", "B"}).endswith("= 2")
    assert told(TICKS, set(), set()) == "all of it is right: 4"


def test_one_formula_or_option_is_right_or_not():
    assert told(FORMULA, "x + y", "y + x") == "all of it is right: 3"
    assert told(FORMULA, "x - y", "y + x") == "nothing of it earns points: 0"
    assert told(ONE, "B", "B") == "all of it is right: 1"


def test_a_function_earns_by_its_groups_of_inputs():
    notes = ("small: right", "large: some numbers are wrong", "one: right", "none: right")
    report = Report("g", 5, 3.75, Outcome.PARTLY_RIGHT, notes=notes)
    expected = "5 · 3 right groups of inputs / 4 groups = 3.75"
    assert credit_written_out(FUNCTION, report, lambda: None) == expected
    missing = Report("g", 5, 0.0, Outcome.NOT_ATTEMPTED)
    assert credit_written_out(FUNCTION, missing, lambda: None) == "nothing of it earns points: 0"


def test_a_rule_of_its_own_is_named_elsewhere():
    entries = (EntryVerdict(1, 1, Verdict(Status.REFUTED)),)
    report = Report("f", 3, 2.0, Outcome.PARTLY_RIGHT, entries=entries, answer=("x",))
    expected = "2 of 3 by the rule that the notes or the declared mistakes name"
    assert credit_written_out(FORMULA, report, read_reference(FORMULA, "y")) == expected


def test_without_a_score_there_is_no_sum():
    report = Report("f", 3, None, Outcome.NEEDS_HUMAN)
    expected = "no score: it hangs on what is undecided"
    assert credit_written_out(FORMULA, report, read_reference(FORMULA, "y")) == expected
