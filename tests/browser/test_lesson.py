"""A student's way through a lesson: predict, look, drag, check, ask for a hint."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visit
from tests.browser.lab import cell, drag, grip, handle, open_notebook, run, run_all
from tests.browser.servers import Server
from tests.browsing import barriers

pytestmark = pytest.mark.browser

LESSON = "lessons/03_detailed_example.ipynb"
PREDICTION = 'prediction = "C"'
OURS = ".jp-OutputArea-output"


def test_a_lesson_is_gone_through(visit: Visit, students: Server):
    page = visit(students)
    open_notebook(page, students, LESSON)
    run_all(page)
    explorer = page.locator(".map-explorer")
    expect(explorer).to_have_count(1)
    _predict(page)
    _move_the_figure(page)
    _drag(page, explorer)
    _check(page)
    assert barriers(page, OURS) == []


def _predict(page: Page) -> None:
    """Commit to an answer, then see how it fares."""
    dots = "# A: (2, -1)"
    expect(run(page, dots)).to_contain_text("Replace the dots")
    noted = run(page, dots, typed=f"{PREDICTION}\npredict(q.l03_unchanged, prediction)")
    expect(noted).to_contain_text("Your prediction is noted")
    expect(run(page, "reveal(q.l03_unchanged)")).to_contain_text("✓ Right")


def _move_the_figure(page: Page) -> None:
    """One figure is shown, not its frames; the button of a frame moves the sliders there."""
    output = cell(page, "explore(").locator(OURS)
    figure = output.locator("figure")
    expect(figure).to_have_count(1)
    output.get_by_role("button", name="Frame 3").click()
    said = "The figure with x of the corner p 0, y of the corner p 1, side h of the square 0.6."
    expect(figure.get_by_role("img", name=said)).to_be_visible()


def _drag(page: Page, explorer: Locator) -> None:
    """The point goes where it is dragged, and Python knows."""
    readout = explorer.locator(".readout")
    expect(readout).to_contain_text("p = (−2, 1)")
    drag(page, grip(explorer), 60, -30)
    expect(readout).not_to_contain_text("p = (−2, 1)")
    for name, end in (("x", "Home"), ("y", "End")):
        handle(explorer, name).press(end)
    handle(explorer, "x").press("ArrowRight")
    stands = run(page, "explorer = MapExplorer", typed="print(explorer.map, *explorer.point)")
    expect(stands).to_have_text("fold -2.4 3.5")


def _check(page: Page) -> None:
    """A wrong answer, a hint, the right answer."""
    wrong = run(page, "letter = ...", typed='letter = "B"\ncheck(q.l03_letter, letter)')
    expect(wrong).to_contain_text("Not right yet")
    hint = run(page, 'letter = "B"', typed="hint(q.l03_letter)")
    expect(hint).to_contain_text("Hint")
    right = run(page, "hint(q.l03_letter)", typed='check(q.l03_letter, "C")')
    expect(right).to_contain_text("✓ Right")
