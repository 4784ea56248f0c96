from fractions import Fraction

import pytest

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.errors import ConfigError
from grader.expression import decimal, rational, symbol
from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    InputGroup,
    JacobianQuestion,
    Mistake,
    NumbersQuestion,
    Question,
    ShapeQuestion,
    TermsQuestion,
)
from grader.questions.declared import Pattern, read_mistake, read_reference

COMMON = {"name": "q", "points": 2.0, "prompt": "?"}
OPTIONS = {"A": "one", "B": "two", "C": "three"}
JACOBIAN = JacobianQuestion(**COMMON, variables="x y", function=("x**2 + y", "x*y"))
FORMULA = ExpressionQuestion(**COMMON, variables="x y")
TERMS = TermsQuestion(**COMMON, variables="x y")
NUMBERS = NumbersQuestion(**COMMON)
SHAPE = ShapeQuestion(**COMMON)
CHOICE = ChoiceQuestion(**COMMON, options=OPTIONS)
CHOICES = ChoicesQuestion(**COMMON, options=OPTIONS)
FUNCTION = FunctionQuestion(
    **COMMON, arguments={"x": ("n",)}, groups=(InputGroup("g", ({"n": 1},)),)
)

x, y = symbol("x"), symbol("y")


def test_a_matrix_is_written_as_rows_of_texts_and_numbers():
    reference = read_reference(JACOBIAN, [["2*x", 1], ("y", "x")])
    assert reference == ArrayAnswer((2, 2), (2 * x, rational(1), y, x))


def test_a_formula_is_a_text_or_a_number():
    assert read_reference(FORMULA, "x*y") == ArrayAnswer((), (x * y,))
    assert read_reference(FORMULA, Fraction(1, 3)) == ArrayAnswer((), (rational(1, 3),))
    assert read_reference(FORMULA, 0.1) == ArrayAnswer((), (decimal("0.1"),))


def test_terms_and_vectors_are_lists():
    assert read_reference(TERMS, ["x", "y"]) == ArrayAnswer((2,), (x, y))
    assert read_reference(NUMBERS, (1, 2)) == ArrayAnswer((2,), (rational(1), rational(2)))


def test_a_shape_is_a_tuple():
    assert read_reference(SHAPE, (3, 2)) == ArrayAnswer((2,), (rational(3), rational(2)))


def test_labels_come_in_the_order_of_the_options():
    assert read_reference(CHOICE, "B") == LabelsAnswer(("B",))
    assert read_reference(CHOICES, {"C", "A"}) == LabelsAnswer(("A", "C"))


def test_a_function_is_its_own_reference():
    assert read_reference(FUNCTION, abs) is abs


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        (JACOBIAN, [["2*x", 1]], r"shape \(1, 2\); it must be 2×2"),
        (JACOBIAN, [["2*x", 1], ["y"]], "rows of different lengths"),
        (JACOBIAN, [["2*x", "q"], ["y", "x"]], "can't be read: .*q"),
        (JACOBIAN, [["2*x", None], ["y", "x"]], "an entry None"),
        (JACOBIAN, [], "is empty"),
        (FORMULA, ["x"], "one formula"),
        (FORMULA, True, "neither a text nor a number"),
        (FORMULA, object, "neither a text nor a number"),
        (TERMS, "x", "a list of formulas"),
        (SHAPE, 3, "a tuple"),
        (NUMBERS, "x", "x"),
        (CHOICE, "D", "the label 'D'; the options are A, B, C"),
        (CHOICE, {"A", "B"}, "has 2 labels; a choice has one"),
        (CHOICES, {"A", "Z"}, "the label 'Z'"),
        (CHOICES, 3, "is 3"),
        (FUNCTION, "x", "give a function"),
    ],
)
def test_a_reference_of_another_form_is_refused(question: Question, value: object, said: str):
    with pytest.raises(ConfigError, match=f"^q: .*{said}"):
        read_reference(question, value)


def test_a_kind_without_reference_is_refused():
    with pytest.raises(ConfigError, match="q: Question has no reference"):
        read_reference(Question(**COMMON), 1)


def test_a_mistake_may_leave_entries_open():
    mistake = Mistake("m", ((None, "x"), (None, None)), "hint")
    assert read_mistake(JACOBIAN, mistake) == Pattern((2, 2), (None, x, None, None))


def test_a_mistake_may_be_a_matrix_expression():
    question = JacobianQuestion(
        **COMMON,
        variables="x1 x2",
        function=("x1", "x2"),
        matrices={"x": (("x1",), ("x2",))},
    )
    pattern = read_mistake(question, Mistake("m", "diag(x)", "hint"))
    assert isinstance(pattern, Pattern)
    assert pattern.shape == (2, 2)
    assert pattern.entries[0] is symbol("x1")


def test_a_mistake_of_a_choice_is_a_set_of_labels():
    assert read_mistake(CHOICES, Mistake("m", ("C", "A"), "hint")) == LabelsAnswer(("A", "C"))


@pytest.mark.parametrize(
    ("question", "answer", "said"),
    [
        (CHOICE, "D", "the mistake 'm' names the label 'D'"),
        (FORMULA, "2*q", "the mistake 'm' can't be read"),
        (FUNCTION, "x", "declare none for a function"),
    ],
)
def test_a_mistake_of_another_form_is_refused(question: Question, answer: object, said: str):
    with pytest.raises(ConfigError, match=said):
        read_mistake(question, Mistake("m", answer, "hint"))
