"""What do the grader's pages look like today? Take their pictures, for the pages of docs/, anew.

Usage, after `make grade`: python docs/images/take.py [CLASS [FOLDER]]

CLASS is the root of a graded class, build/sample if it is not named; its report and the page of
what waits are written first. FOLDER is where the pictures go: beside this file. They are taken by
Chromium, in light colours.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from grader.cli import main

HERE = Path(__file__).resolve().parent
CLASS = HERE.parents[1] / "build" / "sample"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu")
COLOURS = 96
"""So many are kept, which halves a picture of text."""
MARGIN = 8
"""Pixels around what is shown."""


@dataclass(frozen=True)
class Picture:
    """A part of a page: from one element to another, both included.

    Attributes:
        name: of the file, without its ending.
        page: below the root of the class.
        begins: a selector of the first element.
        ends: a selector of the last one.
        width: of the window, in pixels.
    """

    name: str
    page: str
    begins: str
    ends: str
    width: int = 1200


FEEDBACK = "feedback/gustav/jacobians/1_compute.html"
PICTURES = (
    Picture("feedback", FEEDBACK, "section:has(+ #ex1_jacobian)", "#ex1_jacobian", width=880),
    Picture("feedback-page", FEEDBACK, "header.page", "#toc", width=1000),
    Picture("review", "review/jacobians/index.html", "h1", "section article:nth-of-type(2)"),
    Picture("report", "report/jacobians.html", "h1", "section:nth-of-type(2) figure"),
)


def take(graded: Path, folder: Path) -> Iterator[Path]:
    """Take every picture and give its file.

    Args:
        graded: the root of a graded class in which gustav handed in.
        folder: where the pictures go.
    """
    for command in ("report", "review"):
        main([command, "jacobians", "--root", str(graded)])
    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for picture in PICTURES:
            path = folder / f"{picture.name}.png"
            _taken(browser, picture, graded).save(path, optimize=True)
            yield path
        browser.close()


def _taken(browser: Browser, picture: Picture, graded: Path) -> Image.Image:
    page = browser.new_page(viewport={"width": picture.width, "height": 800}, color_scheme="light")
    page.goto((graded / picture.page).resolve().as_uri())
    parts = [page.locator(part).first for part in (picture.begins, picture.ends)]
    taken = photograph(page, *parts)
    page.close()
    return taken


def photograph(page: Page, first: Locator, last: Locator) -> Image.Image:
    """A picture of a page, from one element to another, both included."""
    return _few_colours(page.screenshot(full_page=True, clip=_around(first, last)))


def _around(first: Locator, last: Locator) -> dict[str, float]:
    boxes = [part.bounding_box() for part in (first, last)]
    left = min(box["x"] for box in boxes) - MARGIN
    right = max(box["x"] + box["width"] for box in boxes) + MARGIN
    top, bottom = boxes[0]["y"] - MARGIN, boxes[1]["y"] + boxes[1]["height"] + MARGIN
    return {"x": max(left, 0), "y": max(top, 0), "width": right - left, "height": bottom - top}


def _few_colours(taken: bytes) -> Image.Image:
    return Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS)


if __name__ == "__main__":
    places = [Path(argument) for argument in sys.argv[1:]]
    for written in take(*places, *(CLASS, HERE)[len(places) :]):
        print(written)
