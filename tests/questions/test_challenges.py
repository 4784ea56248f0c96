from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from grader.errors import ConfigError
from grader.questions import FunctionQuestion, InputGroup, challenge, expected
from grader.questions.challenges import group_of_each

SEED = b"one student, one question"


def layer(*groups: InputGroup) -> FunctionQuestion:
    return FunctionQuestion(
        name="layer",
        points=5,
        prompt="?",
        arguments={"W": ("m", "n"), "b": ("m",), "x": ("n",)},
        groups=groups,
    )


TALL = InputGroup("tall", ({"m": 3, "n": 2}, {"m": 3, "n": 2}, {"m": 4, "n": 1}))
SATURATED = InputGroup("saturated", ({"m": 8, "n": 3},), magnitudes={"b": 797.0})


Array = np.ndarray[Any, np.dtype[np.float64]]


def sigmoid_jacobian(W: Array, b: Array, x: Array) -> Array:  # noqa: N803 - the usual name
    decay = np.exp(-np.abs(W @ x + b))
    return (decay / (1 + decay) ** 2)[:, None] * W


def test_inputs_have_the_declared_shapes():
    shapes = [[array.shape for array in inputs] for inputs in challenge(layer(TALL), SEED)]
    assert shapes == [[(3, 2), (3,), (2,)]] * 2 + [[(4, 1), (4,), (1,)]]


def test_the_seed_fixes_the_inputs():
    first, again = challenge(layer(TALL), SEED), challenge(layer(TALL), SEED)
    other = challenge(layer(TALL), b"another student")
    pairs = [
        (a, b)
        for left, right in zip(first, again, strict=True)
        for a, b in zip(left, right, strict=True)
    ]
    assert all(np.array_equal(a, b) for a, b in pairs)
    assert not np.array_equal(first[0][0], other[0][0])


def test_the_inputs_are_the_same_on_every_machine():
    """Python promises the sequence of `random()`; this number holds the way from it to an entry."""
    first = challenge(layer(TALL), b"")[0][0][0, 0]
    assert Fraction(float(first)) == Fraction(round(float(first) * 2**20), 2**20)


def test_two_challenges_of_one_size_differ():
    one, two, _ = challenge(layer(TALL), SEED)
    assert not np.array_equal(one[0], two[0])


@pytest.mark.parametrize("magnitude", [1.0, 3.0, 797.0])
def test_entries_are_exact_binary_fractions_within_the_magnitude(magnitude: float):
    group = InputGroup("g", ({"m": 5, "n": 40},), magnitude=magnitude)
    for array in challenge(layer(group), SEED)[0]:
        steps = array / magnitude * 2**20
        assert np.array_equal(steps, np.round(steps))
        assert np.abs(array).max() <= magnitude


def test_large_entries_alternate_with_moderate_ones_and_have_both_signs():
    b = challenge(layer(SATURATED), SEED)[0][1]
    assert np.abs(b[::2]).min() >= 797 / 2
    assert np.abs(b).max() <= 797
    assert list(np.sign(b[::2])) == [1, -1, 1, -1]
    assert np.abs(b[1::2]).max() <= 1


def test_a_saturated_layer_keeps_live_rows():
    outputs = expected(layer(SATURATED), sigmoid_jacobian, SEED).outputs
    rows = np.array(outputs[0].numbers).reshape(outputs[0].shape)
    assert np.abs(rows[1::2]).max() > 0.01
    assert np.abs(rows[::2]).max() < 1e-100


def test_expected_outputs_are_those_of_the_reference():
    question = layer(TALL)
    found = expected(question, sigmoid_jacobian, SEED).outputs
    assert [output.shape for output in found] == [(3, 2), (3, 2), (4, 1)]
    W, b, x = challenge(question, SEED)[1]  # noqa: N806 - the mathematics' own name
    assert found[1].numbers == tuple(sigmoid_jacobian(W, b, x).ravel())


def test_a_large_input_is_cheap_to_draw():
    wide = InputGroup("many rows", ({"m": 20_000, "n": 2},))
    assert challenge(layer(wide), SEED)[0][0].shape == (20_000, 2)


@pytest.mark.parametrize("value", [0.0, 0.25, 1e-9])
def test_a_group_that_a_constant_function_passes_is_refused(value: float):
    with pytest.raises(ConfigError, match=r"layer: .*'tall' are all equal"):
        expected(layer(TALL), lambda W, b, x: np.full(W.shape, value), SEED)  # noqa: ARG005, N803


def test_a_reference_that_overflows_is_refused():
    with pytest.raises(ConfigError, match="not finite"):
        expected(layer(TALL), lambda W, b, x: W * np.inf, SEED)  # noqa: ARG005, N803


def test_every_challenge_knows_its_group():
    assert group_of_each(layer(TALL, SATURATED)) == ("tall", "tall", "tall", "saturated")


def test_the_bundled_functions_can_be_challenged(
    bundled: Mapping[str, Any], bundled_references: Mapping[str, Any]
):
    questions = [q for q in bundled.values() if isinstance(q, FunctionQuestion)]
    assert questions
    for question in questions:
        answer = expected(question, bundled_references[question.name], SEED)
        assert len(answer.outputs) == len(group_of_each(question))
