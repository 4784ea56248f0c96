from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from nbgrader.converters import GenerateFeedback

from grader.classroom.regrading import regrade as _regrade
from tests.kept_class import REFERENCES, change
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

if TYPE_CHECKING:
    import pytest

PENALTY = """
from nbgrader.plugins import BasePlugin

class Half(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2

get_config().AssignLatePenalties.plugin_class = Half
"""


def test_what_being_late_costs_is_worked_out_from_the_new_score(course: TinyCourse):
    log = logging.getLogger("traitlets")
    before = log.level
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + PENALTY)
    due = datetime(2026, 1, 1, tzinfo=UTC)
    with course.gradebook as gradebook:
        gradebook.find_assignment(NAME).duedate = due
        late = gradebook.find_submission(NAME, "bob")
        late.timestamp = due + timedelta(hours=1)
        gradebook.db.commit()
    change(course, REFERENCES, '"2*x*y"', '"3*x*y"')
    _regrade.regrade(course.root, NAME)
    with course.gradebook as gradebook:
        notebook = gradebook.find_submission_notebook(NOTEBOOK, NAME, "bob")
        assert notebook.late_submission_penalty == 3  # half of 4 + 2 + 0
    assert log.level == before  # nbgrader's steps share it with everything else


def test_a_page_that_cannot_be_written_is_said_and_tried_again(
    course: TinyCourse, monkeypatch: pytest.MonkeyPatch
):
    start = GenerateFeedback.start

    def fail_for_bob(step: GenerateFeedback) -> None:
        if step.coursedir.student_id == "bob":
            step.log.error("the disk is full")
            raise OSError
        start(step)

    change(course, REFERENCES, '"2*x*y"', '"3*x*y"')
    with monkeypatch.context() as patch:
        patch.setattr(GenerateFeedback, "start", fail_for_bob)
        assert _regrade.regrade(course.root, NAME).faults == {"bob": "[ERROR] the disk is full"}
    again = _regrade.regrade(course.root, NAME)
    assert [each.student for each in again.found] == ["bob"]
    assert "4 of 4 points" in course.page("bob")
