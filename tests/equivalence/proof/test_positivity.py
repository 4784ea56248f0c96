from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.domain import Domain
from grader.equivalence.proof.positivity import UNKNOWN, Positivity
from grader.text import parse
from tests.equivalence.pairs import proved
from tests.equivalence.samples import value


@pytest.mark.parametrize(
    ("text", "ranges", "expected"),
    [
        ("1 + (x**2 - 3*x)**2", {}, (1, True)),
        ("(x*y)**2 + sin(x)**4", {}, (1, False)),
        ("-exp(x) - 2", {}, (-1, True)),
        ("1 - x**2", {}, UNKNOWN),
        ("x*y", {"x": "positive", "y": "negative"}, (-1, True)),
        ("x*y", {"x": "nonnegative", "y": "negative"}, (-1, False)),
        ("x**3", {"x": "negative"}, (-1, True)),
        ("sqrt(x) + 1", {}, (1, True)),
        ("Abs(x) + pi", {}, (1, True)),
        ("x**0 + 0", {}, (1, True)),
        ("1/x**2", {}, (1, True)),
        ("x**y", {}, UNKNOWN),
        ("sin(x)", {}, UNKNOWN),
    ],
)
def test_the_sign_that_a_form_shows(
    text: str, ranges: Mapping[str, str], expected: tuple[int, bool]
):
    assert Positivity(Domain.of(ranges)).sign(parse(text)) == expected


@given(st.fractions(-3, 3, max_denominator=5))
def test_a_sign_holds_at_every_point(x: Fraction):
    for text in ("1 + (x**2 - 3*x)**2", "-exp(x) - Abs(x)", "(x - 1)**2/(x**2 + 2)"):
        expression = parse(text)
        sign, strict = Positivity(Domain()).sign(expression)
        found = value(expression, {"x": x})
        assert found is not None
        assert found * sign > 0 or (found == 0 and not strict)


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("asin((x**2 - 3*x)/sqrt((x**2 - 3*x)**2 + 1))", "atan(x**2 - 3*x)"),
        ("log((1 + x**2*y**4 + (x + y)**2)**2)/2", "log(1 + x**2*y**4 + (x + y)**2)"),
        ("sqrt((x*y - x)**2 + 1)**2", "(x*y - x)**2 + 1"),
        ("log(2*Abs(x))*sign(x)/(log(Abs(x))*Abs(x) + log(2)*Abs(x))", "sign(x)/Abs(x)"),
    ],
)
def test_a_sum_of_squares_stays_positive_when_it_is_written_out(student: str, reference: str):
    assert proved(student, reference)
