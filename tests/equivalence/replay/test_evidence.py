import subprocess
import sys
from dataclasses import replace

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.replay import replay
from grader.expression import Expression, apply, rational
from grader.verdict import Certificate, Status, Verdict, Witness
from tests.equivalence.samples import (
    REAL,
    absolute,
    atan,
    exp,
    i,
    log,
    n,
    pi,
    sign,
    sin,
    sqrt,
    tanh,
    x,
    y,
)

PROVED = Verdict(Status.PROVED, certificate=Certificate("forged"))


def refuted(student: str, gap: str, **point: str) -> Verdict:
    witness = Witness(tuple(point.items()), student, "?", gap)
    return Verdict(Status.REFUTED, witness)


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        (x**2, x),
        (sin(x) + rational(1, 10**40), sin(x)),
        (apply("asin", x / 9), atan(x / 9)),
        (x + i * y, x - i * y),
        (sqrt(x), sqrt(absolute(x))),
        (exp(1000 * x) * 2, exp(1000 * x)),
        (exp(exp(10 * x)), exp(exp(10 * x)) + 1),
        (apply("max", rational(0), (x - 1000) * (1001 - x)), 0 * x),
        (rational(10) ** 300 * x + 1, rational(10) ** 300 * x),
        (pi, rational(22, 7)),
    ],
    ids=str,
)
def test_a_witness_is_confirmed(student: Expression, reference: Expression):
    verdict = compare(student, reference, REAL)
    assert verdict.status is Status.REFUTED
    found = replay(verdict, student, reference, REAL)
    assert (found.confirmed, found.points) == (True, 1), found.text


def test_a_difference_of_any_size_is_confirmed():
    """At x = 9 the two differ by exp(exp(90)) and more, a number of 10^38 digits."""
    verdict = compare(exp(exp(x)), 2 * exp(exp(x)), Domain.of({"x": "(9, 10)"}))
    assert replay(verdict, exp(exp(x)), 2 * exp(exp(x)), REAL).confirmed
    assert not replay(refuted("?", "1e9999", x="9"), exp(exp(x)), 2 * exp(exp(x)), REAL).confirmed


@pytest.mark.parametrize(
    "forged",
    [
        refuted("9", "6.01", x="3"),
        refuted("1", "1", x="1"),
        refuted("undefined", "", x="3"),
        refuted("9", "6", x="-3"),
    ],
    ids=str,
)
def test_a_forged_witness_is_not_confirmed(forged: Verdict):
    found = replay(forged, x**2, x, Domain.of({"x": "positive"}))
    assert found.confirmed is False
    assert replay(refuted("9", "6", x="3"), x**2, x, REAL).confirmed


def test_a_witness_lies_where_everything_is_defined():
    undefined = refuted("undefined", "", x="-1")
    assert replay(undefined, log(x), log(x) + 1, REAL).confirmed is False
    assert replay(undefined, log(x), x, REAL).confirmed is True
    assert replay(undefined, log(x), x, REAL, [sqrt(x)]).confirmed is None
    assert replay(refuted("0", "0.99", x="3"), x - x, exp(log(x)) / x, REAL).confirmed is True


def test_what_the_precision_does_not_tell_is_not_confirmed():
    one = sin(x) ** 2 + exp(log(apply("cos", x) ** 2))
    found = replay(refuted("1", "0.1", x="1"), sign(one - 1), 0 * x, REAL)
    assert found.confirmed is None


@pytest.mark.parametrize(
    ("student", "reference", "domain"),
    [
        (sin(2 * x), 2 * sin(x) * apply("cos", x), {}),
        (tanh(x / 2), (exp(x) - 1) / (exp(x) + 1), {}),
        ((x**2 - 1) / (x - 1), x + 1, {}),
        (sign(x - 2) ** 2, 1 + 0 * x, {}),
        (log(x * y), log(x) + log(y), {"x": "positive", "y": "positive"}),
        ((x**n) ** 2, x ** (2 * n), {"n": "integer"}),
    ],
    ids=str,
)
def test_a_proof_is_tested_at_further_points(
    student: Expression, reference: Expression, domain: dict[str, str]
):
    among = Domain.of(domain)
    found = replay(PROVED, student, reference, among, points=30)
    assert found.confirmed is True
    assert 20 <= found.points <= 30
    assert found.text.endswith("this is a test, and no second proof")


@pytest.mark.parametrize(
    ("student", "reference", "said"),
    [
        (x**2, x, "has another value"),
        (x + rational(1, 10**60), x, "has another value"),
        (0 * log(x) + x, x, "has no value"),
    ],
    ids=str,
)
def test_a_forged_proof_is_refuted(student: Expression, reference: Expression, said: str):
    found = replay(PROVED, student, reference, REAL)
    assert found.confirmed is False
    assert said in found.text


def test_a_proof_is_tested_where_everything_is_defined():
    assert replay(PROVED, absolute(x), x, REAL, [log(x)]).confirmed is True
    assert replay(PROVED, absolute(x), x, REAL).confirmed is False
    assert replay(PROVED, x, x, REAL, [log(x) * log(-x)]).confirmed is None


def test_the_same_replay_every_time():
    assert replay(PROVED, sin(x), x, REAL) == replay(PROVED, sin(x), x, REAL)


def test_there_is_nothing_to_replay_without_evidence():
    assert replay(Verdict(Status.UNDECIDED, reason="size"), x, y, REAL).confirmed is None
    bare = replace(PROVED, certificate=None, status=Status.UNDECIDED)
    assert replay(bare, x, y, REAL).points == 0


def test_deciding_loads_neither_mpmath_nor_sympy():
    code = "import sys, grader.equivalence; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"mpmath", "sympy"} & set(ran.stdout.split())
