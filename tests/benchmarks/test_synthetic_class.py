"""A synthetic class is read like a graded one; nothing is timed here."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from benchmarks.synthetic_class import ASSIGNMENT, NOTEBOOKS, reports, write_class
from grader.classroom.class_data import questions_of, read_class


@pytest.mark.slow
def test_a_synthetic_class_is_read_as_it_was_written(root: Path, tmp_path: Path):
    write_class(tmp_path / "class", root, students=3)
    questions = questions_of(tmp_path / "class", ASSIGNMENT)
    found = read_class(tmp_path / "class", ASSIGNMENT, questions)
    assert len(found.submissions) == 3
    assert {asked.notebook for asked in found.asked} == set(NOTEBOOKS.values())
    for submission in found.submissions:
        assert submission.scores.keys() == submission.answers.keys()
        assert set(submission.isolation) == set(NOTEBOOKS.values())
    first, again = (reports(questions, Random(1), 0.5) for _ in range(2))  # noqa: S311 - a seed
    assert first == again
