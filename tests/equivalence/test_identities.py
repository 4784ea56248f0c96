"""Other projects' identities, and small changes to them: no verdict may be wrong."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from grader.domain import Domain
from grader.equivalence import compare
from grader.errors import StudentError
from grader.text import parse
from grader.verdict import Status

EXPECTED = {"equal": Status.PROVED, "different": Status.REFUTED}
LEAST_DECIDED = 0.985


@pytest.fixture(scope="module")
def identities(root: Path) -> list[dict[str, str]]:
    path = root.parent / "shared" / "corpora" / "identities.jsonl"
    if not path.exists():
        pytest.skip("the corpus of identities does not lie beside the repository")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _outcome(row: dict[str, str]) -> str:
    try:
        student, reference = parse(row["student"]), parse(row["reference"])
    except StudentError:
        return "not read"
    verdict = compare(student, reference, Domain.of(row["domain"]))
    if verdict.status is Status.UNDECIDED:
        assert verdict.reason
        return "undecided"
    return "right" if verdict.status is EXPECTED[row["expected"]] else f"wrong: {row['id']}"


def test_no_identity_gets_a_wrong_verdict(identities: list[dict[str, str]]):
    outcomes = Counter(_outcome(row) for row in identities)
    assert set(outcomes) <= {"right", "undecided", "not read"}
    assert outcomes["right"] >= LEAST_DECIDED * len(identities)
