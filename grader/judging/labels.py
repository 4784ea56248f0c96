"""What do ticked options earn? One option all or nothing; several by right minus wrong ticks."""

from __future__ import annotations

from fractions import Fraction

from grader.answer import LabelsAnswer
from grader.errors import StudentError
from grader.judging.credit import Credit, exact_points
from grader.judging.marking import Marking
from grader.questions.declared import read_mistake
from grader.questions.kinds import ChoiceQuestion, ChoicesQuestion, Mistake


def mark_choice(question: ChoiceQuestion, answer: LabelsAnswer, reference: LabelsAnswer) -> Marking:
    """Mark one option of several.

    Raises:
        StudentError: a label that is no option, or another number of labels than one.
    """
    labels = _options(question, answer)
    if len(labels) != 1:
        options = ", ".join(question.options)
        message = f"{len(labels)} options were chosen where one is asked for"
        raise StudentError(message, f"choose one of {options}")
    points = exact_points(question.points) if labels == set(reference.labels) else Fraction(0)
    return _marked(question, labels, points, reference)


def mark_choices(
    question: ChoicesQuestion, answer: LabelsAnswer, reference: LabelsAnswer
) -> Marking:
    """Mark a set of options: points · (right ticks − wrong ticks) / right options.

    Raises:
        StudentError: a label that is no option.
    """
    labels, right = _options(question, answer), set(reference.labels)
    points = exact_points(question.points)
    if not right:
        return _marked(question, labels, Fraction(0) if labels else points, reference)
    share = Fraction(len(labels & right) - len(labels - right), len(right))
    return _marked(question, labels, points * max(Fraction(0), share), reference)


def _options(question: ChoiceQuestion, answer: LabelsAnswer) -> set[str]:
    return {_option(question, label) for label in answer.labels}


def _option(question: ChoiceQuestion, label: str) -> str:
    """The option that `label` names; blanks around it and its case do not matter."""
    wanted = label.strip().casefold()
    matching = [option for option in question.options if option.casefold() == wanted]
    if label in question.options:
        return label
    if len(matching) == 1:
        return matching[0]
    options = ", ".join(question.options)
    message = f"{label[:40]!r} is not one of the options"
    raise StudentError(message, f"the options are {options}")


def _marked(
    question: ChoiceQuestion, labels: set[str], points: Fraction, reference: LabelsAnswer
) -> Marking:
    chosen = tuple(option for option in question.options if option in labels)
    right = labels == set(reference.labels)
    mistakes = () if right else tuple(m for m in question.mistakes if _is(question, m, labels))
    earned = max(points, *(exact_points(m.points) for m in mistakes), Fraction(0))
    return Marking(Credit.of(earned), answer=chosen, mistakes=mistakes)


def _is(question: ChoiceQuestion, mistake: Mistake, labels: set[str]) -> bool:
    wrong = read_mistake(question, mistake)
    return isinstance(wrong, LabelsAnswer) and set(wrong.labels) == labels
