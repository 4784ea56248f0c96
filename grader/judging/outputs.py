"""What does a function earn? Equal parts of the points for each group of challenge inputs.

A group is earned if every output in it has the right shape and every number in it is right within
a relative 5e-6 or an absolute 1e-9. Output that is all zero or constant earns nothing.
"""

from __future__ import annotations

import math
from fractions import Fraction

from grader.answer import Output, OutputsAnswer
from grader.judging.credit import NOTHING, Credit, exact_points
from grader.judging.marking import Marking
from grader.judging.shapes import described
from grader.questions.challenges import group_of_each
from grader.questions.kinds import FunctionQuestion

RELATIVE = 5e-6
ABSOLUTE = 1e-9


def mark_function(
    question: FunctionQuestion, answer: OutputsAnswer, reference: OutputsAnswer
) -> Marking:
    """Mark the outputs of a function against those of the reference function."""
    if len(answer.outputs) != len(reference.outputs):
        return Marking().noting(
            f"{len(answer.outputs)} outputs arrived where {len(reference.outputs)} are expected; "
            "run the check cell again"
        )
    if _is_constant(answer):
        return Marking().noting("the function returns the same number for every input")
    faults: dict[str, str] = {group.name: "" for group in question.groups}
    triples = zip(group_of_each(question), answer.outputs, reference.outputs, strict=True)
    for group, output, right in triples:
        faults[group] = faults[group] or fault(output, right)
    passed = sum(not found for found in faults.values())
    points = exact_points(question.points) * Fraction(passed, len(faults))
    notes = (f"{group}: {found or 'right'}" for group, found in faults.items())
    return Marking(Credit.of(points) if passed else NOTHING).noting(*notes)


def fault(output: Output, right: Output) -> str:
    """What is wrong with one output, in a few words; '' if nothing is."""
    if output.error:
        raised = output.error.isidentifier()
        return f"your function raised {output.error}" if raised else output.error
    if output.shape != right.shape:
        return f"your function returned {_form(output)} where {_form(right)} is expected"
    if any(math.isnan(number) for number in output.numbers):
        return "your function returned nan, which is not a number"
    if any(math.isinf(number) for number in output.numbers):
        return "your function returned an infinite number"
    if not all(map(_close, output.numbers, right.numbers)):
        return "some numbers are wrong"
    return ""


def _is_constant(answer: OutputsAnswer) -> bool:
    return len({number for output in answer.outputs for number in output.numbers}) <= 1 and not any(
        output.error for output in answer.outputs
    )


def _close(number: float, right: float) -> bool:
    return math.isclose(number, right, rel_tol=0, abs_tol=max(RELATIVE * abs(right), ABSOLUTE))


def _form(output: Output) -> str:
    return described(output.shape)
