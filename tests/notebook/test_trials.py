import json
import sys
import warnings
from collections.abc import Callable

import numpy as np
import pytest
import sympy as sp

from grader.answer import NotAttempted, Output
from grader.errors import StudentError
from grader.notebook.trials import PRACTICE, SEEDS, seed_of, try_function
from grader.questions import FunctionQuestion, InputGroup, challenge

QUESTION = FunctionQuestion(
    name="layer",
    points=2,
    prompt="J?",
    arguments={"m": ("rows", "columns"), "v": ("rows",)},
    groups=(InputGroup("small", ({"rows": 2, "columns": 3}, {"rows": 1, "columns": 2})),),
)


def test_the_numbers_for_every_challenge_come_back_in_order():
    answer = try_function(QUESTION, lambda m, v: m * v[:, None])
    expected = [m * v[:, None] for m, v in challenge(QUESTION, PRACTICE)]
    assert [output.shape for output in answer.outputs] == [(2, 3), (1, 2)]
    assert [output.numbers for output in answer.outputs] == [tuple(e.ravel()) for e in expected]


def test_the_seed_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch):
    assert seed_of(QUESTION) == PRACTICE
    monkeypatch.setenv(SEEDS, json.dumps({"layer": "00ff"}))
    assert seed_of(QUESTION) == b"\x00\xff"
    (first, *_) = try_function(QUESTION, lambda _, v: v).outputs
    assert first.numbers == tuple(challenge(QUESTION, b"\x00\xff")[0][1])
    monkeypatch.setenv(SEEDS, json.dumps({"another": "00ff"}))
    assert seed_of(QUESTION) == PRACTICE


def test_a_function_works_on_copies_of_the_inputs(monkeypatch: pytest.MonkeyPatch):
    given = np.ones((2, 3)), np.ones(2)
    monkeypatch.setattr("grader.questions.challenge", lambda *_: (given,))

    def spoil(m: np.ndarray, v: np.ndarray):  # noqa: ANN202 - as a student writes it
        m[:], v[:] = 0, 0
        return m.sum() + v.sum()

    assert try_function(QUESTION, spoil).outputs == (Output((), (0.0,)),)
    assert given[0].all()
    assert given[1].all()


def stop(*_: object):
    sys.exit(1)


def recurse(*inputs: object):
    return recurse(*inputs)


@pytest.mark.parametrize(
    ("function", "error"),
    [
        (lambda *_: 1 / 0, "ZeroDivisionError"),
        (lambda _: 1, "TypeError"),
        (lambda *_: "text", "ValueError"),
        (lambda *_: [[1], [1, 2]], "ValueError"),
        (stop, "SystemExit"),
        (recurse, "RecursionError"),
        (lambda m, _: m + 1j, "complex numbers returned"),
        (lambda *_: np.zeros((400, 400)), "160000 numbers returned"),
    ],
)
def test_a_fault_is_an_output_with_its_name(function: Callable[..., object], error: str):
    answer = try_function(QUESTION, function)
    assert [output.error for output in answer.outputs] == [error, error]
    assert all(output.numbers == () for output in answer.outputs)


def test_matrices_and_numbers_are_outputs_too():
    answer = try_function(QUESTION, lambda _, v: sp.Matrix([[1, 2]]) if len(v) == 2 else 3)
    assert answer.outputs == (Output((1, 2), (1.0, 2.0)), Output((), (3.0,)))


def test_what_is_not_finite_is_kept():
    (output, _) = try_function(QUESTION, lambda *_: [np.inf, np.nan]).outputs
    assert str(output.numbers) == "(inf, nan)"


def noisy(*_: object):
    warnings.warn("careful", stacklevel=1)
    return np.exp(1e4 * np.ones(2)) / np.zeros(2)


def test_warnings_of_a_student_s_function_break_nothing():
    (output, _) = try_function(QUESTION, noisy).outputs
    assert output.error == ""
    assert output.numbers == (np.inf, np.inf)


def unfinished(*_: object):
    raise NotImplementedError


@pytest.mark.parametrize("function", [lambda *_: None, lambda *_: ..., unfinished])
def test_an_untouched_body_is_not_attempted(function: Callable[..., object]):
    assert try_function(QUESTION, function) == NotAttempted()


def test_a_function_that_sometimes_returns_nothing_was_attempted():
    answer = try_function(QUESTION, lambda m, v: None if len(v) == 1 else m)
    assert [output.error for output in answer.outputs] == ["", "nothing returned"]


def interrupted(*_: object):
    raise KeyboardInterrupt


def test_an_interruption_by_the_student_is_not_swallowed():
    with pytest.raises(KeyboardInterrupt):
        try_function(QUESTION, interrupted)


def test_what_is_no_function_is_refused():
    with pytest.raises(StudentError, match="a list was found where a function was expected"):
        try_function(QUESTION, [1])
