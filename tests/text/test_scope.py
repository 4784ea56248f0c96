from __future__ import annotations

import pytest

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import apply, constant, rational, symbol
from grader.text.scope import Scope

x, y = symbol("x"), symbol("y")
COLUMN = ArrayAnswer((2, 1), (x, y))
scope = Scope(
    frozenset({"x", "y", "c2"}),
    functions={"s": lambda z: apply("tanh", z)},
    arrays={"s": lambda: COLUMN, "v": lambda: COLUMN},
)


def test_a_name_is_an_array_a_variable_or_a_constant():
    assert scope.variable("v") == COLUMN
    assert scope.variable("x") is x
    assert scope.variable("π") is scope.variable("pi") is constant("pi")
    assert scope.variable("e") is scope.variable("E") is apply("exp", rational(1))


def test_a_name_may_be_both_a_function_and_an_array():
    assert scope.variable("s") == COLUMN
    assert scope.call("s", [x]) is apply("tanh", x)


def test_a_function_of_a_vector_is_taken_entry_by_entry():
    expected = ArrayAnswer((2, 1), (apply("tanh", x), apply("tanh", y)))
    assert scope.call("s", [COLUMN]) == expected
    assert scope.call("tanh", [COLUMN]) == expected


def test_an_array_is_made_only_when_it_is_asked_for():
    def fail() -> ArrayAnswer:
        raise AssertionError

    assert Scope(frozenset({"x"}), arrays={"W": fail}).variable("x") is x


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("xy", "write x*y, or use c2, s, v, x and y"),
        ("xyx", "write x*y*x, or"),
        ("c2x", "write c2*x, or"),
        ("x2", "write x*2, or"),
        ("sinx", "write sin(x), or"),
        ("q", "use c2, s, v, x and y"),
        ("xsin", "write x*sin(...), or"),
        ("j", "write I for the imaginary unit, or use c2"),
        ("x" * 10_000, "use c2, s, v, x and y"),
    ],
)
def test_an_unknown_name_is_answered_with_what_it_may_mean(name: str, advice: str):
    with pytest.raises(StudentError, match="is unknown here") as refused:
        scope.variable(name)
    assert refused.value.help.startswith(advice)


@pytest.mark.parametrize("name", ["sin", "sqrt", "Matrix"])
def test_a_function_needs_parentheses(name: str):
    with pytest.raises(StudentError, match="without parentheses"):
        Scope(None).variable(name)


@pytest.mark.parametrize(
    ("name", "count", "message"),
    [
        ("x", 1, r"x is a variable"),
        ("v", 1, r"v is a variable"),
        ("q", 1, r"the function q is unknown"),
        ("xsin", 1, r"write x\*sin"),
        ("diff", 2, r"finish the differentiation"),
        ("integrate", 2, r"integrate was found, which is not worked out; work it out"),
        ("det", 1, r"det was found, which is not worked out; work it out"),
        ("sin", 2, r"sin with 2 arguments was found; it takes 1"),
        ("s", 0, r"s with 0 arguments"),
        ("atan2", 1, r"atan2 with 1 arguments was found; it takes 2"),
        ("hadamard", 3, r"hadamard with 3 arguments"),
    ],
)
def test_a_call_that_means_nothing_is_refused(name: str, count: int, message: str):
    with pytest.raises(StudentError, match=message):
        scope.call(name, [x] * count)


def test_functions_of_several_numbers_take_no_vectors():
    with pytest.raises(StudentError, match="max of a vector"):
        scope.call("max", [COLUMN, x])


def test_the_imaginary_unit_is_no_function_without_parentheses():
    assert scope.variable("I") is constant("i")
    with pytest.raises(StudentError, match="the name xI is unknown here; use c2"):
        scope.variable("xI")


def test_a_size_is_a_number_and_says_how_large_a_matrix_is():
    sized = Scope(frozenset(), sizes={"n": 2})
    assert sized.variable("n") is symbol("n")
    assert sized.call("ones", [symbol("n"), rational(1)]).shape == (2, 1)
    with pytest.raises(StudentError, match="n is a variable, but parentheses follow"):
        sized.call("n", [x])


def test_signs_combine_values():
    assert scope.combine("-", x) is -x
    assert scope.combine("[]", x, y) == ArrayAnswer((2,), (x, y))
    with pytest.raises(StudentError, match="an exponent beyond"):
        scope.combine("**", x, rational(10**6))


def test_a_question_without_names_still_gives_advice():
    with pytest.raises(StudentError, match="the function q is unknown here; write it in functions"):
        Scope(frozenset()).call("q", [])


@pytest.mark.parametrize("name", ["Pi", "i"])
def test_where_no_name_is_offered_an_unknown_one_is_still_answered_in_whole_words(name: str):
    with pytest.raises(StudentError, match="is unknown here") as refused:
        Scope(frozenset()).refuse(name)
    advice = {"Pi": "only numbers are asked for", "i": "write I for the imaginary unit"}
    assert refused.value.help == advice[name]
