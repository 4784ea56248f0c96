"""The evaluator of the benchmarks reads constant exponents exactly."""

from fractions import Fraction

import pytest

from benchmarks.values import exponent
from grader.text import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [("0**2", 0), ("2*3 - 5", 1), ("2**-1", Fraction(1, 2)), ("0**0", 1), ("(1/2)**2", "1/4")],
)
def test_a_constant_of_whole_powers_is_exact(text: str, value: int | str | Fraction):
    assert exponent(parse(text)) == Fraction(value)


@pytest.mark.parametrize("text", ["0**-1", "2**(1/2)", "x", "pi"])
def test_anything_else_is_not(text: str):
    assert exponent(parse(text)) is None
