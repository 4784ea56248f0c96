from __future__ import annotations

import pytest

from grader.errors import ConfigError, GraderError, StudentError


def test_a_student_reads_what_was_found_and_what_to_do():
    error = StudentError("the name q is unknown here", "use x and y")
    assert str(error) == "the name q is unknown here; use x and y"
    assert (error.rationale, error.help) == ("the name q is unknown here", "use x and y")


def test_help_may_be_missing():
    assert str(StudentError("the name q is unknown here")) == "the name q is unknown here"


@pytest.mark.parametrize("kind", [ConfigError, StudentError])
def test_what_is_raised_on_purpose_has_one_ancestor(kind: type[Exception]):
    assert issubclass(kind, GraderError)
