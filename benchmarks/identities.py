"""How do verdicts do on other projects' identities, if that corpus lies beside the repository?

Two thousand pairs from other projects' own tests, and small changes to them, each with a label.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import median, quantiles
from time import process_time

from grader.domain import Domain
from grader.equivalence import compare
from grader.equivalence.decide import decided
from grader.errors import StudentError
from grader.text import parse
from grader.verdict import Status

FILE = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "identities.jsonl"
EXPECTED = {"equal": Status.PROVED, "different": Status.REFUTED}
OUTCOMES = ("right", "wrong", "undecided", "not read")


def identities(path: Path = FILE) -> list[list[str]]:
    """Header and one row: counts of verdicts, and milliseconds; nothing without the corpus."""
    if not path.is_file():
        return []
    counts: Counter[str] = Counter()
    milliseconds = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        try:
            student, reference = parse(row["student"]), parse(row["reference"])
        except StudentError:
            counts["not read"] += 1
            continue
        decided.cache_clear()
        start = process_time()
        status = compare(student, reference, Domain.of(row["domain"])).status
        milliseconds.append(1000 * (process_time() - start))
        counts[_outcome(status, row["expected"])] += 1
    found = [str(counts.total()), *(str(counts[outcome]) for outcome in OUTCOMES)]
    spread = [f"{median(milliseconds):.2f}", f"{quantiles(milliseconds, n=20)[-1]:.1f}"]
    return [["pairs", *OUTCOMES, "median ms", "p95 ms"], found + spread]


def _outcome(status: Status, expected: str) -> str:
    if status is Status.UNDECIDED:
        return "undecided"
    return "right" if status is EXPECTED[expected] else "wrong"
