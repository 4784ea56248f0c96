"""The exercises meet the judge: other right forms, typical mistakes, and what earns nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.answer import ArrayAnswer, LabelsAnswer
from grader.errors import StudentError
from grader.expression import Expression, rational
from grader.judging.judge import judge_answer
from grader.questions import (
    Assignment,
    ChoiceQuestion,
    JacobianQuestion,
    NumbersQuestion,
    SymbolicQuestion,
    load_assignment,
)
from grader.questions.declared import Pattern, functions_of, names_of, read_mistake
from grader.text import parse, parse_array
from grader.verdict import Report

Z1 = "(W11*x1 + W12*x2 + W13*x3 + b1)"
Z2 = "(W21*x1 + W22*x2 + W23*x3 + b2)"
SLOPES = [
    "s({z}) - s({z})**2",
    "s({z})*s(-{z})",
    "exp(-{z})/(1 + exp(-{z}))**2",
    "exp({z})/(1 + exp({z}))**2",
    "1/(exp({z}) + 2 + exp(-{z}))",
    "1/(2 + 2*cosh({z}))",
    "1/(4*cosh({z}/2)**2)",
    "sech({z}/2)**2/4",
    "(1 - tanh({z}/2)**2)/4",
    "(1 + tanh({z}/2))*(1 - tanh({z}/2))/4",
]
FORMS = {
    "ex1_jacobian": [
        "[[2*x, z, y], [y*cos(y*x), x*cos(-x*y), 0], [exp(x)*exp(z), 0, E**(z + x)]]",
        """Matrix([
            [x + x, z, y],
            [y*sin(pi/2 - x*y), x*sin(x*y + pi/2), 0],
            [exp(z + x), 0, exp(x)*exp(z)],
        ])""",
    ],
    "ex1_determinant": [
        "exp(x + z)*cos(x*y)*(2*x**2 - x*y - y*z)",
        "2*x**2*exp(x)*exp(z)*cos(x*y) - y*(x + z)*exp(x + z)*cos(x*y)",
    ],
    "ex2_determinant": ["4*x**2 + 4*y**2", "(2*x)**2 + (2*y)**2", "4*abs(x + I*y)**2"],
    "ex3_paths": ["[2*x*y + 2*y**2, x, y*y]"],
    "ex4_jacobian": [
        "diag(s*(1-s))*W",
        "diag(s(W*x + b)*(1 - s(W*x + b)))*W",
        *(
            "["
            + ", ".join(
                "[" + ", ".join(f"({slope.format(z=z)})*W{i}{j}" for j in (1, 2, 3)) + "]"
                for i, z in ((1, Z1), (2, Z2))
            )
            + "]"
            for slope in SLOPES
        ),
    ],
    "ex1_estimate": ["[1.0, 0.2, 1.0]"],
    "ex2_length_factor": ["sqrt(20)", "4.472136"],
    "ex2_angle": ["pi/4", "0.785398"],
    "ex2_image_area": ["32/3", "10.66667"],
    "ex4_at_point": [
        "[[0.25, -0.5, 0], [0.0983059666, 0.1966119332, 0.5898357997]]",
        "[[0.25, -0.5, 0], [0.0983060, 0.196612, 0.589836]]",
    ],
    "ex4_depth_bound": ["4**(-10)", "9.53674e-7"],
}
IDENTITY = [[int(i == j) for j in range(3)] for i in range(3)]
CONSTANT = {"zeros": [[0] * 3] * 3, "ones": [[1] * 3] * 3, "identity": IDENTITY}


@pytest.fixture(scope="module")
def jacobians(solutions: Path) -> Assignment:
    return load_assignment(solutions / "jacobians")


def _judged(assignment: Assignment, name: str, answer: Any) -> Report:  # noqa: ANN401 - any answer
    reference = assignment.references[name]
    assert not callable(reference)
    return judge_answer(assignment.questions[name], answer, reference)


def _read(question: Any, text: str) -> ArrayAnswer:  # noqa: ANN401 - any kind
    if text.startswith("[") or isinstance(question, JacobianQuestion):
        matrices = question.matrices if isinstance(question, SymbolicQuestion) else {}
        return parse_array(text, names_of(question), functions_of(question), matrices)
    return ArrayAnswer((), (parse(text, names_of(question), functions_of(question)),))


@pytest.mark.parametrize(("name", "text"), [(n, t) for n, texts in FORMS.items() for t in texts])
def test_every_equal_form_earns_all_points(jacobians: Assignment, name: str, text: str):
    question = jacobians.questions[name]
    assert _judged(jacobians, name, _read(question, text)).score == question.points


def test_every_declared_mistake_is_answered_by_its_hint(jacobians: Assignment):
    for question in jacobians.questions.values():
        for mistake in question.mistakes:
            pattern = read_mistake(question, mistake)
            report = _judged(jacobians, question.name, _answer(jacobians, question.name, pattern))
            assert report.score is not None, (question.name, mistake.name)
            assert mistake.points <= report.score < question.points
            assert mistake.name in report.mistakes, (question.name, mistake.name)
            assert mistake.hint in report.hints


def _answer(
    assignment: Assignment, name: str, pattern: Pattern | LabelsAnswer
) -> ArrayAnswer | LabelsAnswer:
    """A wrong answer of the pattern's form, right wherever the pattern leaves it open."""
    if isinstance(pattern, LabelsAnswer):
        return pattern
    reference = assignment.references[name]
    assert isinstance(reference, ArrayAnswer)
    fits = len(pattern.entries) == len(reference.entries) and pattern.shape == reference.shape
    right: tuple[Expression, ...] = (
        reference.entries if fits else (rational(7),) * len(pattern.entries)
    )
    entries = (r if e is None else e for e, r in zip(pattern.entries, right, strict=True))
    return ArrayAnswer(pattern.shape, tuple(entries))


@pytest.mark.parametrize("rows", CONSTANT.values(), ids=CONSTANT)
def test_a_constant_matrix_earns_nothing(jacobians: Assignment, rows: list[list[int]]):
    for name, question in jacobians.questions.items():
        reference = jacobians.references[name]
        if isinstance(question, JacobianQuestion | NumbersQuestion) and not callable(reference):
            assert isinstance(reference, ArrayAnswer)
            m, n = (*reference.shape, 1, 1)[:2]
            entries = tuple(rational(rows[i][j]) for i in range(m) for j in range(n))
            answer = ArrayAnswer(reference.shape, entries)
            assert _judged(jacobians, name, answer).score == 0, name


def test_ticking_every_option_earns_little_or_nothing(jacobians: Assignment):
    for name, question in jacobians.questions.items():
        if isinstance(question, ChoiceQuestion):
            every = LabelsAnswer(tuple(question.options))
            try:
                score = _judged(jacobians, name, every).score
            except StudentError:  # one option was asked for
                score = 0
            assert score is not None
            assert score <= question.points / 3


def test_the_examples_that_show_the_notation_are_readable_and_wrong(
    jacobians: Assignment, notebooks: dict[str, Any]
):
    prompt = next(c for c in notebooks["4_layer"]["cells"] if c["id"] == "ex4_jacobian_prompt")
    examples = [part for part in "".join(prompt["source"]).split("`") if part.startswith('"')]
    assert len(examples) == 3
    for example in examples:
        answer = _read(jacobians.questions["ex4_jacobian"], example.strip('"'))
        assert answer.shape == (2, 3)
        assert _judged(jacobians, "ex4_jacobian", answer).score == 0
