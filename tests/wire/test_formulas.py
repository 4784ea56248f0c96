from __future__ import annotations

import pytest
from hypothesis import given

from grader.errors import StudentError
from grader.expression import DIGITS, MANY, Expression, apply, decimal, rational, symbol
from grader.expression.limits import DEPTH, EXPONENT, NODES
from grader.wire.formulas import NAME, expressions, rows
from tests.formulas import formulas

X = ["sym", "x"]
x = symbol("x")


@given(formulas)
def test_rows_read_back_as_the_same_formula(formula: Expression):
    table, [place] = rows([formula])
    assert expressions(table)[place] is formula


def test_formulas_share_their_rows():
    table, places = rows([x**2, apply("sin", x**2)])
    assert table == [["sym", "x"], ["rat", "2", "1"], ["pow", 0, 1], ["sin", 2]]
    assert places == [2, 3]


def test_each_kind_of_atom_is_read():
    table = [["rat", "-6", "4"], ["dec", "0.1"], X, ["const", "pi"]]
    assert [str(each) for each in expressions(table)] == ["-3/2", "0.1", "x", "pi"]


def test_rows_at_every_limit_are_read():
    deep = [X, *(["sin", place] for place in range(DEPTH))]
    assert len(expressions(deep)) == DEPTH + 1
    assert len(expressions([X] * NODES)) == NODES
    assert len(expressions([X, ["add", *[0] * MANY]])) == 2
    digits = "9" * DIGITS
    assert expressions([["rat", f"-{digits}", digits]]) == [rational(-1)]
    assert expressions([["sym", "x" * NAME]])
    assert expressions([X, ["rat", str(EXPONENT), "1"], ["pow", 0, 1]])[2] is x**EXPONENT


@pytest.mark.parametrize(
    "table",
    [
        None,
        {},
        "rows",
        [None],
        [[]],
        [{}],
        ["sym"],
        [["sym"]],
        [["sym", "x", "y"]],
        [["sym", 1]],
        [["sym", ""]],
        [["sym", "x y"]],
        [["sym", "1x"]],
        [["sym", "\ud800"]],
        [["sym", "x" * (NAME + 1)]],
        [["rat", "1"]],
        [["rat", 1, 2]],
        [["rat", "1", "0"]],
        [["rat", "1", "-2"]],
        [["rat", "1.5", "2"]],
        [["rat", "1_0", "2"]],
        [["rat", " 1", "2"]],
        [["rat", "٣", "2"]],
        [["rat", "9" * (DIGITS + 1), "1"]],
        [["rat", "1", "9" * (DIGITS + 1)]],
        [["dec", "nan"]],
        [["dec", "1e401"]],
        [["dec", 0.1]],
        [["dec", "0.", "1"]],
        [["const", "e"]],
        [["const", "i", "i"]],
        [X, ["sin", 1]],
        [X, ["sin", -1]],
        [X, ["sin", True]],
        [X, ["sin", 0.0]],
        [X, ["sin", "0"]],
        [X, ["sin"]],
        [X, ["sin", 0, 0]],
        [["sin", 0]],
        [X, ["pow", 0]],
        [X, ["add"]],
        [X, ["add", *[0] * (MANY + 1)]],
        [X, ["rational", 0]],
        [X, ["eval", 0]],
        [X, [["sin"], 0]],
        [X, [None, 0]],
        [X] * (NODES + 1),
        [X, *(["sin", place] for place in range(DEPTH + 1))],
        [X, ["rat", str(EXPONENT + 1), "1"], ["pow", 0, 1]],
        [X, ["dec", "-1e5"], ["pow", 0, 1]],
    ],
)
def test_everything_else_is_refused(table: object):
    with pytest.raises(StudentError):
        expressions(table)


def test_a_decimal_keeps_its_text():
    assert rows([decimal("0.10")]) == ([["dec", "0.10"]], [0])
