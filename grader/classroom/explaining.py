"""Does a stored mark hold? Its evidence, computed again by code that shares nothing with the judge.

The reference is the one that the solutions hold today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from grader.answer import LabelsAnswer
from grader.classroom.grades import AnswerGrade, read_grades
from grader.classroom.kept import Kept
from grader.classroom.pairing import Matched, matched
from grader.classroom.pending import before
from grader.classroom.showing import compared_on
from grader.equivalence.replay import Replay, replay, replay_close
from grader.errors import ConfigError
from grader.expression import Expression
from grader.feedback.explanation import Evidence, Explanation
from grader.feedback.wording import place
from grader.judging.arithmetic import credit_written_out
from grader.judging.decision import REREAD, reread
from grader.judging.marking import written
from grader.judging.numeric import ABSOLUTE, RELATIVE
from grader.questions import NumbersQuestion, Question, ShapeQuestion, TermsQuestion
from grader.questions.declared import Reference
from grader.verdict import Outcome, Report, Status, Verdict

_NOT_JUDGED = (Outcome.NOT_ATTEMPTED, Outcome.UNREADABLE, Outcome.NEEDS_HUMAN)
TOO_LONG = Replay(confirmed=None, points=0, text="the entry was too long to be kept")


def explain(kept: Kept, student: str, question: str) -> Explanation:
    """The mark that a student's answer to a question has, with its evidence computed again.

    Raises:
        ConfigError: there is no such answer, or the question is one that a person reads.
    """
    grade = _grade(kept, student, question)
    asked = kept.assignment.questions.get(question)
    record = kept.record(student, grade.notebook)
    if asked is None:
        message = f"{question} is read by a person, so there is no verdict to explain"
        raise ConfigError(message)
    if record is None or question not in record.reports:
        message = f"nothing is kept about {question} of {student}; grade the submission first"
        raise ConfigError(message)
    report = record.reports[question]
    reference = kept.assignment.references[question]
    return Explanation(
        f"{student}, {kept.name}, {grade.notebook}",
        report,
        tuple(_evidence(asked, report, reference)),
        credit_written_out(asked, report, reference),
        before(kept, grade),
        f"graded by grader {record.grader}; submission {record.submission}",
    )


def _grade(kept: Kept, student: str, question: str) -> AnswerGrade:
    grades = read_grades(kept.database, kept.name, student)
    if not grades:
        message = f"{student} has no graded submission to {kept.name}"
        raise ConfigError(message)
    for grade in grades:
        if grade.question == question:
            return grade
    known = ", ".join(grade.question for grade in grades)
    message = f"{kept.name} has no question {question}; it has {known}"
    raise ConfigError(message)


def _evidence(question: Question, report: Report, reference: Reference) -> Iterator[Evidence]:
    if isinstance(reference, LabelsAnswer) and report.outcome not in _NOT_JUDGED:
        yield _labels(report, reference)
    for entry in matched(question, report, reference):
        yield Evidence(
            place(report, entry.verdict, question),
            entry.text,
            " or ".join(map(written, entry.references)),
            entry.verdict,
            _replayed(question, entry),
        )


def _labels(report: Report, reference: LabelsAnswer) -> Evidence:
    same = set(report.answer) == set(reference.labels)
    text = f"the labels are {'' if same else 'not '}those of the reference"
    agrees = same == (report.score == report.points)
    answer, wanted = (", ".join(sorted(labels)) for labels in (report.answer, reference.labels))
    return Evidence("your answer", answer, wanted, None, Replay(agrees, points=0, text=text))


def _replayed(question: Question, entry: Matched) -> Replay:
    if entry.student is None:
        return TOO_LONG
    verdict = entry.verdict.verdict
    if isinstance(question, TermsQuestion) and verdict.status is Status.REFUTED:
        return _unlike_all(question, entry.student, entry.references)
    found = [_against(question, entry, entry.student, wanted) for wanted in entry.references]
    return _best(found)


def _unlike_all(
    question: Question, student: Expression, references: Sequence[Expression]
) -> Replay:
    """Whether a term differs from each one of the reference: a verdict without one witness."""
    equal = Verdict(Status.PROVED)
    found = [replay(equal, student, each, *compared_on(question)) for each in references]
    differs = all(each.confirmed is False for each in found)
    text = (
        "the term differs from each one of the reference" if differs else "a difference is not seen"
    )
    return Replay(differs or None, sum(each.points for each in found), text)


def _against(
    question: Question, entry: Matched, student: Expression, reference: Expression
) -> Replay:
    verdict = entry.verdict.verdict
    match question:
        case NumbersQuestion():
            return replay_close(verdict.status, student, reference, RELATIVE, ABSOLUTE)
        case ShapeQuestion():
            return replay_close(verdict.status, student, reference, Fraction(0))
        case _:
            if verdict.status is Status.PROVED and entry.verdict.note.startswith(REREAD):
                student = reread(student)
            return replay(verdict, student, reference, *compared_on(question))


def _best(found: Sequence[Replay]) -> Replay:
    """Of several references one is enough: the replay that confirms, else one that is not known."""
    for confirmed in (True, None):
        for each in found:
            if each.confirmed is confirmed:
                return each
    return found[0]
