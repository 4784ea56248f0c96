"""What is zero in disguise is never taken for something that is zero on a null set alone.

A formula and another form of it differ by nothing, so that max(x - a, 0) + (other - formula) is
zero on the half line below a. What divides by it is not defined there, and its sign is zero.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.fuzzing.evaluator import Evaluator, UnsureError
from benchmarks.fuzzing.formulas import formula
from benchmarks.fuzzing.rewritings import rewritten
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression, apply, rational
from grader.verdict import Status
from tests.equivalence.samples import log, sign, x, z

FAR = -1000
"""The half line begins where no sample that is not looking for it comes."""

numbers = st.integers(0, 10**9)
fewer = settings(max_examples=settings.default.max_examples // 2)


def _has_a_value(expression: Expression) -> bool:
    """Whether there is a value at some points of the half line, and so around them."""
    evaluator = Evaluator(expression, frozenset())
    found = 0
    for place in (Fraction(-100003, 97), Fraction(-150001, 89), Fraction(-200003, 83)):
        for other in (Fraction(13, 11), Fraction(-17, 13)):
            with suppress(UnsureError):
                found += evaluator.at({"x": place, "y": other}, 60) is not None
    return found > 0


def _gate(number: int) -> Expression:
    """An expression that is zero for x < FAR, and x - FAR beyond."""
    source = Random(number)  # noqa: S311 - repeatable
    plain = formula(source, ["x", "y"], source.randint(1, 3))
    other = rewritten(plain, source)
    assume(other is not None)
    nothing = other - plain
    assume(_has_a_value(nothing))
    return nothing + apply("max", x - FAR, rational(0))


@fewer
@given(numbers)
def test_a_quotient_that_is_undefined_on_a_half_line_is_not_proved(number: int):
    gate = _gate(number)
    assert compare(x * gate / gate, x, Domain()).status is not Status.PROVED


@fewer
@given(numbers)
def test_a_sign_that_is_zero_on_a_half_line_is_not_proved_to_be_one(number: int):
    gate = _gate(number)
    assert compare(sign(gate) ** 2, rational(1), Domain()).status is not Status.PROVED


@fewer
@given(numbers)
def test_a_logarithm_that_is_undefined_on_a_half_line_is_not_proved_to_matter_nowhere(number: int):
    gate = _gate(number)
    assert compare(x + 0 * log(gate), x, Domain()).status is not Status.PROVED


@fewer
@given(numbers)
def test_a_condition_that_vanishes_on_a_half_line_says_nothing_about_a_factor(number: int):
    condition = 0 * (z * _gate(number)) ** Fraction(1, 2)
    student, reference = condition + z, condition + apply("abs", z)
    assert compare(student, reference, Domain()).status is not Status.PROVED
