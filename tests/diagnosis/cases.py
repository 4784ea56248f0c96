"""Short ways to ask for the diagnosis of a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.answer import ArrayAnswer
from grader.diagnosis import diagnose
from grader.domain import Domain
from grader.equivalence import compare
from grader.notebook.known import derived_jacobian
from grader.questions import JacobianQuestion
from grader.text import parse
from grader.verdict import Diagnosis

Rows = Sequence[Sequence[str]]


def question_of(
    variables: str, *function: str, domain: Mapping[str, str] | None = None
) -> JacobianQuestion:
    return JacobianQuestion(
        name="q", points=1, prompt="J?", variables=variables, function=function, domain=domain or {}
    )


def matrix(question: JacobianQuestion, rows: Rows) -> ArrayAnswer:
    entries = tuple(parse(entry, question.names) for row in rows for entry in row)
    return ArrayAnswer((len(rows), len(rows[0])), entries)


def findings(question: JacobianQuestion, rows: Rows) -> tuple[Diagnosis, ...]:
    """What is found out about a matrix, its entries compared with the right ones."""
    reference, answer = derived_jacobian(question), matrix(question, rows)
    if answer.shape != reference.shape:
        return diagnose(question, answer, reference)
    domain = Domain.of(question.domain)
    pairs = zip(answer.entries, reference.entries, strict=True)
    return diagnose(question, answer, reference, [compare(a, b, domain).status for a, b in pairs])


def codes(question: JacobianQuestion, rows: Rows) -> list[tuple[tuple[str, ...], ...]]:
    """The readings of each finding."""
    return [finding.readings for finding in findings(question, rows)]
