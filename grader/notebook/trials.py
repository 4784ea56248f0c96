"""What does a student's function return for the challenge inputs? Numbers, or an error's name.

The inputs come from a seed that the grading side puts into the environment; without one, from a
seed for practice. Nothing but numbers and names of errors is kept.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from grader.answer import NotAttempted, Output, OutputsAnswer
from grader.errors import StudentError
from grader.notebook.arrays import described
from grader.questions.kinds import FunctionQuestion

if TYPE_CHECKING:
    import numpy as np

SEEDS = "JACOBIAN_CHALLENGES"
"""The environment variable that holds {question: seed in hexadecimal} as JSON."""

PRACTICE = b"practice"
MOST_NUMBERS = 100_000


def seed_of(question: FunctionQuestion) -> bytes:
    """The seed of the challenge inputs: the one issued for this question, or the practice seed."""
    issued = json.loads(os.environ.get(SEEDS, "{}"))
    return bytes.fromhex(issued[question.name]) if question.name in issued else PRACTICE


def try_function(question: FunctionQuestion, found: object) -> OutputsAnswer | NotAttempted:
    """What the function `found` returns for each challenge; not attempted if always nothing.

    Raises:
        StudentError: `found` is no function.
    """
    if not callable(found):
        message = f"{described(found)} was found where a function was expected"
        raise StudentError(message, "give the function itself: its name without brackets")
    from grader.questions import challenge  # noqa: PLC0415 - loads NumPy

    outputs = [_try_once(found, inputs) for inputs in challenge(question, seed_of(question))]
    if all(output is None for output in outputs):
        return NotAttempted()
    return OutputsAnswer(tuple(output or Output(error="nothing returned") for output in outputs))


def _try_once(
    function: Callable[..., object], inputs: tuple[np.ndarray[Any, Any], ...]
) -> Output | None:
    import numpy as np  # noqa: PLC0415 - only function questions need NumPy

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            returned = function(*(array.copy() for array in inputs))
            return None if returned is None or returned is ... else _output(returned)
        except NotImplementedError:
            return None
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a student's function raises anything
            return Output(error=type(error).__name__)


def _output(returned: Any) -> Output:  # noqa: ANN401 - whatever a student's function returns
    import numpy as np  # noqa: PLC0415 - only function questions need NumPy

    if np.iscomplexobj(returned):
        return Output(error="complex numbers returned")
    array = np.asarray(returned, dtype=np.float64)
    if array.size > MOST_NUMBERS:
        return Output(array.shape, (), f"{array.size} numbers returned")
    return Output(array.shape, tuple(array.ravel().tolist()))
