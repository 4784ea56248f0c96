from __future__ import annotations

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.proof.cases import prove_in_cases
from grader.equivalence.replay import replay
from grader.equivalence.steps import Steps
from grader.text import parse
from grader.verdict import Certificate, Status


def proof(student: str, reference: str, **domain: str) -> Certificate | None:
    pair = parse(student), parse(reference)
    return prove_in_cases(*pair, Domain.of(domain), Steps(10**6))


NESTED = [
    ("max(0, 3*max(0, x) + 2)", "3*max(0, x) + 2", {}),
    ("max(0, 2*max(0, 3*max(0, x)))", "6*max(0, x)", {}),
    ("max(0, w*max(0, v*max(0, x*y + b)))", "v*w*max(0, x*y + b)",
     {"v": "positive", "w": "positive"}),
    ("max(0, u*max(0, x) + v*max(0, y))", "u*max(0, x) + v*max(0, y)",
     {"u": "positive", "v": "positive"}),
    ("max(0, max(0, x)*max(0, y)*max(0, z))", "max(0, x)*max(0, y)*max(0, z)", {}),
    ("max(max(x, x/10), max(x, x/10)/10)", "max(x, x/100)", {}),
    ("max(min(max(a*x + b, 0), 1), 0)", "min(max(a*x + b, 0), 1)", {}),
    ("sqrt(max(0, sin(x))**2)", "max(0, sin(x))", {}),
    ("abs(sin(abs(x)))", "abs(sin(x))", {}),
    ("2*Heaviside(max(0, x*y))", "1 + Heaviside(x*y)", {}),
]  # fmt: skip


@pytest.mark.parametrize(("student", "reference", "domain"), NESTED)
def test_nested_signs_are_decided_case_by_case(
    student: str, reference: str, domain: dict[str, str]
):
    pair, among = (parse(student), parse(reference)), Domain.of(domain)
    verdict = compare(*pair, among)
    assert verdict.status is Status.PROVED
    assert "cases" in verdict.certificate.method
    assert replay(verdict, *pair, among).confirmed


@pytest.mark.parametrize(("student", "reference", "domain"), NESTED)
def test_a_difference_in_one_case_is_no_proof(student: str, reference: str, domain: dict[str, str]):
    for bump in ("Heaviside(x)", "Heaviside(-x)", "max(0, x - 9)", "abs(x)", "max(0, -y)"):
        assert proof(f"{student} + 1e-30*{bump}", reference, **domain) is None


def test_what_jumps_holds_almost_everywhere_and_what_does_not_everywhere():
    assert proof("max(0, max(x, 0) + 1)", "max(x, 0) + 1").scope == "everywhere"
    assert proof("sign(max(0, x))", "Heaviside(x)").scope == "almost everywhere"


def test_exceptions_are_named():
    found = proof("abs(x)*(x - 3)/(x - 3)", "abs(x)")
    assert found.scope == "where both are defined, excluding x - 3 = 0"


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("x + 0*abs(log(x))", "x"),
        ("x + 0*abs(sqrt(x))", "x"),
        ("x + 0*sign(x)/(x + abs(x))", "x"),
        ("x*max(0, x)/max(0, x)", "x"),
        ("x + 0*abs(x)*log(x)", "x"),
        ("sign(max(0, x))**2", "1"),
        ("abs(max(0, x)*(y - 1) + min(0, x))", "max(0, x)*(y - 1) - min(0, x)"),
        ("y + 0*sqrt(y*max(0, x))", "abs(y) + 0*sqrt(y*max(0, x))"),
    ],
)
def test_what_has_no_value_in_one_case_or_holds_in_one_alone_is_not_proved(
    student: str, reference: str
):
    assert proof(student, reference) is None


def test_one_integer_is_no_null_set():
    assert proof("sign(n - 7)**2", "1", n="integer") is None
    assert proof("abs(2*Heaviside(n - 7) - 1)", "1", n="integer") is None


def test_without_signs_there_are_no_cases():
    assert proof("x + 1", "x") is None
    assert proof("abs(0*3)", "0") is None
