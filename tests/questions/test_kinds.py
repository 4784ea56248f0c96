import dataclasses

import pytest

from grader import questions
from grader.questions import (
    Disclosure,
    ExpressionQuestion,
    JacobianQuestion,
    NumbersQuestion,
    SymbolicQuestion,
)

LAYER = JacobianQuestion(
    name="layer", points=6, prompt="J?", variables="x y", parameters="a b", function=("a*x", "b*y")
)


def test_names_are_variables_then_parameters():
    assert LAYER.names == ("x", "y", "a", "b")


def test_variables_are_offered_as_real_symbols():
    first, second = LAYER.symbols
    assert (first.name, first.is_real, second.name) == ("x", True, "y")


def test_only_what_questions_are_can_be_imported():
    assert questions.load_assignment.__module__ == "grader.questions.assignment"
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = questions.nothing


def test_a_question_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        LAYER.points = 7  # type: ignore[misc] # that is the point


def test_a_declaration_names_its_parts():
    with pytest.raises(TypeError):
        NumbersQuestion("q", 1, "?")  # type: ignore[misc] # that is the point


def test_check_says_everything_unless_told_otherwise():
    assert LAYER.before_submission is Disclosure.FULL


def test_formulas_are_what_symbolic_questions_ask_for():
    assert issubclass(ExpressionQuestion, SymbolicQuestion)
    assert not issubclass(NumbersQuestion, SymbolicQuestion)
