"""One of nbgrader's steps for one student, in a process that goes on."""

from __future__ import annotations

import logging

from nbgrader.converters import GenerateFeedback

from grader.classroom.converting import convert
from grader.notebook.configuration import load
from tests.tiny_course import NAME, TinyCourse


def test_a_step_leaves_the_log_as_talkative_as_it_was(handed_in: TinyCourse):
    log = logging.getLogger("traitlets")
    before = log.level
    assert "[ERROR]" in convert(GenerateFeedback, load(handed_in.root), NAME, "nobody")
    assert log.level == before
