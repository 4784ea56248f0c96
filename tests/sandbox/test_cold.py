"""What is done for a process of its own; what is made of its records is in test_launch."""

import sys

import pytest

from grader.errors import ConfigError
from grader.sandbox import cold
from grader.sandbox.launch import launch
from grader.sandbox.limits import Limits


def test_the_process_has_only_the_environment_it_is_given(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("INSTRUCTOR", "canary")
    seen = "import os, sys; sys.exit(','.join(sorted(os.environ)))"
    monkeypatch.setattr(cold, "PROGRAM", (sys.executable, "-c", seen))
    with pytest.raises(ConfigError) as raised:
        launch(("1",), Limits(), {}, {}, "none")
    names = str(raised.value).rsplit(" ", 1)[-1].split(",")
    assert "INSTRUCTOR" not in names
    assert {"HOME", "JACOBIAN_GRADED", "PYTHONHASHSEED"} <= set(names)
