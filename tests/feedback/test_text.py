from dataclasses import replace

import pytest

from grader.feedback.text import render_text
from grader.questions import Question
from grader.verdict import EntryVerdict, Report
from tests.feedback.samples import (
    CHOICES,
    EVERY,
    FUNCTION,
    JACOBIAN,
    OUTPUTS,
    PARTLY,
    PROVED,
    RIGHT,
    SECRET,
    TICKS,
    UNREADABLE,
)


def test_a_partly_right_matrix_reads_line_by_line():
    assert render_text(PARTLY, JACOBIAN).splitlines()[:7] == [
        "ex1_jacobian: ◐ Partly right, 6.43 of 9 points",
        "  7 of 9 entries are right; look again at (2, 1), (2, 2).",
        "  your answer, a 3×3 matrix:",
        "    (1, 1)  ✓ right:  2*x",
        "    (1, 2)  ✓ right:  z",
        "    (1, 3)  ✓ right:  y",
        "    (2, 1)  ✗ wrong:  cos(x*y)",
    ]


def test_hints_and_notes_are_named_as_such():
    assert "  Hint: d sin(u) = cos(u)·du." in render_text(PARTLY, JACOBIAN)
    assert "  Note: m and n differ: right" in render_text(OUTPUTS, FUNCTION)


def test_how_an_answer_was_read_is_said_once():
    noted = replace(RIGHT, notes=("your answer was read as a 3×3 matrix", "another note"))
    assert render_text(noted, JACOBIAN).count("a 3×3 matrix") == 1
    assert "another note" in render_text(noted, JACOBIAN)


def test_ticked_options_are_spelled_out():
    text = render_text(TICKS, CHOICES)
    assert "your answer: B: (0, 3, 0)\n               C: where" in text
    assert "no option" in render_text(replace(TICKS, answer=()), CHOICES)


@pytest.mark.parametrize(("report", "question"), EVERY)
def test_nothing_of_the_reference_is_told(report: Report, question: Question):
    assert SECRET not in render_text(report, question)


@pytest.mark.parametrize(("report", "question"), EVERY)
def test_every_report_starts_with_question_outcome_and_points(report: Report, question: Question):
    first = render_text(report, question).splitlines()[0]
    assert first.startswith(f"{report.question}: ")
    assert f"{report.points:g} points" in first


def test_long_entries_are_cut():
    report = replace(PARTLY, answer=("x" * 10_000,) * 9)
    assert len(render_text(report, JACOBIAN)) < 9000


def test_how_many_entries_are_not_shown_is_said():
    seven = [EntryVerdict(i, j, PROVED) for i in range(1, 8) for j in range(1, 8)]
    square = replace(RIGHT, shape=(7, 7), entries=tuple(seven), answer=("x",) * 49)
    assert render_text(square, JACOBIAN).splitlines()[-2:] == [
        "    (6, 5)  ✓ right:  x",
        "    and 9 more entries",
    ]
    unmarked = replace(square, entries=())
    assert render_text(unmarked, JACOBIAN).endswith("x, x, and 9 more entries")
    six = replace(RIGHT, shape=(6, 6), entries=tuple(seven[:36]), answer=("x",) * 36)
    assert "more entries" not in render_text(six, JACOBIAN)


def test_a_caret_stays_below_its_place():
    report = replace(UNREADABLE, summary="a ) is missing; add it\n  (x + y\n        ^")
    assert render_text(report, JACOBIAN).splitlines()[1:] == [
        "  A ) is missing; add it.",
        "    (x + y",
        "          ^",
    ]
