"""Inverse functions and angles, in terms of each other."""

import pytest

from grader.verdict import Status
from tests.equivalence.pairs import proved, verdict

NEAR = {"x": "(-1, 1)"}
POSITIVE = {"x": "positive"}


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        ("atan(x) + atan(1/x)", "pi/2", POSITIVE),
        ("atan(x) + atan(1/x)", "pi*sign(x)/2", {}),
        ("acot(x)", "pi*sign(x)/2 - atan(x)", {"x": "!= 0"}),
        ("2*atan(x)", "atan(2*x/(1 - x**2))", NEAR),
        ("2*atan(x)", "atan(2*x/(1 - x**2)) + pi", {"x": "(1, oo)"}),
        ("2*atan(x/(1 + sqrt(1 + x**2)))", "atan(x)", {}),
        ("2*atan(x)", "pi/2 - atan((1 - x**2)/(2*x))", POSITIVE),
        ("pi/2 - 2*acot((sqrt(1 - x**2) + 1)/x)", "acos(x)", {}),
        ("acos(1 - 2*x)", "2*asin(sqrt(x))", {"x": "(0, 1)"}),
        ("asec(x)", "acos(1/x)", {}),
        ("acsc(x)", "Abs(x)*(pi/2 - atan(sqrt(x**2 - 1)))/x", {}),
        ("asin(tanh(x))", "2*atan(exp(x)) - pi/2", {}),
        ("atan(x) - atan(y)", "atan((x - y)/(1 + x*y))", {**POSITIVE, "y": "positive"}),
        ("atan2(y, x)", "atan(y/x)", POSITIVE),
        ("atan2(y, x)", "pi/2 - atan(x/y)", {"y": "positive"}),
        ("atan2(y, x)", "atan(x/y) - pi/2 - 2*atan(x/y)", {"y": "negative"}),
        ("atan2(y, x)", "2*atan(y/(sqrt(x**2 + y**2) + x))", {}),
        ("atan2(3*y, 3*x)", "atan2(y, x)", {}),
        ("atan2(y, 0)", "pi*sign(y)/2", {}),
        ("atan2(0, x)", "pi", {"x": "negative"}),
        ("asin(sign(x))", "pi*sign(x)/2", {}),
        ("cos(atan2(y, x))", "x/sqrt(x**2 + y**2)", {}),
        ("sin(2*atan2(y, x))", "2*x*y/(x**2 + y**2)", {}),
        ("tan(atan2(y, x))", "y/x", {}),
        ("tan(acos(x)/2)", "sqrt((1 - x)/(1 + x))", {}),
        ("cos(atan(x)/2)", "sqrt((1 + 1/sqrt(1 + x**2))/2)", {}),
        ("sin(-3*atan(x)/2)**2", "(1 - cos(3*atan(x)))/2", {}),
        ("cos(pi*sign(x)/2 + y)", "-sin(y)*sign(x)", {}),
        ("sin(atan(x))", "x/sqrt(1 + x**2)", {}),
        ("cos(2*atan(x))", "(1 - x**2)/(1 + x**2)", {}),
        ("3*x - 4*x**3", "sin(3*asin(x))", {}),
        ("cos(y - acos(x))", "x*cos(y) + sqrt(1 - x**2)*sin(y)", {}),
        ("sin(atan2(y, x))", "y/sqrt(x**2 + y**2)", POSITIVE),
    ],
)
def test_an_identity_is_proved(student: str, reference: str, domain: dict[str, str]):
    assert proved(student, reference, domain)


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        ("atan(x) + atan(1/x)", "pi/2", {}),
        ("2*atan(x)", "atan(2*x/(1 - x**2))", {}),
        ("atan(x) + atan(y)", "atan((x + y)/(1 - x*y))", {}),
        ("atan2(y, x)", "atan(y/x)", {}),
        ("asin(x) - acos(x)", "pi/2", {}),
    ],
)
def test_an_identity_that_turns_wrong_somewhere_is_refuted(
    student: str, reference: str, domain: dict[str, str]
):
    assert verdict(student, reference, domain).status is Status.REFUTED
