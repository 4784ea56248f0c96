"""Pairs that a careless prover would prove: what vanishes only in part, and rules that divide.

Each differs from its reference in a region that samples do not reach, or is undefined there. An
honest verdict is REFUTED or UNDECIDED.
"""

import pytest

from grader.verdict import Status
from tests.equivalence.pairs import proved, verdict

FAR = "(1000000000 - x)"
PART = f"Max({FAR}, 0)"
SEVENTHS = "(cos(pi/7) - cos(2*pi/7) + cos(3*pi/7) - 1/2)"
EIGHTHS = "(log((x**2 + 2*x - 1)**2) - log((x - tan(pi/8))**2) - log((x + 1/tan(pi/8))**2))"
THOUSANDTH = "(exp(log(x)/1000)**1000 - x + Max(x - 1, 0))"
POSITIVE, INTEGER = {"x": "positive"}, {"n": "integer"}


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        (f"x*{THOUSANDTH}/{THOUSANDTH}", "x", POSITIVE),
        (f"sign{THOUSANDTH}**2", "1", POSITIVE),
        (f"x*({SEVENTHS} + Max(x, 0))/({SEVENTHS} + Max(x, 0))", "x", {}),
        (f"x*({EIGHTHS} + Max(x - 1, 0))/({EIGHTHS} + Max(x - 1, 0))", "x", {}),
        (f"acot({PART}) + {PART}/{PART} - 1", f"acot({PART})", {}),
        ("0*Max(x, 0)**n", "0", INTEGER),
        ("0*0**n", "0", INTEGER),
        ("x + 0*x**(n/2)", "x", INTEGER),
        ("x + 0*x**pi + n", "x + n", INTEGER),
        ("0", "0**(n + 2)", INTEGER),
        ("sign(x*(n - 7))**2", "1", INTEGER),
        ("sign(n*x + m)**2", "1", {"n": "integer", "m": "integer"}),
        ("sign((n**2 - 1000*n + 241351)*(x**251 + x**3 + 1))**2", "1", INTEGER),
        ("acot(n - 7)", "-acot(7 - n)", INTEGER),
        (f"0*sqrt(y*sqrt({PART})) + y", f"0*sqrt(y*sqrt({PART})) + Abs(y)", {}),
        ("0*sqrt((y - 2)*sqrt(Max(x, 0))) + y - 2", "0*sqrt((y - 2)*sqrt(Max(x, 0))) + Abs(y - 2)",
         {"x": "(-1000000000, 1)"}),
        (f"0*sqrt({FAR} + Abs{FAR}) + 0*sqrt(y*({FAR} + Abs{FAR})) + y",
         f"0*sqrt({FAR} + Abs{FAR}) + 0*sqrt(y*({FAR} + Abs{FAR})) + Abs(y)", {}),
        ("x + 0*I*log(x)", "x", {}),
        ("x*(log(x) + I)**0", "x", {}),
        ("0*I*x**(1/2)", "0", {}),
        ("exp(I*log(x))*0", "0", {}),
    ],
)  # fmt: skip
def test_what_holds_only_in_part_is_not_proved(
    student: str, reference: str, domain: dict[str, str]
):
    assert not proved(student, reference, domain)


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("asin(sign(x)) + 1/(x - 1) - 1/(x - 1)", "pi*sign(x)/2"),
        ("acot(x - x) + 1/(x - 1) - 1/(x - 1)", "pi/2"),
    ],
)
def test_a_rule_that_divides_by_zero_where_the_form_does_not_refutes_nothing(
    student: str, reference: str
):
    assert verdict(student, reference).status is not Status.REFUTED


def test_a_single_point_at_which_the_reference_has_a_value_refutes_nothing():
    found = verdict(
        "sqrt((x - 1)*x)*Max(x, 0)/Max(x, 0)", "sqrt((x - 1)*x)*(1 + 0*sqrt(x))", {"x": "(-1, 1)"}
    )
    assert found.status is Status.UNDECIDED


def test_exponents_whose_denominators_hold_the_same_root_are_compared():
    shared = "1/x**(1/3) + x + 1/x**2"
    student, reference = f"exp(atan(x)/({shared}))", f"exp(atan(x)/({shared} + Heaviside(x - 100)))"
    assert proved(f"{student}*{reference}", f"{reference}*{student}")
    assert verdict(student, f"exp(atan(x)/({shared})*1)").status is Status.PROVED
    assert verdict(f"{student} + 1e-25", reference).status is Status.REFUTED


def test_a_witness_has_a_gap_that_can_be_written():
    power = "x**(-(1 + 1/1000000000000000000000000000000))"
    found = verdict("sech(cosh(y*(3 + x)/x*E))", f"sech(cosh(y*(3 + x)*{power}*E))")
    assert found.status is Status.REFUTED
    assert found.witness is not None
    assert found.witness.gap != "0"
