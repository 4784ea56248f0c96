"""The page of corrections and the boxes in the lessons tell of each other.

Lessons and rows name each other by file and section, so a box that is new, moved or taken out fails
here until the page follows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "course" / "lessons"
PAGE = ROOT / "docs" / "errata.md"
PARTS = {"Corrections": "Correction", "More precisely": "More precisely"}
"""The page's parts, and the words with which their boxes begin."""
BOX = re.compile(r"> \*\*(Correction|More precisely)\.\*\* ")
PLACE = re.compile(r'\]\(\.\./course/lessons/(\w+)\.ipynb\), "([^"]+)"')
QUOTATION = re.compile(r'"([^"]*)"')


@dataclass(frozen=True, order=True)
class Place:
    """Where a box stands: the lesson's file, the section, and the kind of the box."""

    lesson: str
    section: str
    kind: str


@dataclass(frozen=True)
class Row:
    """A row of the page: its cells, and the places of its boxes."""

    cells: tuple[str, ...]
    places: tuple[Place, ...]


def rows() -> list[Row]:
    found, kind = [], ""
    for line in PAGE.read_text().splitlines():
        if line.startswith("## "):
            kind = PARTS.get(line.removeprefix("## "), "")
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        if line.startswith("| ") and cells[0] != "where":
            places = (Place(*found, kind) for found in PLACE.findall(cells[-1]))
            found.append(Row(cells, tuple(places)))
    return found


def boxes(path: Path) -> list[Place]:
    found, section = [], ""
    for cell in nbformat.read(path, as_version=4).cells:
        for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
            if line.startswith("## "):
                section = line.removeprefix("## ")
            if box := BOX.match(line):
                found.append(Place(path.stem, section, box[1]))
    return found


ROWS = rows()
NAMED = Counter(place for row in ROWS for place in row.places)
LESSONS = sorted(FOLDER.glob("*.ipynb"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_box_has_its_row(path: Path):
    assert sorted((Counter(boxes(path)) - NAMED).elements()) == []


@pytest.mark.parametrize("lesson", sorted({place.lesson for place in NAMED}))
def test_every_row_leads_to_its_box(lesson: str):
    path = FOLDER / f"{lesson}.ipynb"
    assert path in LESSONS
    standing = boxes(path)
    assert [p for p in NAMED if p.lesson == lesson and p not in standing] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_box_begins_in_one_of_the_two_ways(path: Path):
    quoted = [
        block
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "markdown"
        for block in re.findall(r"(?:^>.*\n?)+", cell.source, re.MULTILINE)
    ]
    assert [block for block in quoted if not BOX.match(block)] == []


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.cells[0])
def test_a_row_is_whole_and_quotes_a_few_words_at_most(row: Row):
    assert len(row.cells) == 5
    assert all(row.cells)
    assert row.places
    assert all(len(said.split()) <= 6 for said in QUOTATION.findall(row.cells[1]))
