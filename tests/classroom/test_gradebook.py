from __future__ import annotations

import pytest
from nbgrader.api import Gradebook

from grader.classroom.gradebook import read_notebooks, read_scores
from grader.classroom.results import NotebookResult

# nbgrader 0.9.6 adds a submission to its session later than SQLAlchemy would like.
pytestmark = pytest.mark.filterwarnings("ignore:Object of type <Submitted:sqlalchemy.exc.SAWarning")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A gradebook with one submission: a scored answer, an undecided one, a manual part."""
    address = f"sqlite:///{tmp_path_factory.mktemp('class') / 'gradebook.db'}"
    with Gradebook(address) as gradebook:
        gradebook.add_assignment("jacobians")
        gradebook.add_notebook("1_compute", "jacobians")
        for name, points in (("decided", 9), ("undecided", 4), ("essay", 3)):
            gradebook.add_grade_cell(
                name, "1_compute", "jacobians", max_score=points, cell_type="code"
            )
        gradebook.add_student("amara")
        gradebook.add_submission("jacobians", "amara")
        grade = gradebook.find_grade("decided", "1_compute", "jacobians", "amara")
        grade.auto_score, grade.needs_manual_grade = 6.43, False
        gradebook.db.commit()
    return address


def test_undecided_answers_and_manual_parts_are_told_apart(database: str):
    assert read_notebooks(database, "jacobians", "amara", {"decided", "undecided"}) == (
        NotebookResult("1_compute", 6.43, 13, ("undecided",), ("essay",)),
    )


def test_a_submission_that_is_not_in_the_gradebook_has_no_notebooks(database: str):
    assert read_notebooks(database, "jacobians", "nobody", {"decided"}) == ()


def test_an_undecided_answer_has_no_score(database: str):
    assert read_scores(database, "jacobians") == {
        ("amara", "decided"): 6.43,
        ("amara", "undecided"): None,
        ("amara", "essay"): None,
    }
