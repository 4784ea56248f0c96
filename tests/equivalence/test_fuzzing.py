"""Random formulas: no verdict on them is wrong, and the one who says so would notice if it were.

Every expectation about the evaluator and the judge was worked out by hand.
"""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from mpmath import mp

from benchmarks.fuzzing.__main__ import main
from benchmarks.fuzzing.evaluator import Evaluator, UnsureError, inexact
from benchmarks.fuzzing.judge import Judge
from benchmarks.fuzzing.run import Tally, pair, tried
from grader.domain import Domain
from grader.expression import Expression
from grader.text import parse
from grader.verdict import Certificate, Status, Verdict, Witness

SMALL_RUN = 1000
EVERYWHERE, ALMOST, NAMED = (
    Verdict(Status.PROVED, certificate=Certificate("normal form", scope))
    for scope in ("everywhere", "almost everywhere", "where both are defined, excluding n - 1 = 0")
)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SMALL_RUN, 250))
def test_no_verdict_on_a_random_pair_is_wrong(first: int):
    tally = tried(range(first, first + 250))
    assert not tally.faults
    assert tally.pairs == sum(tally.verdicts.values()) == 250
    assert tally.unseen < 25


def _opinion(student: str, reference: str, verdict: Verdict, **ranges: str) -> str:
    pair = parse(student), parse(reference)
    return Judge(*pair, Domain.of(ranges), Random(1)).opinion(verdict).fault  # noqa: S311 - repeatable


@pytest.mark.parametrize(
    ("student", "reference"),
    [
        ("sin(x)", "cos(x)"),
        ("x*(1 + 1e-30)", "x"),
        ("sqrt(x**2)", "x"),
        ("x + 0*log(x)", "x"),
        ("x + Heaviside(x - 12345678)", "x"),
        ("x + Max(0, (x - 7)*(7.1 - x))", "x"),
    ],
)
def test_a_false_proof_is_noticed(student: str, reference: str):
    assert "they differ around x=" in _opinion(student, reference, ALMOST)


def test_what_differs_on_a_null_set_alone_is_no_false_proof():
    assert not _opinion("sign(x)**2", "1", ALMOST)
    assert not _opinion("x**2/x", "x", ALMOST)
    assert not _opinion("x", "exp(log(x))", EVERYWHERE)


def test_a_scope_is_not_everywhere_if_a_point_was_left_out():
    assert "they differ at x=0" in _opinion("sign(x)**2", "1", EVERYWHERE)
    assert "they differ at x=0" in _opinion("x**2/x", "x", EVERYWHERE)


def test_a_difference_at_one_integer_is_a_false_proof_and_a_named_hole_is_not():
    assert _opinion("sign(n)**2", "1", ALMOST, n="integer")
    assert _opinion("(n**2 - 1)/(n - 1)", "n + 1", ALMOST, n="integer")
    assert not _opinion("(n**2 - 1)/(n - 1)", "n + 1", NAMED, n="integer")


@pytest.mark.parametrize(
    ("student", "reference", "place", "says", "gap", "fault"),
    [
        ("2*x", "x", "3", "6", "2.99", ""),
        ("2*x", "x", "3", "6", "3.01", "the gap is 3.0"),
        ("2*x", "x", "-3", "-6", "2.99", "not in the domain"),
        ("2*x", "log(1 - x)", "3", "6", "1", "the reference is not defined"),
        ("log(1 - x)", "x", "3", "undefined", "", ""),
        ("log(1 + x)", "x", "3", "undefined", "", "in one opinion alone"),
        ("log(1 - x)", "x", "3", "1", "1", "in one opinion alone"),
        ("x + 0/(x - 3)", "x", "3", "undefined", "", "it is another thing at"),
        ("x*sign(x - 3)**2", "x", "3", "0", "2.99", "there is no difference at"),
    ],
)
def test_a_false_witness_is_noticed(  # noqa: PLR0913, PLR0917 - one row of a table
    student: str, reference: str, place: str, says: str, gap: str, fault: str
):
    witness = Witness((("x", place),), says, "", gap)
    found = _opinion(student, reference, Verdict(Status.REFUTED, witness), x="positive")
    assert fault in found
    assert bool(fault) is bool(found)


@pytest.mark.parametrize(
    ("text", "place", "value"),
    [
        ("(-x)**(1/3)", "8", Fraction(-2)),
        ("x**0", "0", Fraction(1)),
        ("x**(0**3)", "0", Fraction(1)),
        ("x**(0**2 + 2)", "-3", Fraction(9)),
        ("acot(0*x)*2/pi", "5", Fraction(1)),
        ("Heaviside(x)", "0", Fraction(1, 2)),
        ("atan2(0, x)/pi", "-2", Fraction(1)),
        ("re(exp(I*pi*x))", "3", Fraction(-1)),
        ("0*log(x)", "-1", None),
        ("1/(x - 2)", "2", None),
        ("sqrt(x)**2", "-1", None),
        ("asin(x)", "2", None),
        ("x**pi", "-1", None),
        ("x**sqrt(4)", "-1", None),
        ("tan(0*x)/x", "0", None),
    ],
)
def test_the_evaluator_knows_values_and_where_there_are_none(
    text: str, place: str, value: Fraction | None
):
    found = Evaluator(parse(text), frozenset()).at({"x": Fraction(place)}, 50)
    if value is None:
        assert found is None
    else:
        with mp.workdps(50):
            assert abs(inexact(found) - inexact(value)) < mp.mpf(10) ** -45


@pytest.mark.parametrize(
    "text",
    [
        "sign(sin(pi*x))",
        "1/(sqrt(2)**2 - 2*x)",
        "exp(exp(100*x))",
        "atan2(x - 1, log(x))",  # the origin
        "atan2(log(x), -x)",  # from above or from below
    ],
)
def test_the_evaluator_says_when_it_is_not_sure(text: str):
    with pytest.raises(UnsureError):
        Evaluator(parse(text), frozenset()).at({"x": Fraction(1)}, 50)


def test_a_whole_exponent_needs_a_variable_that_stands_for_integers():
    point = {"x": Fraction(-2), "n": Fraction(2)}
    assert Evaluator(parse("x**(2*n + 1)"), frozenset("n")).at(point, 30) == -32
    assert Evaluator(parse("x**n"), frozenset()).at(point, 30) is None
    with pytest.raises(UnsureError):
        Evaluator(parse("x**(n/2)"), frozenset("n")).at(point, 30)


def _texts(number: int) -> tuple[str, str, dict[str, str]]:
    student, reference, ranges = pair(number)
    return str(student), str(reference), ranges


def test_pairs_are_made_from_their_numbers_alone():
    there = [_texts(number) for number in range(30)]
    back = [_texts(number) for number in reversed(range(30))]
    assert there == back[::-1]
    assert len({text for text, _, _ in there}) > 20


def test_a_run_can_be_split():
    whole, parts = tried(range(60)), [tried(range(20)), tried(range(20, 60))]
    assert sum(parts, Tally()) == whole


def test_the_program_counts_and_fails_if_a_verdict_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert main(["--count", "40", "--workers", "1"]) == 0
    assert capsys.readouterr().out.startswith("40 mutations: ")

    def lies(student: Expression, reference: Expression, _: Domain) -> Verdict:
        assert student is not reference
        return EVERYWHERE

    monkeypatch.setattr("benchmarks.fuzzing.run.compare", lies)
    assert main(["--count", "40", "--workers", "1"]) == 1
    assert "they differ at" in capsys.readouterr().out
