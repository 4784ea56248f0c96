"""How verdicts on related pairs hang together, over all operations and domains.

A verdict may become UNDECIDED when a pair is written in another way. It never becomes the opposite.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from benchmarks.fuzzing.mutations import mutated
from benchmarks.fuzzing.run import pair
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression, apply, postorder, rational, substitute, symbol, symbols
from grader.verdict import Status, Verdict
from tests.equivalence.samples import exp, x

PROVED, REFUTED = Status.PROVED, Status.REFUTED
OPPOSITE = {PROVED, REFUTED}
NARROWER = ("positive", "negative", "(0, 1)", "(1, oo)", "[2, 3]", "(-oo, 1/2]", "!= 0")
FIFTY = range(2000, 2050)

numbers = st.integers(0, 10**9)
fewer = settings(max_examples=settings.default.max_examples // 4)


def _verdict(student: Expression, reference: Expression, ranges: dict[str, str]) -> Verdict:
    return compare(student, reference, Domain.of(ranges))


def _status(student: Expression, reference: Expression, ranges: dict[str, str]) -> Status:
    return _verdict(student, reference, ranges).status


@given(numbers)
def test_a_formula_times_one_is_never_refuted(number: int):
    _, formula, ranges = pair(number)
    assert _status(1 * formula, formula, ranges) is not REFUTED


@fewer
@given(numbers)
def test_what_equals_the_same_is_not_refuted_against_each_other(number: int):
    first, second, ranges = pair(number)
    third = mutated(second, Random(number))  # noqa: S311 - repeatable
    for a, b, c in ((first, second, third), (third, first, second), (second, third, first)):
        if _status(a, b, ranges) is _status(b, c, ranges) is PROVED:
            assert _status(a, c, ranges) is not REFUTED


@given(numbers)
def test_sides_that_are_swapped_are_refuted_only_where_one_is_undefined(number: int):
    student, reference, ranges = pair(number)
    verdicts = [_verdict(student, reference, ranges), _verdict(reference, student, ranges)]
    if {verdict.status for verdict in verdicts} == OPPOSITE:
        (witness,) = [verdict.witness for verdict in verdicts if verdict.witness]
        assert witness.student == "undefined"


@fewer
@given(numbers)
def test_names_of_variables_do_not_matter(number: int):
    student, reference, ranges = pair(number)
    new = {name: f"{letter}_{name}" for name, letter in zip(sorted(ranges), "zyxw", strict=False)}
    names = {symbol(old): symbol(name) for old, name in new.items()}
    renamed = [substitute(side, names) for side in (student, reference)]
    statuses = {
        _status(student, reference, ranges),
        _status(*renamed, {new[name]: among for name, among in ranges.items()}),
    }
    assert statuses != OPPOSITE


def _reversed(root: Expression) -> Expression:
    """`root` with the terms of every sum and the factors of every product in reverse order."""
    built: dict[Expression, Expression] = {}
    for part in postorder(root):
        arguments = [built[argument] for argument in part.arguments]
        if part.operation in ("add", "mul"):
            arguments.reverse()
        built[part] = apply(part.operation, *arguments) if arguments else part
    return built[root]


@fewer
@given(numbers)
def test_the_order_of_terms_and_factors_does_not_matter(number: int):
    student, reference, ranges = pair(number)
    statuses = {
        _status(student, reference, ranges),
        _status(_reversed(student), reference, ranges),
        _status(student, _reversed(reference), ranges),
    }
    assert not statuses >= OPPOSITE


@fewer
@given(numbers, st.sampled_from(NARROWER))
def test_what_is_proved_is_not_refuted_on_a_part_of_the_domain(number: int, narrower: str):
    student, reference, ranges = pair(number)
    wide = [name for name in sorted(symbols(student, reference)) if ranges[name] == "real"]
    assume(wide)
    if _status(student, reference, ranges) is PROVED:
        assert _status(student, reference, {**ranges, wide[0]: narrower}) is not REFUTED


@fewer
@given(numbers)
def test_the_same_term_and_the_same_factor_on_both_sides_do_not_matter(number: int):
    student, reference, ranges = pair(number)
    plain = _status(student, reference, ranges)
    for change in (lambda e: e + exp(x), lambda e: e * (x**2 + 1)):
        assert {plain, _status(change(student), change(reference), ranges)} != OPPOSITE


@fewer
@given(numbers, st.sampled_from((x + 1, -x, x**3, x ** rational(1, 3))))
def test_another_variable_that_takes_the_same_values_does_not_matter(
    number: int, value: Expression
):
    student, reference, ranges = pair(number)
    assume(ranges["x"] == "real")
    sides = (substitute(side, {x: value}) for side in (student, reference))
    assert {_status(student, reference, ranges), _status(*sides, ranges)} != OPPOSITE


def _plain(number: int) -> dict[str, object]:
    student, reference, ranges = pair(number)
    return asdict(_verdict(student, reference, ranges))


def test_earlier_comparisons_do_not_matter():
    there = {number: _plain(number) for number in FIFTY}
    kept = [pair(number) for number in range(3000, 3200)]
    back = {number: _plain(number) for number in reversed(FIFTY)}
    assert len(kept) == 200
    assert there == back
    assert {verdict["status"] for verdict in there.values()} >= OPPOSITE


PROGRAM = """
import json, sys
from tests.equivalence.test_metamorphic import _plain
numbers = json.loads(sys.argv[1])
print(json.dumps({str(number): _plain(number) for number in numbers}, sort_keys=True))
"""


@pytest.mark.timeout(120)
def test_two_processes_give_the_same_verdicts(root: Path):
    printed = []
    for hash_seed, numbers_in_turn in (("1", list(FIFTY)), ("271828", list(reversed(FIFTY)))):
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM, json.dumps(numbers_in_turn)],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(root)},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.append(ran.stdout)
    assert printed[0] == printed[1]
    assert json.loads(printed[0]).keys() == {str(number) for number in FIFTY}
