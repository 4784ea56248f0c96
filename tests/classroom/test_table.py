from __future__ import annotations

from grader.classroom.results import ClassResult, NotebookResult, SubmissionResult
from grader.classroom.table import progress, summary, table

RIGHT = SubmissionResult("amara", (NotebookResult("1_compute", 25, 25),), 2.04)
OPEN = SubmissionResult(
    "bo",
    (
        NotebookResult("1_compute", 6.43, 25, undecided=("ex1_determinant",)),
        NotebookResult("2_determinant", 22, 22, manual=("ex2_meaning",)),
    ),
    13.0,
)
FAILED = SubmissionResult("chi", seconds=0.5, fault="the database is locked")
CLASS = ClassResult("jacobians", (RIGHT, OPEN, FAILED))


def _rows(isolation: str) -> list[list[str]]:
    return [line.split() for line in table(CLASS, isolation).splitlines()]


def test_a_row_has_each_score_what_is_open_the_isolation_and_the_time():
    header, amara, bo, _ = _rows("bubblewrap")
    assert header[:3] == ["student", "1_compute", "2_determinant"]
    assert amara == ["amara", "25/25", "–", "0", "0", "bubblewrap", "2.0"]
    assert bo == ["bo", "6.43/25", "22/22", "1", "1", "bubblewrap", "13.0"]


def test_without_walls_every_row_says_not_isolated():
    assert all("NOT ISOLATED" in line for line in table(CLASS, "none").splitlines()[1:])


def test_a_submission_that_could_not_be_graded_needs_a_human_and_has_no_score():
    assert _rows("bubblewrap")[3][:6] == ["chi", "–", "–", "needs", "a", "human"]


def test_columns_are_aligned():
    assert len({len(line) for line in table(CLASS, "bubblewrap").splitlines()}) == 1


def test_the_summary_names_every_open_answer_and_every_fault():
    lines = summary(CLASS).splitlines()
    assert lines[0] == "3 submissions; a person has to decide 1 answer and to read 1 manual part."
    assert lines[1:] == [
        "bo: needs a human: ex1_determinant in 1_compute",
        "chi: needs a human, not graded: the database is locked",
    ]


def test_a_class_is_complete_only_without_undecided_answers_and_faults():
    assert not ClassResult("jacobians", (OPEN,)).complete
    assert not ClassResult("jacobians", (FAILED,)).complete
    manual_only = SubmissionResult("bo", OPEN.notebooks[1:])
    assert ClassResult("jacobians", (RIGHT, manual_only)).complete


def test_progress_says_when_a_person_is_needed():
    assert progress(RIGHT) == "amara: graded in 2.0 s"
    assert progress(OPEN) == "bo: needs a human in 13.0 s"
    assert progress(FAILED) == "chi: needs a human in 0.5 s"
