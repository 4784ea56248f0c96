"""Who is marked otherwise, now that a question, a reference or the grader has changed?

The answers are those that grading has kept; no student's code runs. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from grader import __version__
from grader.classroom.grades import AnswerGrade, read_grades
from grader.classroom.kept import Kept
from grader.classroom.regrading.reasons import reason
from grader.judging import Judge
from grader.notebook.asking import Asked, Basis, asked, in_range
from grader.notebook.records import Record
from grader.notebook.seeds import secret_of, seed
from grader.questions import FunctionQuestion
from grader.verdict import Report


@dataclass(frozen=True)
class Change:
    """An answer on which there is another report now.

    Attributes:
        student, notebook, question: whose answer to what.
        before, after: the report that was given, and the one that the judge gives now.
        reason: why they differ, in words.
        decided: what a person gave, which stays; None if nobody did.
        withheld: whether the earlier report stays, because the score would not rise.
    """

    student: str
    notebook: str
    question: str
    before: Report
    after: Report
    reason: str
    decided: float | None = None
    withheld: bool = False

    @property
    def scored(self) -> bool:
        """Whether the automatic score is another one."""
        return self.before.score != self.after.score

    @property
    def lowers(self) -> bool:
        """Whether a score is lost, be it to a lower one or to a person's decision."""
        before, after = self.before.score, self.after.score
        return before is not None and (after is None or after < before)


@dataclass(frozen=True)
class Regraded:
    """What is known of one graded notebook now.

    Attributes:
        student, notebook: whose, and which.
        record: what takes the place of its record.
        changes: the answers that are marked otherwise.
        faults: the answers that cannot be judged again without running the notebook, and why.
    """

    student: str
    notebook: str
    record: Record
    changes: tuple[Change, ...] = ()
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def applied(self) -> tuple[Change, ...]:
        """The changes that are not withheld."""
        return tuple(change for change in self.changes if not change.withheld)


OTHER_INPUTS = "the question may try functions on other inputs now"
NOT_KEPT = "the answer was not kept"


def regraded(kept: Kept, judge: Judge, *, only_raise: bool = False) -> Iterator[Regraded]:
    """Each graded notebook that rests on something which has changed since, by student and name.

    Args:
        kept: the class.
        judge: decides.
        only_raise: whether a score that would fall stays as it was.
    """
    grades: dict[tuple[str, str], dict[str, AnswerGrade]] = {}
    for grade in read_grades(kept.database, kept.name):
        grades.setdefault((grade.student, grade.notebook), {})[grade.question] = grade
    secret = secret_of(kept.layout)
    for (student, notebook), own in grades.items():
        record = kept.record(student, notebook)
        if record is None:
            continue  # it was entered, and never graded
        seeds = {name: seed(secret, student, name, record.submission).hex() for name in own}
        names = [name for name in own if name in kept.assignment.questions]
        payloads = {name: record.payloads.get(name) for name in record.reports if name in names}
        now = asked(payloads, kept.assignment, seeds)
        if payloads.keys() == set(names) and not _stale(record, now):
            continue
        found = _regraded(kept, own, record, now, judge)
        yield _only_raising(found, record) if only_raise else found


def _regraded(
    kept: Kept, grades: Mapping[str, AnswerGrade], record: Record, now: Asked, judge: Judge
) -> Regraded:
    faults = {name: NOT_KEPT for name in grades if name in kept.assignment.questions}
    faults = {name: why for name, why in faults.items() if name not in record.reports}
    faults |= dict(_faults(record, now))
    judged = judge.judge_all(now.items)
    reports = {item.question.name: report for item, report in zip(now.items, judged, strict=True)}
    reports |= now.faults
    changes = []
    for name, report in reports.items():
        before = record.reports[name]
        if name in faults:
            continue
        after = _after(before, report, answered=name in record.payloads)
        if after != before:
            own = grades[name]
            why = reason(kept.assignment.questions, record, now.basis, after)
            changes.append(Change(own.student, own.notebook, name, before, after, why, own.manual))
    first = next(iter(grades.values()))
    new = replace(
        record,
        grader=__version__,
        reports={**record.reports, **{change.question: change.after for change in changes}},
        basis=_earlier(now.basis, record.basis, faults),
    )
    return Regraded(first.student, first.notebook, new, tuple(changes), faults)


def _stale(record: Record, now: Asked) -> bool:
    """Whether a mark may be another one now; one that could not be given is tried again."""
    unjudged = any(report.needs_human for report in record.reports.values())
    return unjudged or record.grader != __version__ or now.basis != record.basis


def _after(before: Report, report: Report, *, answered: bool) -> Report:
    """The report as it is now; of an answer that never arrived, why it did not is still known."""
    return in_range(report) if answered else replace(before, points=report.points)


def _faults(record: Record, now: Asked) -> Iterator[tuple[str, str]]:
    for item in now.items:
        name = item.question.name
        if not record.keeps(name):
            yield name, NOT_KEPT
        elif isinstance(item.question, FunctionQuestion) and item.payload is not None:
            before = record.basis.get(name, ("",))
            if before[0] != now.basis[name][0]:
                yield name, OTHER_INPUTS


def _only_raising(found: Regraded, record: Record) -> Regraded:
    """The same with the earlier report, and what it rests on, where the score would fall."""
    changes = [replace(change, withheld=change.lowers) for change in found.changes]
    stay = [change.question for change in changes if change.withheld]
    reports = {name: record.reports[name] for name in stay}
    new = replace(
        found.record,
        reports={**found.record.reports, **reports},
        basis=_earlier(found.record.basis, record.basis, stay),
    )
    return replace(found, record=new, changes=tuple(changes))


def _earlier(now: Basis, before: Basis, names: Collection[str]) -> Basis:
    """The digests of now, but for some names those of before, be it that there were none."""
    rest = {name: digests for name, digests in now.items() if name not in names}
    return rest | {name: before[name] for name in names if name in before}
