from __future__ import annotations

import dataclasses
import math
from typing import get_args

import pytest

from grader.answer import (
    Answer,
    ArrayAnswer,
    LabelsAnswer,
    NotAttempted,
    Output,
    OutputsAnswer,
    RefusedAnswer,
)
from grader.expression import symbol

x = symbol("x")
ONE_OF_EACH = (
    NotAttempted(),
    ArrayAnswer((1, 1), (x,)),
    LabelsAnswer(("A",)),
    OutputsAnswer((Output((1,), (1.0,)),)),
    RefusedAnswer("what was found", "what to do"),
)


def test_every_kind_of_answer_has_an_example_here():
    assert {type(answer) for answer in ONE_OF_EACH} == set(get_args(Answer))


@pytest.mark.parametrize("answer", ONE_OF_EACH)
def test_an_answer_is_a_value(answer: Answer):
    copy = dataclasses.replace(answer)
    assert copy == answer
    assert hash(copy) == hash(answer)


@pytest.mark.parametrize("answer", ONE_OF_EACH[1:])
def test_an_answer_cannot_be_changed(answer: Answer):
    name = dataclasses.fields(answer)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(answer, name, ())


def test_shape_tells_a_column_from_a_flat_list():
    assert ArrayAnswer((2,), (x, x)) != ArrayAnswer((2, 1), (x, x))


def test_an_output_keeps_numbers_that_are_not_finite():
    assert math.isnan(Output((), (math.nan,)).numbers[0])
