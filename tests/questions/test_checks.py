from collections.abc import Mapping
from typing import Any

import pytest

from grader.questions import (
    AtPoint,
    ChoiceQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    InputGroup,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    Question,
    ShapeQuestion,
)
from grader.questions.checks import check_questions, check_references
from grader.questions.declared import read_reference


def jacobian(**changes: Any) -> JacobianQuestion:  # noqa: ANN401 - any field of the question
    fields: dict[str, Any] = {"variables": "x y", "function": ("x*y", "x"), "points": 4}
    return JacobianQuestion(name="j", prompt="?", **{**fields, **changes})


def formula(**changes: Any) -> ExpressionQuestion:  # noqa: ANN401 - any field of the question
    return ExpressionQuestion(name="f", prompt="?", **{"variables": "x", "points": 1, **changes})


def function(**changes: Any) -> FunctionQuestion:  # noqa: ANN401 - any field of the question
    fields: dict[str, Any] = {"arguments": {"b": ("m",)}, "groups": (InputGroup("g", ({"m": 2},)),)}
    return FunctionQuestion(name="h", points=1, prompt="?", **{**fields, **changes})


def declared(*questions: Question) -> list[str]:
    return list(check_questions({question.name: question for question in questions}))


def referred(question: Question, reference: object) -> list[str]:
    answer = read_reference(question, reference)
    return list(check_references({question.name: question}, {question.name: answer}))


J = [["y", "x"], [1, 0]]


def test_sound_declarations_have_no_problem():
    assert declared(jacobian(), formula(), function()) == []
    assert referred(jacobian(), J) == []


def test_the_bundled_declarations_have_no_problem(
    bundled: Mapping[str, Question], bundled_references: Mapping[str, Any]
):
    assert list(check_questions(bundled)) == []
    assert list(check_references(bundled, bundled_references)) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (jacobian(function=("x*q", "x")), "j: 'x*q' in F can't be read: the name q is unknown"),
        (jacobian(variables="x y x"), "j: the name x is declared twice"),
        (jacobian(domain={"q": "positive"}), "j: the domain names q; the names are x, y"),
        (jacobian(domain={"x": "(1, 1)"}), "j: the interval from 1 to 1 has no interior"),
        (jacobian(domain={"x": "(2, 1)"}), "j: the interval from 2 to 1 has no interior"),
        (jacobian(domain={"x": "big"}), "j: 'big' is not a domain"),
        (jacobian(points=0), "j: it is worth 0 points"),
        (jacobian(points=float("nan")), "j: it is worth nan points"),
        (jacobian(points=float("inf")), "j: it is worth inf points"),
        (formula(mistakes=(Mistake("m", "x", "h", points=-1),)), "f: the mistake 'm' earns -1"),
        (formula(points=1 / 3), "f: it is worth 0.3333333333333333 points"),
        (
            formula(mistakes=(Mistake("m", "x", "h", points=2),)),
            "f: the mistake 'm' earns 2 points",
        ),
        (
            ChoiceQuestion(name="c", points=1, prompt="?", options={}),
            "c: it has fewer than two options",
        ),
        (
            ChoiceQuestion(name="c", points=1, prompt="?", options={"A": "yes"}),
            "c: it has fewer than two options",
        ),
        (function(groups=()), "h: it has no challenge inputs"),
        (function(groups=(InputGroup("g", ()),)), "h: it has no challenge inputs"),
        (function(groups=(InputGroup("g", ({"n": 2},)),)), "h: the group 'g' gives no size m"),
        (
            function(groups=(InputGroup("g", ({"m": 2},), magnitudes={"c": 2.0}),)),
            "h: the group 'g' names c, which is no argument",
        ),
    ],
)
def test_an_unsound_declaration_is_one_problem(question: Question, said: str):
    (problem,) = declared(question)
    assert problem.startswith(said)


AT_P = NumbersQuestion(name="at_p", points=1, prompt="?", derivation=AtPoint("j", {"x": "1"}))


def test_an_answer_follows_from_an_earlier_question():
    assert declared(jacobian(), AT_P) == []
    (unknown,) = declared(AT_P)
    assert unknown == (
        "at_p: its answer follows from j, which is no earlier question; the earlier ones are none"
    )
    (later,) = declared(AT_P, jacobian())
    assert later.startswith("at_p: its answer follows from j, which is no earlier question")


@pytest.mark.parametrize(
    ("question", "reference"),
    [
        (jacobian(function=("log(x)", "y"), domain={"x": "negative"}), [["1/x", 0], [0, 1]]),
        (jacobian(function=("sqrt(-1 - x**2)", "y")), [["0", 0], [0, 1]]),
        (jacobian(function=("sqrt(-(x - 1)**2)", "y")), [["0", 0], [0, 1]]),
        (jacobian(function=("log(x)*log(-x)", "y")), [["1/x", 0], [0, 1]]),
        (formula(), "1/(x - x)"),
    ],
)
def test_a_domain_without_an_interior_is_a_problem(question: Question, reference: object):
    (problem,) = referred(question, reference)
    assert problem.startswith(f"{question.name}: no point of the domain was found")


@pytest.mark.parametrize("component", ["log(x - 10**7)", "sqrt(x - 2)*sqrt(3 - x)", "acosh(x/90)"])
def test_a_natural_domain_that_is_far_or_narrow_has_an_interior(component: str):
    assert referred(jacobian(function=(component, "y")), [["x", 0], [0, 1]]) == []


def test_f_that_cannot_be_read_is_reported_once():
    question = jacobian(function=("x*q", "x"))
    assert len(declared(question)) == 1
    assert referred(question, J) == []


def test_a_domain_that_cannot_be_read_is_reported_once():
    question = jacobian(domain={"x": "big"}, mistakes=(Mistake("m", J, "h"),))
    assert len(declared(question)) == 1
    assert referred(question, J) == []


@pytest.mark.parametrize(
    ("question", "mistake", "reference"),
    [
        (formula, "(x + 1)**2", "x**2 + 2*x + 1"),
        (jacobian, ((None, "x + 0"), (None, None)), J),
        (ShapeQuestion, (2, 3), (2, 3)),
        (NumbersQuestion, "sqrt(4)", 2),
    ],
)
def test_a_mistake_must_differ_from_the_reference(
    question: Any,  # noqa: ANN401 - whatever builds the question
    mistake: object,
    reference: object,
):
    fields = {} if question in (formula, jacobian) else {"name": "s", "points": 1, "prompt": "?"}
    built = question(**fields, mistakes=(Mistake("m", mistake, "hint"),))
    (problem,) = referred(built, reference)
    assert problem == f"{built.name}: the mistake 'm' equals the reference; drop or mend it"


def test_a_mistaken_choice_must_differ_from_the_right_one():
    question = ChoiceQuestion(
        name="c", points=1, prompt="?", options={"A": "a"}, mistakes=(Mistake("m", "A", "hint"),)
    )
    (problem,) = referred(question, "A")
    assert "equals the reference" in problem


def test_a_mistake_that_cannot_be_read_is_a_problem():
    options = {"A": "a", "B": "b"}
    mistakes = (Mistake("m", "Z", "hint"),)
    question = ChoiceQuestion(name="c", points=1, prompt="?", options=options, mistakes=mistakes)
    (problem,) = referred(question, "A")
    assert problem == "c: the mistake 'm' names the label 'Z'; the options are A, B"


def test_a_reference_function_is_tried():
    assert referred(function(), lambda b: 2 * b) == []
    (constant,) = referred(function(), lambda _: 0.25)
    assert constant.startswith("h: the right outputs in the group 'g' are all equal")
    (failing,) = referred(function(), lambda: 1)
    assert failing.startswith("h: the reference function raises TypeError")


def test_a_mistake_of_another_shape_differs():
    question = jacobian(mistakes=(Mistake("determinant", "-x", "hint"),))
    assert referred(question, J) == []
