"""How many redraws a second does the map explorer make while its point is dragged?

Chromium shows the explorer as the site does, without a kernel, and a mouse moves 45 times a second.
A redraw is a frame in which the picture has changed since the last one. What one redraw costs is
measured apart from this: without painting, over many points.
"""

from __future__ import annotations

import runpy
import shutil
from math import cos, sin
from pathlib import Path
from time import perf_counter, sleep

from playwright.sync_api import Browser, Page, sync_playwright

from course.figures import MapExplorer

SCRIPT = Path(__file__).parents[1] / "docs" / "site" / "extensions" / "explorer.py"
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu")
MAPS = ("fold", "polar", "arm")
WANTED, SECONDS, REACH = 45, 4, 60
"""Moves a second; for how long; and how far from the middle, in pixels."""
KEYS = 300
HEADER = ["map", "moves a second", "redraws a second", "ms a redraw"]
COUNT = """() => {
  const found = { moves: 0, redraws: 0 };
  let changed = false;
  const seen = new MutationObserver(() => { changed = true; });
  seen.observe(document.querySelector(".planes"), { attributes: true, subtree: true });
  addEventListener("pointermove", () => { found.moves += 1; }, true);
  const look = () => {
    found.redraws += changed;
    changed = false;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.found = found;
}"""
TIME = """(times) => {
  const handle = document.querySelector(".handle");
  const start = performance.now();
  for (let i = 0; i < times; i += 1) {
    const key = i % 20 < 10 ? "ArrowRight" : "ArrowLeft";
    handle.dispatchEvent(new KeyboardEvent("keydown", { key }));
  }
  return (performance.now() - start) / times;
}"""


def dragging() -> list[list[str]]:
    """A row for each of some maps; no table where no browser is installed."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        rows = [_row(browser, name) for name in MAPS]
        browser.close()
    return [HEADER, *rows]


def _row(browser: Browser, name: str) -> list[str]:
    page = browser.new_page()
    data, _ = MapExplorer(map=name)._repr_mimebundle_()
    page.set_content(data["text/html"])
    page.add_style_tag(path=SCRIPT.parents[3] / "course" / "figures" / "explorer.css")
    page.add_script_tag(content=runpy.run_path(str(SCRIPT))["script"]())
    cost = page.evaluate(TIME, KEYS)
    page.evaluate(COUNT)
    seconds = _drag(page)
    found = page.evaluate("window.found")
    page.close()
    rates = (f"{found[what] / seconds:.1f}" for what in ("moves", "redraws"))
    return [name, *rates, f"{cost:.2f}"]


def _drag(page: Page) -> float:
    """Lead the point around in circles, and say for how many seconds."""
    box = page.locator("circle.reach").last.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    start = perf_counter()
    for number in range(1, WANTED * SECONDS + 1):
        angle = number * 6.283 / WANTED
        page.mouse.move(x + REACH * (cos(angle) - 1), y + REACH * sin(angle))
        sleep(max(0.0, start + number / WANTED - perf_counter()))
    return perf_counter() - start
