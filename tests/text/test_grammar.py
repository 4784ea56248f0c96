from __future__ import annotations

import pytest

from grader.answer import ArrayAnswer
from grader.errors import StudentError
from grader.expression import symbol
from grader.text.grammar import NESTING, Calls, Reader
from grader.text.matrices import Value
from grader.text.scope import Scope

x, y = symbol("x"), symbol("y")
scope = Scope(frozenset({"x", "y"}), arrays={"A": lambda: ArrayAnswer((1, 2), (x, y))})


def read(text: str) -> object:
    return Reader(text, scope).read()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("-x**2", "-x**2"),
        ("2**-x", "2**(-x)"),
        ("x**y**2", "x**(y**2)"),
        ("x/y*2", "x*2/y"),
        ("x/y/2", "x/(y*2)"),
        ("x - y - 2", "x - y - 2"),
        ("x - (y - 2)", "x - (y - 2)"),
        ("--x", "-(-x)"),
        ("+x", "x"),
        ("2*+x", "2*x"),
        ("2*-x*y", "2*(-x)*y"),
        ("2/3*x", "2*x/3"),
    ],
)
def test_signs_bind_as_in_python(text: str, written: str):
    assert str(read(text)) == written


def test_matrix_signs_are_read():
    assert read("A.T") == ArrayAnswer((2, 1), (x, y))
    assert read("A @ A.T") == ArrayAnswer((1, 1), (x * x + y * y,))
    assert read("A.T.T") == ArrayAnswer((1, 2), (x, y))
    assert read("A ⊙ A") == read("A∘A") == ArrayAnswer((1, 2), (x * x, y * y))


@pytest.mark.parametrize(
    "text",
    ["(" * NESTING + "x" + ")" * NESTING, "-" * NESTING + "x", "x" + "**x" * NESTING],
)
def test_nesting_has_a_limit_and_reaches_it(text: str):
    assert read(text)
    deeper = text.replace("x", "(x)", 1) if text.startswith("(") else f"({text})"
    with pytest.raises(StudentError, match="levels of parentheses"):
        read(deeper)


@pytest.mark.parametrize(
    ("text", "under"),
    [
        ("x + [[x, y], [y, x]]", "+"),
        ("x*(A*A)", "*A)"),
        ("x/0", "/"),
        ("sin(q)", "q"),
        ("x + foo(2)", "foo"),
        ("[x, A]", "["),
        ("x)", ")"),
        ("x*/y", "/"),
        ("2x", "x"),
        ("A[0]", "["),
        ("x + A⊙x", "⊙x"),
    ],
)
def test_the_caret_stands_where_the_trouble_is(text: str, under: str):
    with pytest.raises(StudentError) as refused:
        read(text)
    *_, line, caret = refused.value.help.splitlines()
    assert line[caret.index("^") :].startswith(under)


@pytest.mark.parametrize("text", ["", "  ", "x +", "(", ")", "()", "(x", "[x", "x,,y", "*", "x y"])
def test_what_is_no_formula_is_refused(text: str):
    with pytest.raises(StudentError):
        read(text)


SHARED = ("sin(x + y)*(1 - sin(x + y))", "sin(x + y)", "(sin(x + y))*atan2(x, sin(x + y))")


def test_formulas_that_share_their_calls_mean_what_each_means_alone():
    calls: Calls[Value] = {}
    found = [Reader(text, Scope(None), calls).read() for text in SHARED]
    assert found == [Reader(text, Scope(None)).read() for text in SHARED]
    assert {text for _, text in calls} == {"sin(x + y)", "atan2(x, sin(x + y))"}


def test_a_call_is_refused_for_its_depth_though_it_was_read_before():
    calls: Calls[Value] = {}
    deep = "(" * (NESTING - 2) + "x" + ")" * (NESTING - 2)
    Reader(f"sin({deep})", Scope(None), calls).read()
    with pytest.raises(StudentError, match="levels of parentheses"):
        Reader(f"((sin({deep})))", Scope(None), calls).read()


@pytest.mark.parametrize("text", ["sin(x", "sin(x))", "sin)x(", "sin(x + )"])
def test_what_is_refused_alone_is_refused_among_others_with_the_same_words(text: str):
    with pytest.raises(StudentError) as alone:
        Reader(text, Scope(None)).read()
    with pytest.raises(StudentError) as among:
        Reader(text, Scope(None), {}).read()
    assert str(among.value) == str(alone.value)
