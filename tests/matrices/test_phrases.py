from __future__ import annotations

import pytest

from grader.errors import StudentError
from grader.expression import rational, symbol
from grader.expression.limits import DEPTH
from grader.matrices.phrases import Kind, Phrase, Phrases, phrase_of
from grader.text import parse_array
from grader.text.scope import Scope

TEXTS = ["2*x + y", "-x**2/y", "sin(x)*max(x, 0.5)", "[x, y]", "[[x, 1], [0, y]]", "diag(x, y).T"]


@pytest.mark.parametrize("text", TEXTS)
def test_a_tree_told_in_formulas_is_what_the_reader_reads(text: str):
    scope = Scope(frozenset({"x", "y"}))
    value = phrase_of(text).told(scope)
    expected = parse_array(text, ["x", "y"])
    assert getattr(value, "entries", (value,)) == expected.entries


@pytest.mark.parametrize("text", TEXTS)
def test_a_tree_told_in_trees_is_itself(text: str):
    phrase = phrase_of(text)
    assert phrase.told(Phrases()) == phrase


def test_equal_texts_have_equal_trees_whatever_their_spaces():
    assert phrase_of("A*( B+C )") == phrase_of("A*(B + C)")
    assert phrase_of("A*B") != phrase_of("B*A")
    assert phrase_of("2*x").arguments[0] == Phrase(Kind.NUMBER, "2", number=rational(2))


def test_names_are_those_of_variables_and_not_of_functions():
    assert phrase_of("diag(s*(1 - s))*W + ones(m, n)").names == {"s", "W", "m", "n"}
    assert phrase_of("3").names == frozenset()


def test_what_is_no_formula_is_refused_where_it_goes_wrong():
    with pytest.raises(StudentError, match="was found where a number or a name is expected") as bad:
        phrase_of("A + * B")
    *_, line, caret = bad.value.help.splitlines()
    assert line[caret.index("^")] == "*"


def test_levels_have_a_limit_and_reach_it():
    assert phrase_of("+".join("A" * DEPTH)).depth == DEPTH
    with pytest.raises(StudentError, match=f"more than {DEPTH} levels"):
        phrase_of("+".join("A" * (DEPTH + 1)))


def test_an_unknown_name_is_refused_when_it_is_told():
    phrase = phrase_of("q")
    assert phrase.told(Scope(None)) is symbol("q")
    with pytest.raises(StudentError, match="the name q is unknown"):
        phrase.told(Scope(frozenset({"x"})))
