"""The page of undecided pairs is true: each is undecided, for the reason that the page gives."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest

from benchmarks.fuzzing.judge import Judge
from grader.domain import Domain
from grader.equivalence import compare
from grader.expression import Expression
from grader.text import parse
from grader.verdict import Certificate, Status, Verdict

PAGE = Path(__file__).parents[2] / "docs" / "undecided-pairs.md"
NEITHER = "neither a proof nor a point of difference was found"
EQUAL = Verdict(Status.PROVED, certificate=Certificate("", "almost everywhere"))


@dataclass(frozen=True)
class Row:
    section: str
    student: Expression
    reference: Expression
    domain: Domain
    reason: str


def _rows() -> list[Row]:
    rows, section = [], ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line.removeprefix("## ")
        elif line.startswith("| `"):
            student, reference, ranges, why, reason = _cells(line)
            assert why.endswith(".")
            sides = [parse(side.strip("`")) for side in (student, reference)]
            rows.append(Row(section, *sides, _domain(ranges), reason))
    return rows


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def _domain(text: str) -> Domain:
    """Such as 'x: (0, 1), n: integer'."""
    parts = text.split(": ")
    names = [part.rpartition(" ")[2] for part in parts[:-1]]
    ranges = [*(part.rpartition(", ")[0] for part in parts[1:-1]), parts[-1]]
    return Domain.of(dict(zip(names, ranges, strict=True)) if names else {})


ROWS = _rows()


def test_the_page_has_rows_of_both_kinds():
    assert {row.section for row in ROWS} == {"Pairs that are equal", "Pairs that differ"}
    assert len(ROWS) > 20
    assert _domain("x: (0, 1), n: integer") == Domain.of({"x": "(0, 1)", "n": "integer"})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.student} and {row.reference}")
def test_a_listed_pair_is_undecided_for_the_reason_given(row: Row):
    verdict = compare(row.student, row.reference, row.domain)
    assert verdict.status is Status.UNDECIDED, "now decided: move it from the page to the tests"
    start = NEITHER if row.reason == "Neither" else row.reason.removesuffix("...")
    assert verdict.reason == start or (
        row.reason.endswith("...") and verdict.reason.startswith(start)
    )


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if row.section == "Pairs that are equal"],
    ids=lambda row: f"{row.student} and {row.reference}",
)
def test_a_pair_that_is_listed_as_equal_is_equal(row: Row):
    judge = Judge(row.student, row.reference, row.domain, Random(1))  # noqa: S311 - repeatable
    assert not judge.opinion(EQUAL).fault
