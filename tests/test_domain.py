from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.domain import REAL, Domain, Range
from grader.errors import ConfigError


def inside(text: str, value: str) -> bool:
    return Range.parse(text).contains(Fraction(value))


@pytest.mark.parametrize(
    ("text", "members", "others"),
    [
        ("real", "-5 0 1/2", ""),
        ("positive", "1/9 7", "0 -1"),
        ("nonnegative", "0 3", "-1/9"),
        ("negative", "-1/9", "0 1"),
        ("integer", "-3 0 4", "1/2 -7/3"),
        ("(0, 1]", "1/2 1", "0 2 -1"),
        ("[0, 1)", "0 1/2", "1"),
        ("[-1/2, 1/2]", "-1/2 0 1/2", "2/3 -1"),
        ("(1, oo)", "2 1000", "1 0"),
        ("(-oo, 0.5)", "-9 0", "1/2 1"),
        (" ( 0 , 1 ) ", "1/2", "0 1"),
        ("!= 0", "1 -1", "0"),
        ("!=1/2", "0 1", "1/2"),
    ],
)
def test_a_range_contains_what_its_text_says(text: str, members: str, others: str):
    assert all(inside(text, value) for value in members.split())
    assert not any(inside(text, value) for value in others.split())


@pytest.mark.parametrize(
    "text",
    ["", "complex", "(1, 0)", "[1, 1]", "(0, 1", "0, 1", "(a, b)", "!= x", "(0, 1/0)", "!= 1/0",
     "(oo, 1)", "(0, 1, 2)", "> 0", "(0, 1e999999999)", "!= 1/1e999999999", "(1/2/3, 1)"],
)  # fmt: skip
def test_what_is_no_range_is_refused_and_named(text: str):
    with pytest.raises(ConfigError):
        Range.parse(text)


@given(st.fractions(), st.fractions(min_value="1/1000"), st.fractions())
def test_an_interval_contains_what_lies_between_its_ends(
    low: Fraction, width: Fraction, value: Fraction
):
    found = Range.parse(f"[{low}, {low + width})")
    assert found.contains(value) == (low <= value < low + width)


def test_a_variable_that_is_not_named_is_real():
    domain = Domain.of({"x": "positive"})
    assert domain["x"] == Range(lower=Fraction(0))
    assert domain["y"] == REAL
    assert list(domain) == ["x"]
    assert len(domain) == 1


def test_only_named_variables_are_in_a_domain():
    domain = Domain.of({"x": "positive"})
    assert "x" in domain
    assert "y" not in domain


def test_the_order_of_declaration_does_not_matter():
    first = Domain.of({"x": "positive", "y": "integer"})
    second = Domain.of({"y": "integer", "x": "positive"})
    assert first == second
    assert hash(first) == hash(second)
