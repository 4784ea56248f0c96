"""Exercise 4a by matrix expressions: every spelling of diag(s(1 − s))W, and what is not it.

At W of shape 2×3: s(1 − s) is a column of length 2, and the Jacobian matrix scales the rows of W.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import StudentError
from grader.judging.judge import judge_answer
from grader.questions import Assignment, JacobianQuestion, load_assignment
from grader.text import parse_array
from grader.verdict import Report, Status

RIGHT = [
    "diag(s*(1 - s))*W",
    "diag(s - s**2)*W",
    "diag(s)*diag(1 - s)*W",
    "(diag(s) - diag(s)**2)*W",
    "diag(s)*W - diag(s)*diag(s)*W",
    "diag(s)*(I(2) - diag(s))*W",
    "(eye(2) - diag(s))@diag(s)@W",
    "(W.T*diag(s*(1 - s))).T",
    "transpose(W.T*diag(s*(1 - s)))",
    "diag(s⊙(1 - s))*W",
    "diag(hadamard(s, 1 - s))*W",
    "hadamard((s*(1 - s))*ones(1, 3), W)",
    "(s*(1 - s))*ones(1, 3) ⊙ W",
    "HadamardProduct(outer(s*(1 - s), ones(3, 1)), W)",
    "np.diag(s*(1 - s)) @ W",
    "np.dot(np.diag(s*(1 - s)), W)",
    "np.multiply(np.outer(s*(1 - s), np.ones((3, 1))), W)",
    "diag(s(W*x + b)*(1 - s(W*x + b)))*W",
    "diag(s(W@x + b)*s(-W@x - b))@W",
    "diag(exp(-(W*x + b))/(1 + exp(-(W*x + b)))**2)*W",
    "diag(1/(4*cosh((W*x + b)/2)**2))*W",
    "diag(1 - tanh((W*x + b)/2)**2)*W/4",
    "((s*(1 - s)*x.T) ⊙ W)*diag(1/x)",
]
WRONG = [
    ("diag(s)*W", 0, "half of the activation's derivative"),
    ("diag(1 - s)*W", 0, "half of the activation's derivative"),
    ("diag(1 - s**2)*W", 0, "derivative of tanh used for the logistic function"),
    ("diag(s(W*x)*(1 - s(W*x)))*W", 0, "constant inside a function forgotten"),
    ("W", 0, "outer derivative missing"),
    ("diag(s*(1 - s))", 0, "square diagonal matrix and inner derivative missing"),
    ("W.T*diag(s*(1 - s))", 3, "transposed"),  # half of the six points
]
REFUSED = [
    ("W*diag(s*(1 - s))", "as many columns on the left as rows on the right"),
    ("diag(s*(1 - s))*W.T", "a product of a 2×2 matrix and a 3×2 matrix"),
    ("s*(1 - s)*W", r"write diag\(v\)\*A to scale each row"),
    ("hadamard(s*(1 - s), W)", r"write diag\(v\)\*A to scale each row"),
    ("(s*(1 - s))[:, None]*W", r"write diag\(v\)\*A to scale the rows"),
    ("(1 - diag(s))*diag(s)*W", r"write c\*eye\(2\) for a number c on the diagonal"),
    ("diag(s)*ones(2)*W", r"ones\(2, 1\) for a column, ones\(2, 2\) for a square matrix"),
    ("(W*W.T)**2", r"A\*A for a matrix product, hadamard\(A, A\)"),
    ("exp(diag(s))*W", "the matrix function, or entry by entry"),
    ("diag(s1*(1 - s1), s2*(1 - s2))*W", "the name s1 is unknown"),
]


@pytest.fixture(scope="module")
def jacobians(solutions: Path) -> Assignment:
    return load_assignment(solutions / "jacobians")


def _judged(assignment: Assignment, text: str) -> Report:
    question = assignment.questions["ex4_jacobian"]
    assert isinstance(question, JacobianQuestion)
    answer = parse_array(text, question.names, question.functions, question.matrices)
    reference = assignment.references["ex4_jacobian"]
    assert not callable(reference)
    return judge_answer(question, answer, reference)


@pytest.mark.parametrize("text", RIGHT)
def test_every_spelling_is_proved_entry_by_entry(jacobians: Assignment, text: str):
    report = _judged(jacobians, text)
    assert [entry.verdict.status for entry in report.entries] == [Status.PROVED] * 6
    assert report.score == 6


@pytest.mark.parametrize(("text", "score", "mistake"), WRONG)
def test_wrong_expressions_show_their_mistake(
    jacobians: Assignment, text: str, score: float, mistake: str
):
    report = _judged(jacobians, text)
    assert report.score == score
    assert [mistake] == [*report.mistakes, *(found.name for found in report.diagnoses)]
    assert all(entry.verdict.status is Status.REFUTED for entry in report.entries)


@pytest.mark.parametrize(("text", "message"), REFUSED)
def test_what_does_not_fit_or_has_two_readings_is_refused(
    jacobians: Assignment, text: str, message: str
):
    with pytest.raises(StudentError, match=message):
        _judged(jacobians, text)
