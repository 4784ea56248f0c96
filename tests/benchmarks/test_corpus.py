"""Generated pairs come again, are varied, and get no wrong verdict; labels follow from values."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.corpus import Pair, pairs
from benchmarks.functions import FAMILIES
from grader.domain import Domain
from grader.equivalence import compare
from grader.text import parse
from grader.verdict import Status

COUNT = 40
RIGHT = {"equal": Status.PROVED, "different": Status.REFUTED}


@pytest.fixture(scope="module")
def sample() -> list[Pair]:
    return list(islice(pairs(7), COUNT))


def test_no_pair_gets_a_wrong_verdict(sample: list[Pair]):
    for pair in sample:
        verdict = compare(parse(pair.student), parse(pair.reference), Domain.of(pair.domain))
        assert verdict.status in (RIGHT[pair.expected], Status.UNDECIDED), pair


def test_the_command_prints_the_same_pairs_in_another_process(sample: list[Pair], root: Path):
    count = 8
    ran = subprocess.run(
        [sys.executable, "benchmarks/corpus.py", "--count", str(count), "--seed", "7"],
        cwd=root,
        env={**os.environ, "PYTHONHASHSEED": "5"},
        check=True,
        capture_output=True,
        text=True,
    )
    rows = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [Pair(**row) for row in rows] == sample[:count]


def test_another_seed_gives_other_pairs(sample: list[Pair]):
    known = {pair.reference for pair in sample}
    others = {pair.reference for pair in islice(pairs(8), 8)}
    assert len(others - known) > len(others) // 2


def test_a_sample_has_every_family_both_labels_and_no_pair_twice(sample: list[Pair]):
    assert {pair.id.partition("-")[2] for pair in sample} == set(FAMILIES)
    assert [pair.expected for pair in sample].count("equal") == COUNT // 2
    assert len({(pair.student, pair.reference) for pair in sample}) == COUNT
    assert len({pair.kind.partition(",")[0] for pair in sample}) > COUNT // 2


def test_a_student_never_repeats_the_reference(sample: list[Pair]):
    assert [p for p in sample if parse(p.student) is parse(p.reference)] == []
