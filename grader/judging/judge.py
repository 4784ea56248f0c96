"""What is this answer worth? The one pure function that turns an answer into a report.

The same arguments give the same report, on any machine and under any load. Nothing is caught here
but what an answer's author can mend; what else goes wrong ends the process, which is a worker of
`grader.judging.process`, and leaves the answer to a human.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from grader.answer import (
    Answer,
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.errors import ConfigError, StudentError
from grader.expression import symbols
from grader.judging.following import Earlier
from grader.judging.formulas import mark_expression
from grader.judging.labels import mark_choice, mark_choices
from grader.judging.marking import Marking, report, worthless
from grader.judging.matrices import mark_jacobian
from grader.judging.numeric import mark_numbers, mark_shape
from grader.judging.outputs import mark_function
from grader.judging.terms import mark_terms
from grader.questions.declared import names_of
from grader.questions.kinds import (
    ChoiceQuestion,
    ChoicesQuestion,
    ExpressionQuestion,
    FunctionQuestion,
    JacobianQuestion,
    NumbersQuestion,
    Question,
    ShapeQuestion,
    TermsQuestion,
)
from grader.verdict import Outcome, Report, Verdict
from grader.wire import read

MISSING = "No answer arrived: put your answer in place of the dots and run the check cell."
DOTS = "The dots are still in place."
NOTHING_BACK = "The function gives None back: the dots are still in place, or it returns no result."


def judge(
    question: Question,
    payload: str | bytes | None,
    reference: Answer,
    earlier: Sequence[Earlier] = (),
) -> Report:
    """Judge one answer.

    Args:
        question: what was asked.
        payload: the JSON text that the student's process wrote; None if there is none.
        reference: the right answer.
        earlier: what the same student answered to earlier questions, for follow-through.

    Raises:
        ConfigError: the reference is not of the form that the question asks for.
    """
    if payload is None:
        return worthless(question, Outcome.NOT_ATTEMPTED, MISSING)
    try:
        return judge_answer(question, read(payload).answer, reference, earlier)
    except StudentError as error:
        return worthless(question, Outcome.UNREADABLE, f"{error}")


def judge_answer(
    question: Question, answer: Answer, reference: Answer, earlier: Sequence[Earlier] = ()
) -> Report:
    """Judge one answer that was read already; otherwise like `judge`.

    Raises:
        StudentError: the answer is not of a form that can be marked.
        ConfigError: the reference is not of the form that the question asks for.
    """
    if isinstance(answer, NotAttempted):
        asks_function = isinstance(question, FunctionQuestion)
        found = NOTHING_BACK if asks_function else DOTS
        return worthless(question, Outcome.NOT_ATTEMPTED, found)
    if isinstance(answer, RefusedAnswer):
        raise StudentError(answer.rationale, answer.help)
    return report(question, _mark(question, answer, reference, earlier))


def for_student(found: Report) -> Report:
    """The report without anything that tells of the reference: what a student's page may show."""
    entries = tuple(replace(e, verdict=_blanked(e.verdict)) for e in found.entries)
    return replace(found, entries=entries, staff=(), mistakes=())


def _blanked(verdict: Verdict) -> Verdict:
    witness = verdict.witness
    if witness is not None:
        witness = replace(witness, reference="", gap="")
    return replace(verdict, witness=witness, reason="")


def _mark(
    question: Question, answer: Answer, reference: Answer, earlier: Sequence[Earlier]
) -> Marking:
    match question, answer, reference:
        case _, ArrayAnswer(), ArrayAnswer():
            return _mark_array(question, _known(question, answer), reference, earlier)
        case ChoicesQuestion(), LabelsAnswer(), LabelsAnswer():
            return mark_choices(question, answer, reference)
        case ChoiceQuestion(), LabelsAnswer(), LabelsAnswer():
            return mark_choice(question, answer, reference)
        case FunctionQuestion(), OutputsAnswer(), OutputsAnswer():
            return mark_function(question, answer, reference)
        case _:
            raise _mismatch(question, answer, reference)


def _mark_array(
    question: Question, answer: ArrayAnswer, reference: ArrayAnswer, earlier: Sequence[Earlier]
) -> Marking:
    match question:
        case JacobianQuestion():
            return mark_jacobian(question, answer, reference)
        case ExpressionQuestion():
            return mark_expression(question, answer, reference, earlier)
        case TermsQuestion():
            return mark_terms(question, answer, reference)
        case NumbersQuestion():
            return mark_numbers(question, answer, reference, earlier)
        case ShapeQuestion():
            return mark_shape(question, answer, reference)
        case _:
            raise _mismatch(question, answer, reference)


def _known(question: Question, answer: ArrayAnswer) -> ArrayAnswer:
    names = names_of(question)
    unknown = sorted(symbols(*answer.entries).difference(names))
    if unknown:
        todo = f"use {', '.join(names)}" if names else "only numbers are asked for"
        message = f"the name {unknown[0]} is unknown here"
        raise StudentError(message, todo)
    return answer


_FORMS: dict[type[Question], tuple[type, str]] = {
    JacobianQuestion: (ArrayAnswer, "a matrix of formulas"),
    ExpressionQuestion: (ArrayAnswer, "a formula"),
    TermsQuestion: (ArrayAnswer, "a list of formulas"),
    NumbersQuestion: (ArrayAnswer, "numbers"),
    ShapeQuestion: (ArrayAnswer, "a pair such as (2, 3)"),
    ChoicesQuestion: (LabelsAnswer, "labels of options"),
    ChoiceQuestion: (LabelsAnswer, "the label of an option"),
    FunctionQuestion: (OutputsAnswer, "a function"),
}


_FOUND: dict[type, str] = {
    ArrayAnswer: "a formula or an array of formulas",
    LabelsAnswer: "a label or a set of labels",
    OutputsAnswer: "a function",
}


def _mismatch(question: Question, answer: Answer, reference: Answer) -> StudentError:
    form, described = _FORMS[type(question)]
    if not isinstance(reference, form):
        message = f"{question.name}: a {type(reference).__name__} cannot be its reference"
        raise ConfigError(message)
    return StudentError(f"{_FOUND[type(answer)]} was found", f"give {described}")
