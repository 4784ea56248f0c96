from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.answer import Output, OutputsAnswer
from grader.judging.outputs import fault
from grader.questions import FunctionQuestion, InputGroup, challenge, expected
from grader.verdict import Outcome, Report

Array = np.ndarray[Any, np.dtype[np.float64]]
SEED = b"seed"
QUESTION = FunctionQuestion(
    name="layer",
    points=5,
    prompt="?",
    arguments={"W": ("m", "n"), "b": ("m",), "x": ("n",)},
    groups=(
        InputGroup("more rows than columns", ({"m": 3, "n": 2}, {"m": 5, "n": 2})),
        InputGroup("square", ({"m": 3, "n": 3},)),
        InputGroup("one row", ({"m": 1, "n": 4},)),
        InputGroup("saturated", ({"m": 8, "n": 3},), magnitudes={"b": 797.0}),
    ),
)


def slope(z: Array) -> Array:
    decay = np.exp(-np.abs(z))
    result: Array = decay / (1 + decay) ** 2
    return result


def right(W: Array, b: Array, x: Array) -> Array:  # noqa: N803 - the usual name
    return slope(W @ x + b)[:, None] * W


def answer(function: Callable[[Array, Array, Array], Any]) -> OutputsAnswer:
    """What a student's process sends for `function`."""
    outputs = []
    for inputs in challenge(QUESTION, SEED):
        with np.errstate(all="ignore"):
            try:
                array = np.asarray(function(*inputs), dtype=float)
                outputs.append(Output(array.shape, tuple(array.ravel().tolist())))
            except ValueError as error:
                outputs.append(Output(error=type(error).__name__))
    return OutputsAnswer(tuple(outputs))


@pytest.fixture
def called(judged: Callable[..., Report]) -> Callable[..., Report]:
    def report(function: Callable[[Array, Array, Array], Any]) -> Report:
        return judged(QUESTION, answer(function), expected(QUESTION, right, SEED))

    return report


def test_a_right_function_earns_all_points(called: Callable[..., Report]):
    report = called(right)
    assert (report.score, report.outcome) == (5.0, Outcome.RIGHT)
    assert report.notes[0] == "more rows than columns: right"


def test_another_right_formula_earns_all_points(called: Callable[..., Report]):
    assert called(lambda W, b, x: np.diag(slope(W @ x + b)) @ W).score == 5.0  # noqa: N803


def test_central_differences_are_right_enough(called: Callable[..., Report]):
    def by_differences(W: Array, b: Array, x: Array) -> Array:  # noqa: N803 - the usual name
        h = 1e-5
        columns = []
        for unit in np.eye(len(x)):
            ahead, behind = (1 / (1 + np.exp(-(W @ (x + s * h * unit) + b))) for s in (1, -1))
            columns.append((ahead - behind) / (2 * h))
        return np.array(columns).T

    assert called(by_differences).score == 5.0


def test_overflow_costs_its_group_alone(called: Callable[..., Report]):
    """e^z/(1 + e^z)² is nan for z = 797: three of four groups are right."""

    def naive(W: Array, b: Array, x: Array) -> Array:  # noqa: N803 - the usual name
        z = W @ x + b
        result: Array = (np.exp(z) / (1 + np.exp(z)) ** 2)[:, None] * W
        return result

    report = called(naive)
    assert (report.score, report.outcome) == (3.75, Outcome.PARTLY_RIGHT)
    assert report.notes[3] == "saturated: your function returned nan, which is not a number"


def test_a_function_for_square_matrices_earns_their_group(called: Callable[..., Report]):
    """`s*W` instead of `s[:, None]*W` fits square matrices only, and there it is W·diag(s)."""
    report = called(lambda W, b, x: slope(W @ x + b) * W)  # noqa: N803
    assert report.score == 1.25  # one row: s*W is right
    assert report.notes[0] == "more rows than columns: your function raised ValueError"
    assert report.notes[1] == "square: some numbers are wrong"


def test_a_transposed_output_has_another_shape(called: Callable[..., Report]):
    report = called(lambda W, b, x: right(W, b, x).T)  # noqa: N803
    assert report.score == 0.0
    assert report.notes[0].endswith("returned a 2×3 matrix where a 3×2 matrix is expected")


@pytest.mark.parametrize("value", [0.0, 0.25, 1.0, float("nan")])
def test_zero_and_constant_output_earns_nothing(called: Callable[..., Report], value: float):
    report = called(lambda W, b, x: np.full(W.shape, value))  # noqa: ARG005, N803
    assert (report.score, report.outcome) == (0.0, Outcome.WRONG)


def test_the_identity_earns_nothing(called: Callable[..., Report]):
    assert called(lambda W, b, x: np.eye(*W.shape)).score == 0.0  # noqa: ARG005, N803


def test_the_weights_themselves_earn_nothing(called: Callable[..., Report]):
    assert called(lambda W, b, x: W).score == 0.0  # noqa: ARG005, N803


def test_another_number_of_outputs_is_no_answer(judged: Callable[..., Report]):
    reference = expected(QUESTION, right, SEED)
    short = replace(reference, outputs=reference.outputs[:-1])
    report = judged(QUESTION, short, reference)
    assert report.score == 0.0
    assert "4 outputs arrived where 5 are expected" in report.notes[0]


RIGHT = Output((2,), (1.0, 0.0))


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (RIGHT, ""),
        (Output((2,), (1.000004, 1e-10)), ""),
        (Output((2,), (1.00001, 0.0)), "some numbers are wrong"),
        (Output((2,), (1.0, 1e-8)), "some numbers are wrong"),
        (Output((2, 1), (1.0, 0.0)), "a 2×1 matrix where a list of 2 is expected"),
        (Output((), (1.0,)), "a single value where"),
        (Output((2, 1, 1), (1.0, 0.0)), "a 2×1×1 matrix where"),
        (Output((2,), (float("inf"), 0.0)), "an infinite number"),
        (Output((2,), (float("nan"), 0.0)), "nan"),
        (Output(error="OverflowError"), "your function raised OverflowError"),
    ],
)
def test_a_fault_is_told_in_a_few_words(output: Output, said: str):
    found = fault(output, RIGHT)
    assert said in found
    assert bool(found) == bool(said)


def test_what_was_returned_is_not_said_to_be_raised():
    assert fault(Output(error="complex numbers returned"), RIGHT) == "complex numbers returned"
