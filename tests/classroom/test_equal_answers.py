from __future__ import annotations

import pytest

from grader.classroom import equal_answers
from grader.classroom.equal_answers import MOST_UNDECIDED, EqualAnswers
from grader.questions import ChoiceQuestion, ExpressionQuestion, NumbersQuestion

QUESTIONS = {
    "root": ExpressionQuestion(
        name="root", points=1, prompt="?", variables="x", domain={"x": "positive"}
    ),
    "any": ExpressionQuestion(name="any", points=1, prompt="?", variables="x"),
    "number": NumbersQuestion(name="number", points=1, prompt="?"),
    "colour": ChoiceQuestion(name="colour", points=1, prompt="?", options={"A": "a"}),
}


def test_equality_is_that_on_the_domain_of_the_question():
    with EqualAnswers(QUESTIONS) as same:
        assert same("root", "sqrt(x**2)", "x")
        assert not same("any", "sqrt(x**2)", "x")


def test_numbers_are_compared_and_labels_are_not():
    with EqualAnswers(QUESTIONS) as same:
        assert same("number", "1/2", "0.5")
        assert not same("colour", "A", "B")
        assert not same("gone", "1", "1.0")


@pytest.mark.parametrize("answer", ["x +", "__import__('os')", "y", "x" * 3000, "\ud800"])
def test_what_is_no_formula_of_the_question_equals_nothing(answer: str):
    with EqualAnswers(QUESTIONS) as same:
        assert not same("any", answer, "x")


def test_no_more_is_compared_than_is_allowed_and_nothing_twice():
    with EqualAnswers(QUESTIONS, allowed=2) as same:
        assert same("any", "x+x", "2*x")
        assert same("any", "2*x", "x+x")
        assert same.left == 1
        assert same("any", "3*x", "x+2*x")
        assert not same("any", "4*x", "x+3*x")


def test_a_question_whose_answers_take_too_long_is_left(monkeypatch: pytest.MonkeyPatch):
    class Undecided:
        def answer(self, _line: bytes) -> dict[str, str]:
            return {"status": "UNDECIDED"}

        def __exit__(self, *_: object) -> None:
            return

    monkeypatch.setattr(equal_answers, "Comparer", lambda *_, **__: Undecided())
    with EqualAnswers(QUESTIONS) as same:
        begin = same.left
        assert not any(same("any", f"{n}*x", "x") for n in range(3 * MOST_UNDECIDED))
        assert begin - same.left == MOST_UNDECIDED
        assert not same("root", "x", "x + 0")
        assert begin - same.left == MOST_UNDECIDED + 1
