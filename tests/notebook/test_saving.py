from __future__ import annotations

from typing import Any

import pytest

from grader.notebook.rebuild import rebuild
from grader.notebook.records import Record
from grader.notebook.released import read_released
from grader.notebook.saving import NO_RESPONSE, SaveScores
from grader.verdict import Outcome, Report
from tests.tiny_course import NAME, NOTEBOOK, TinyCourse

POINTS = {"q_jacobian": 4, "q_double": 2, "q_colour": 1}


@pytest.fixture(autouse=True)
def _submitted(course: TinyCourse) -> None:
    course.enter("ada")


def save(
    course: TinyCourse,
    scores: dict[str, float | None],
    digests: dict[str, str] | None = None,
    *,
    answered: bool = False,
) -> None:
    """Save these scores as a run of autograde would."""
    notebook = rebuild(read_released(course.layout, NAME)[NOTEBOOK], b"{")
    for cell in notebook.cells:
        cell.outputs = []  # from which nbgrader would conclude full marks
        if "jacobian" in cell.metadata:
            cell.metadata["jacobian"]["answered"] = answered
    reports = {
        name: Report(name, points, scores.get(name, 0.0), Outcome.WRONG)
        for name, points in POINTS.items()
    }
    digests = {**dict.fromkeys((*POINTS, "q_essay"), "same"), **(digests or {})}
    resources: dict[str, Any] = {
        "jacobian": course.layout,
        "jacobian_record": Record("hash", "0", "", digests, reports),
        "nbgrader": {
            "student": "ada",
            "assignment": NAME,
            "notebook": NOTEBOOK,
            "db_url": f"sqlite:///{course.layout.gradebook}",
        },
    }
    SaveScores().preprocess(notebook, resources)


def decide(course: TinyCourse, name: str, score: float) -> None:
    """Give a manual score, as formgrader does."""
    with course.gradebook as gradebook:
        grade = gradebook.find_grade(name, NOTEBOOK, NAME, "ada")
        grade.manual_score = score
        grade.needs_manual_grade = False
        gradebook.db.commit()


def flag(course: TinyCourse, name: str) -> bool:
    return bool(course.grades("ada")[name]["needs_manual_grade"])


def test_the_score_is_the_reports_whatever_the_cell_shows(course: TinyCourse):
    save(course, {"q_jacobian": 2.5, "q_double": 0.0})
    assert course.scores("ada") == {
        "q_jacobian": 2.5,
        "q_double": 0.0,
        "q_colour": 0.0,
        "q_essay": 0.0,
    }
    assert not flag(course, "q_double")


def test_an_undecided_answer_has_no_score_and_waits_for_a_human(course: TinyCourse):
    save(course, {"q_jacobian": None})
    assert course.scores("ada")["q_jacobian"] is None
    assert flag(course, "q_jacobian")


def test_an_answered_manual_part_waits_for_a_human(course: TinyCourse):
    save(course, {}, answered=True)
    assert course.scores("ada")["q_essay"] is None
    assert flag(course, "q_essay")


def test_an_unanswered_manual_part_is_an_explicit_zero_that_says_so(course: TinyCourse):
    save(course, {})
    assert course.scores("ada")["q_essay"] == 0.0
    assert not flag(course, "q_essay")
    with course.gradebook as gradebook:
        comment = gradebook.find_comment("q_essay", NOTEBOOK, NAME, "ada")
        assert comment.auto_comment == NO_RESPONSE
        beside = gradebook.find_comment("q_jacobian_answer", NOTEBOOK, NAME, "ada")
        assert beside.auto_comment is None  # its report says that there is no answer


def test_what_a_human_decided_stays_decided_while_the_answer_is_the_same(course: TinyCourse):
    save(course, {"q_jacobian": None}, answered=True)
    decide(course, "q_jacobian", 3)
    decide(course, "q_essay", 2)
    save(course, {"q_jacobian": None}, answered=True)
    assert not flag(course, "q_jacobian")
    assert not flag(course, "q_essay")
    assert course.grades("ada")["q_jacobian"]["manual_score"] == 3


def test_a_changed_answer_goes_back_to_the_human_who_decided_and_stays_there(course: TinyCourse):
    save(course, {"q_jacobian": None})
    decide(course, "q_jacobian", 3)
    save(course, {"q_jacobian": 4.0}, {"q_jacobian": "other"})
    assert flag(course, "q_jacobian")
    save(course, {"q_jacobian": 4.0}, {"q_jacobian": "other"})
    assert flag(course, "q_jacobian")


def test_a_human_decision_about_an_answer_that_nobody_remembers_is_looked_at_again(
    course: TinyCourse,
):
    decide(course, "q_jacobian", 3)
    save(course, {"q_jacobian": 4.0})
    assert flag(course, "q_jacobian")


def test_an_answer_that_becomes_decidable_waits_no_longer(course: TinyCourse):
    save(course, {"q_jacobian": None})
    save(course, {"q_jacobian": 4.0})
    assert not flag(course, "q_jacobian")
    assert course.scores("ada")["q_jacobian"] == 4.0
