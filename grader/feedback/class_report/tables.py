"""The figures of the report as tables, for a spreadsheet.

>>> from grader.feedback.class_report.data import ClassData
>>> from grader.feedback.class_report.summary import summarise
>>> sorted(tables(summarise(ClassData("tiny", (), ()), lambda q, a, b: False)))
['entries', 'misconceptions', 'questions', 'students']
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.feedback.class_report.counting import OUTCOMES
from grader.feedback.class_report.small_groups import LEAST, held_back, may_be_shown
from grader.feedback.class_report.summary import Summary

Cell = str | float | None
Table = Sequence[Sequence[Cell]]


def tables(summary: Summary) -> Mapping[str, Table]:
    """Every table by its name, the heading first; students only if they may be named."""
    found: dict[str, Table] = {
        "questions": [*_questions(summary)],
        "entries": [*_entries(summary)],
        "misconceptions": [*_misconceptions(summary)],
    }
    return found if summary.anonymous else {**found, "students": [*_students(summary)]}


def _questions(summary: Summary) -> Iterator[Sequence[Cell]]:
    yield (
        *(
            "notebook",
            "question",
            "points",
            "scored",
            "mean_share",
            "discrimination",
            "needs_human",
        ),
        *(outcome.value.replace(" ", "_") for outcome in OUTCOMES),
    )
    for item, counts in zip(summary.items, summary.outcomes, strict=True):
        asked = item.asked
        row = (asked.notebook, asked.name, asked.points)
        if not summary.anonymous:
            figures = (item.decided, _rounded(item.difficulty), _rounded(item.discrimination))
            yield (*row, *figures, item.waiting, *counts)
        elif item.decided >= LEAST:
            hidden = held_back(counts)
            shown = (None if n in hidden else count for n, count in enumerate(counts))
            yield (
                *row,
                None,
                _rounded(item.difficulty),
                _rounded(item.discrimination),
                None,
                *shown,
            )


def _entries(summary: Summary) -> Iterator[Sequence[Cell]]:
    yield ("question", "row", "column", "answers", "wrong", "undecided")
    for found in summary.entries:
        for number, (wrong, undecided) in enumerate(zip(found.wrong, found.undecided, strict=True)):
            row, column = divmod(number, found.shape[1])
            place = (found.asked.name, row + 1, column + 1, found.students)
            if not summary.anonymous:
                yield (*place, wrong, undecided)
            elif may_be_shown(wrong, found.students):
                yield (*place, wrong, None)


def _misconceptions(summary: Summary) -> Iterator[Sequence[Cell]]:
    yield ("codes", "misconception", "question", "students")
    everybody = len(summary.data.submissions)
    for shown in summary.misconceptions:
        for question, count in shown.questions:
            if not summary.anonymous or may_be_shown(count, everybody):
                yield (shown.codes, shown.name, question, count)


def _students(summary: Summary) -> Iterator[Sequence[Cell]]:
    asked = [each.name for each in summary.data.asked]
    yield ("student", "total", "needs_human", "isolation", "seconds", *asked)
    for each in summary.data.submissions:
        scores = [_rounded(each.scores.get(name)) for name in asked]
        waiting = " ".join(name for name in asked if each.scores.get(name, 0.0) is None)
        isolation = " ".join(sorted(set(each.isolation.values()) - {""}))
        yield (each.student, _rounded(each.total), waiting, isolation, each.seconds, *scores)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
