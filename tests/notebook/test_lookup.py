from __future__ import annotations

import os

import pytest

from grader.errors import ConfigError
from grader.notebook.lookup import assignment_in
from tests.tiny_course import NAME, TinyCourse


def test_an_assignment_is_read_once_and_again_when_it_changed(course: TinyCourse):
    folder = course.layout.source(NAME)
    references = folder.with_name(f"{NAME}_references.py")
    first = assignment_in(folder)
    assert assignment_in(folder) is first
    references.write_text(references.read_text().replace('"B"', '"A"'))
    os.utime(references, (1, 1))
    assert assignment_in(folder).references["q_colour"] != first.references["q_colour"]


def test_an_assignment_that_is_not_in_order_is_refused(course: TinyCourse):
    folder = course.layout.source(NAME)
    folder.with_name(f"{NAME}_references.py").unlink()
    with pytest.raises(ConfigError, match="tiny_references"):
        assignment_in(folder)
