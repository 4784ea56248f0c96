from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from grader.notebook.layout import Layout
from grader.notebook.records import Record, read_record, write_record
from grader.verdict import Outcome, Report

PLACE = ("ada", "maps", "1_first")
RECORD = Record(
    submission="abc",
    grader="0.1.0",
    isolation="bubblewrap",
    answers={"q": "123"},
    reports={"q": Report("q", 2.0, 1.5, Outcome.PARTLY_RIGHT, staff=("tried",))},
    seconds=2.5,
)


def test_a_record_is_read_as_it_was_written(tmp_path: Path):
    layout = Layout.of_course(tmp_path)
    assert read_record(layout, *PLACE) is None
    write_record(layout, *PLACE, RECORD)
    assert read_record(layout, *PLACE) == RECORD


def test_a_record_takes_the_place_of_an_earlier_one(tmp_path: Path):
    layout = Layout.of_course(tmp_path)
    write_record(layout, *PLACE, replace(RECORD, submission="before"))
    write_record(layout, *PLACE, RECORD)
    assert read_record(layout, *PLACE) == RECORD
    folder = layout.step("reports", "ada", "maps")
    assert [path.name for path in folder.iterdir()] == ["1_first.json"]


def test_a_record_from_before_times_were_kept_is_read(tmp_path: Path):
    layout = Layout.of_course(tmp_path)
    write_record(layout, *PLACE, RECORD)
    path = layout.step("reports", "ada", "maps") / "1_first.json"
    path.write_text(path.read_text().replace(', "seconds": 2.5', ""))
    assert read_record(layout, *PLACE) == replace(RECORD, seconds=0.0)
