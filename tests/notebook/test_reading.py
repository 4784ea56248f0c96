import numpy as np
import pytest
import sympy as sp

from grader.answer import ArrayAnswer, LabelsAnswer, NotAttempted, OutputsAnswer
from grader.errors import StudentError
from grader.expression import rational, symbol
from grader.notebook.reading import is_blank, read_answer
from grader.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    InputGroup,
    JacobianQuestion,
    NumbersQuestion,
    Question,
    ShapeQuestion,
    TermsQuestion,
)

OPTIONS = {"A": "never", "B": "at the origin", "C": "where x = y"}
CHOICE = ChoiceQuestion(name="choice", points=1, prompt="Where?", options=OPTIONS)
CHOICES = ChoicesQuestion(name="choices", points=1, prompt="Where?", options=OPTIONS)
SHAPE = ShapeQuestion(name="shape", points=1, prompt="The shape?")
TERMS = TermsQuestion(name="terms", points=1, prompt="The terms?", variables="x y")
NUMBERS = NumbersQuestion(name="numbers", points=1, prompt="How much?")
EXPRESSION = ExpressionQuestion(name="expression", points=1, prompt="det J?", variables="x y")
JACOBIAN = JacobianQuestion(
    name="jacobian", points=1, prompt="J?", variables="x y", function=("x*y", "x + y")
)
FUNCTION = FunctionQuestion(
    name="function",
    points=1,
    prompt="f?",
    arguments={"v": ("n",)},
    groups=(InputGroup("any", ({"n": 2},)),),
)
EVERY_KIND = (CHOICE, CHOICES, SHAPE, TERMS, NUMBERS, EXPRESSION, JACOBIAN, FUNCTION)


@pytest.mark.parametrize("question", EVERY_KIND, ids=lambda question: question.name)
@pytest.mark.parametrize("dots", [..., None, "...", "", "  ", "…"])
def test_dots_are_not_attempted_in_every_kind(question: Question, dots: object):
    assert read_answer(question, dots) == NotAttempted()


@pytest.mark.parametrize(
    "found",
    [
        [[1, ...], [0, 1]],
        (..., ...),
        [[None, 1], [0, 1]],
        "[[1, ...], [0, 1]]",
        [["...", 1], [0, 1]],
        np.array([[1, ...], [0, 1]], dtype=object),
    ],
)
def test_dots_left_in_an_array_are_not_attempted(found: object):
    assert read_answer(JACOBIAN, found) == NotAttempted()


def test_an_answer_without_dots_is_not_blank():
    assert not is_blank([[0, 0], [0, 0]])
    assert not is_blank(sp.zeros(2, 2))
    assert not is_blank({"A"})
    assert not is_blank(0)


@pytest.mark.parametrize(
    "found", ["B", "b", " B ", ["B"], ("b",), {"B"}, sp.Symbol("B"), "at the origin"]
)
def test_one_option_is_read_from_every_form(found: object):
    assert read_answer(CHOICE, found) == LabelsAnswer(("B",))


@pytest.mark.parametrize(
    "found",
    [
        "A, C",
        "a c",
        "A and C",
        "A; C",
        "{A, C}",
        "A, C, A",
        ["A", "C"],
        ("a", "c"),
        {"C", "A"},
        frozenset({"A", "C"}),
        np.array(["A", "C"]),
        set(sp.symbols("A C")),
    ],
)
def test_several_options_are_read_from_every_form(found: object):
    assert read_answer(CHOICES, found) == LabelsAnswer(("A", "C"))


@pytest.mark.parametrize("found", [set(), [], (), {}])
def test_no_tick_at_all_is_an_answer(found: object):
    assert read_answer(CHOICES, found) == LabelsAnswer(())


@pytest.mark.parametrize(
    ("question", "found", "rationale"),
    [
        (CHOICE, "D", "there is no option 'D'"),
        (CHOICE, "A, B", "2 options were found"),
        (CHOICE, [], "0 options were found"),
        (CHOICE, 2, "an object of type int was found"),
        (CHOICES, ["A", 1], "an object of type int was found"),
        (CHOICES, "A, D", "there is no option 'D'"),
        (CHOICES, {"A": True}, "a dictionary was found"),
    ],
)
def test_other_options_are_refused_with_those_there_are(
    question: Question, found: object, rationale: str
):
    with pytest.raises(StudentError) as caught:
        read_answer(question, found)
    assert rationale in caught.value.rationale
    assert '"A"' in caught.value.help


@pytest.mark.parametrize(
    "found",
    [(3, 2), [3, 2], "(3, 2)", "3x2", "3 × 2", "3 by 2", sp.Tuple(3, 2), np.zeros((3, 2)).shape,
     sp.zeros(3, 2).shape, np.array([3, 2]), [[3, 2]]],
)  # fmt: skip
def test_a_shape_is_read_from_every_form(found: object):
    assert read_answer(SHAPE, found) == ArrayAnswer((2,), (rational(3), rational(2)))


@pytest.mark.parametrize("found", [3, (3, 2, 1), sp.zeros(3, 3)])
def test_a_shape_has_two_numbers(found: object):
    with pytest.raises(StudentError, match=r"a shape has two; write \(rows, columns\)"):
        read_answer(SHAPE, found)


@pytest.mark.parametrize(
    "found",
    [
        ["x", "y**2"],
        ("x", "y**2"),
        {"x", "y**2"},
        "[x, y**2]",
        "x, y**2",
        "{x, y**2}",
        "(x, y**2)",
        [["x"], ["y**2"]],
        sp.Matrix(sp.sympify(["x", "y**2"])),
        set(sp.sympify(["x", "y**2"])),
    ],
)
def test_terms_are_read_from_every_form(found: object):
    x, y = symbol("x"), symbol("y")
    assert read_answer(TERMS, found) == ArrayAnswer((2,), (x, y**2))


@pytest.mark.parametrize(
    "found", ["x, 2*(x + y)", "{x, 2*(x + y)}", " {x,\n 2*(x + y)} ", "(x), 2*(x + y)"]
)
def test_brackets_within_the_terms_of_a_text_stay(found: str):
    x, y = symbol("x"), symbol("y")
    assert read_answer(TERMS, found) == ArrayAnswer((2,), (x, 2 * (x + y)))


def test_a_sum_is_no_list_of_terms():
    with pytest.raises(StudentError, match="one formula was found; a list of terms was expected"):
        read_answer(TERMS, "x + y**2")


def test_a_set_is_no_matrix():
    with pytest.raises(StudentError, match="a set was found, which has no order"):
        read_answer(JACOBIAN, {1, 2})


def test_numbers_may_not_contain_names():
    with pytest.raises(StudentError, match="x"):
        read_answer(NUMBERS, "2*x")


@pytest.mark.parametrize("found", ["2*sqrt(5)", 2 * sp.sqrt(5)])
def test_numbers_may_be_exact(found: object):
    assert read_answer(NUMBERS, found).shape == ()


def test_a_function_is_tried_at_once():
    answer = read_answer(FUNCTION, lambda v: 2 * v)
    assert isinstance(answer, OutputsAnswer)
    assert [output.shape for output in answer.outputs] == [(2,)]


def test_a_piecewise_may_stand_in_a_matrix():
    x, y = sp.symbols("x y")
    step = sp.Piecewise((x, x > 0), (0, True)).diff(x)
    answer = read_answer(JACOBIAN, sp.Matrix([[y, step], [1, 1]]))
    assert isinstance(answer, ArrayAnswer)
    assert [str(entry) for entry in answer.entries] == ["y", "heaviside(x)", "1", "1"]
