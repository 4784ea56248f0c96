"""What did grading find out, for staff? One file a submitted notebook, which no student gets.

It holds the full reports, the answers as they arrived, so that they can be judged again without
running anything, and a digest of each, by which a later run knows whether what a human decided
still holds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from grader.notebook.drafts import write_whole
from grader.notebook.layout import Layout
from grader.verdict import Report
from grader.wire.strict import BYTES


@dataclass(frozen=True)
class Record:
    """The grading of one submitted notebook.

    Attributes:
        submission: the hash of the file that was handed in.
        grader: the version that graded it.
        isolation: how its code was walled off; '' if none of it ran.
        answers: a digest of each answer, manual ones included, by grade_id.
        reports: what was found out about each answer that was judged.
        seconds: how long its code ran; 0 if none of it did.
        payloads: each answer that arrived, as the JSON text that the student's process wrote; one
            too long to be read is cut, and stays too long.
        basis: digests of each question and of its reference, as they were then.
    """

    submission: str
    grader: str
    isolation: str
    answers: Mapping[str, str]
    reports: Mapping[str, Report]
    seconds: float = 0.0
    payloads: Mapping[str, str] = field(default_factory=dict)
    basis: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keeps(self, question: str) -> bool:
        """Whether the answer to a question, or that there was none, is known as it arrived."""
        payload = self.payloads.get(question, "")
        return len(payload) > BYTES or digest(payload) == self.answers.get(question)


def digest(answer: str | None) -> str:
    """What tells an answer from another one; no answer has a digest too."""
    return sha256((answer or "").encode("utf-8", "surrogatepass")).hexdigest()


def read_record(layout: Layout, student: str, assignment: str, notebook: str) -> Record | None:
    """The record of the last time that this notebook was graded; None if it never was."""
    try:
        data = json.loads(_path(layout, student, assignment, notebook).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    reports = {name: Report.from_dict(report) for name, report in data.pop("reports").items()}
    basis = {name: tuple(digests) for name, digests in data.pop("basis", {}).items()}
    return Record(**data, reports=reports, basis=basis)


def write_record(
    layout: Layout, student: str, assignment: str, notebook: str, record: Record
) -> None:
    """Keep the record in place of an earlier one."""
    path = _path(layout, student, assignment, notebook)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    reports = {name: report.to_dict() for name, report in record.reports.items()}
    write_whole(path, json.dumps({**vars(record), "reports": reports}))


def _path(layout: Layout, student: str, assignment: str, notebook: str) -> Path:
    return layout.step("reports", student, assignment) / f"{notebook}.json"
