from decimal import Decimal
from fractions import Fraction

from flint import arb, fmpq, fmpz
from hypothesis import given
from hypothesis import strategies as st

from grader.equivalence.search.balls import UNDEFINED
from grader.equivalence.search.numerals import ball_text, gap_text

NOTHING = fmpq(0)


def test_values_are_written_without_trailing_zeros():
    assert ball_text(fmpq(-12), NOTHING) == "-12"
    assert ball_text(fmpq(1, 4), NOTHING) == "0.25"
    assert ball_text(arb(5) ** fmpz(300), NOTHING) == "4.90909346529773e+209"
    assert ball_text(arb(0, 1e-30), NOTHING) == "0"
    assert ball_text(UNDEFINED, NOTHING) == "undefined"


def test_a_value_that_is_not_real_shows_both_parts():
    assert ball_text(fmpq(1), fmpq(-2)) == "1 - 2*i"
    assert ball_text(fmpq(0), fmpq(1, 4)) == "0 + 0.25*i"


@given(st.fractions().filter(bool))
def test_a_gap_is_never_overstated(gap: Fraction):
    text = gap_text([fmpq(gap.numerator, gap.denominator)])
    assert abs(gap) * Fraction(99, 100) < Fraction(Decimal(text)) <= abs(gap)


def test_a_ball_gives_its_least_distance_from_zero():
    assert gap_text([arb(-3, 0.5)]) == "2.49"
    assert gap_text([fmpq(1, 10), arb(2, 1)]) == "0.999"


def test_huge_and_tiny_gaps_are_written():
    assert Fraction(Decimal(gap_text([arb(2) ** fmpz(-5000)]))) <= Fraction(1, 2**5000)
    assert gap_text([arb(2) ** fmpz(10**9)]) == "4.61E+301029995"


def test_a_gap_beyond_all_decimals_is_understated():
    assert gap_text([arb((1, 2**110))]) == "1E+10000000000000000"
    assert gap_text([arb((1, -(2**110)))]) == "0"
