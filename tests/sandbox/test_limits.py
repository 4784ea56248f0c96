from dataclasses import fields

import pytest

from grader.errors import ConfigError
from grader.sandbox import Limits


@pytest.mark.parametrize("name", [field.name for field in fields(Limits)])
@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_a_limit_that_lets_nothing_through_is_refused_by_name(name: str, value: float):
    with pytest.raises(ConfigError, match=f"{name} is {value}; expected a number above zero"):
        Limits(**{name: value})


def test_cpu_time_runs_out_before_elapsed_time():
    assert Limits().cpu_seconds < Limits().wall_seconds


def test_one_cell_cannot_use_up_the_output_of_the_notebook():
    assert Limits().cell_output_bytes * 2 <= Limits().output_bytes
