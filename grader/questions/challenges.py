"""Which inputs is a student's function tried on, and what should it return?

The inputs depend on the seed alone. Every entry is a multiple of 2⁻²⁰ times its magnitude, so that
a float holds it exactly, on any machine.
"""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from grader.answer import Output, OutputsAnswer
from grader.errors import ConfigError
from grader.questions.kinds import FunctionQuestion, InputGroup

if TYPE_CHECKING:
    import numpy as np

    Arrays = tuple[np.ndarray[Any, np.dtype[np.float64]], ...]

STEPS = 2**20
NEGLIGIBLE = 1e-6


def challenge(question: FunctionQuestion, seed: bytes) -> tuple[Arrays, ...]:
    """The inputs of every challenge, group after group, each a tuple of arrays.

    An argument with a magnitude of its own holds large entries, of at least half that magnitude, in
    every second place along its first axis, with alternating signs; the entries between them have
    the magnitude of the group. So a layer that is driven into saturation keeps some live rows.
    """
    return tuple(
        tuple(
            _array(
                question.arguments[name], name, group, sizes, _source(seed, question, place, name)
            )
            for name in question.arguments
        )
        for place, (group, sizes) in enumerate(_cases(question))
    )


def group_of_each(question: FunctionQuestion) -> tuple[str, ...]:
    """The name of the group to which each challenge belongs, in order."""
    return tuple(group.name for group, _ in _cases(question))


def expected(
    question: FunctionQuestion, function: Callable[..., Any], seed: bytes
) -> OutputsAnswer:
    """What the reference `function` returns for each challenge.

    Raises:
        ConfigError: it raises an error, returns something else than finite numbers, or numbers so
            poor that a function that returns the same whatever its input would be right in some
            group.
    """
    import numpy as np  # noqa: PLC0415 - most questions need no numpy

    outputs = []
    for inputs in challenge(question, seed):
        array = _called(question, function, inputs)
        if not np.isfinite(array).all():
            message = f"{question.name}: the reference function returns a number that is not finite"
            raise ConfigError(message)
        outputs.append(Output(array.shape, tuple(array.ravel().tolist())))
    _refuse_poor_groups(question, outputs)
    return OutputsAnswer(tuple(outputs))


def _cases(question: FunctionQuestion) -> Iterator[tuple[InputGroup, dict[str, int]]]:
    for group in question.groups:
        for sizes in group.sizes:
            yield group, dict(sizes)


def _array(
    size_names: tuple[str, ...],
    name: str,
    group: InputGroup,
    sizes: dict[str, int],
    source: random.Random,
) -> np.ndarray[Any, np.dtype[np.float64]]:
    shape = tuple(sizes[size] for size in size_names)
    fractions = _fractions(source, math.prod(shape)).reshape(shape)
    array = fractions * group.magnitude
    if name in group.magnitudes:
        for place in range(0, len(array), 2):
            sign = -1 if place % 4 else 1
            array[place] = sign * group.magnitudes[name] * (0.75 + fractions[place] / 4)
    return array


def _source(seed: bytes, question: FunctionQuestion, place: int, name: str) -> random.Random:
    digest = hashlib.sha256()
    for part in (seed, question.name.encode(), str(place).encode(), name.encode()):
        digest.update(len(part).to_bytes(8, "big") + part)
    return random.Random(digest.digest())  # noqa: S311 - reproducible, not secret: the seed is


def _fractions(source: random.Random, count: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Multiples of 2⁻²⁰ in [-1, 1); `random()` is the one method whose sequence is promised."""
    import numpy as np  # noqa: PLC0415 - most questions need no numpy

    drawn = np.array([source.random() for _ in range(count)])
    found: np.ndarray[Any, np.dtype[np.float64]] = np.floor(drawn * (2 * STEPS)) / STEPS - 1.0
    return found


def _called(
    question: FunctionQuestion, function: Callable[..., Any], inputs: Arrays
) -> np.ndarray[Any, np.dtype[np.float64]]:
    import numpy as np  # noqa: PLC0415 - most questions need no numpy

    try:
        return np.asarray(function(*inputs), dtype=np.float64)
    except Exception as error:
        message = f"{question.name}: the reference function raises {type(error).__name__}: {error}"
        raise ConfigError(message) from error


def _refuse_poor_groups(question: FunctionQuestion, outputs: list[Output]) -> None:
    numbers: dict[str, list[float]] = {}
    for name, output in zip(group_of_each(question), outputs, strict=True):
        numbers.setdefault(name, []).extend(output.numbers)
    for name, values in numbers.items():
        if not values or max(values) - min(values) <= NEGLIGIBLE:
            message = (
                f"{question.name}: the right outputs in the group {name!r} are all equal; give it "
                "inputs for which a constant answer is wrong"
            )
            raise ConfigError(message)
