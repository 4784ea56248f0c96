"""What a person does in JupyterLab: open a notebook, type into its cells, run them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.servers import Server


def open_file(page: Page, server: Server, path: str = "") -> None:
    """Show a file in a fresh workspace, or the workspace alone."""
    page.goto(f"{server.address}/lab{'/tree/' if path else ''}{path}?reset")
    page.locator("#jupyterlab-splash").wait_for(state="detached")


def open_notebook(page: Page, server: Server, path: str) -> None:
    """Show a notebook and wait for its kernel."""
    open_file(page, server, path)
    wait_for_kernel(page)


def wait_for_kernel(page: Page) -> None:
    """Wait until the notebook that is shown can be run."""
    page.get_by_role("button", name="Python 3 (ipykernel) | Idle").wait_for()


def choose(page: Page, menu: str, command: str) -> None:
    """Choose a command from a menu."""
    page.locator(".lm-MenuBar-itemLabel", has_text=re.compile(f"^{menu}$")).click()
    page.locator(f'.lm-Menu-item[data-command="{command}"]').click()


def run_all(page: Page) -> None:
    """Run every cell of the notebook; this does not wait for their outputs."""
    choose(page, "Run", "runmenu:run-all")


def cell(page: Page, source: str) -> Locator:
    """The cell of code that begins with this source."""
    begins = page.locator(".cm-content", has_text=re.compile(f"^{re.escape(source)}"))
    return page.locator(".jp-CodeCell", has=begins)


def run(page: Page, source: str, *, typed: str = "") -> Locator:
    """Run the cell that begins with this source, after typing another one into it.

    Returns:
        Its output.
    """
    editor = cell(page, source).locator(".cm-content")
    editor.click()
    if typed:
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(typed)
    page.keyboard.press("Shift+Enter")
    return cell(page, typed.splitlines()[0] if typed else source).locator(".jp-OutputArea-output")


def save(page: Page) -> None:
    """Save the notebook that is shown."""
    page.keyboard.press("Control+S")
    expect(page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")).to_have_count(0)


def handle(page: Page | Locator, name: str) -> Locator:
    """The arrow at the edge of an explorer that moves one coordinate of p."""
    return page.get_by_role("slider", name=f"{name} of the point p")


def grip(explorer: Page | Locator) -> Locator:
    """Where an explorer's point p is taken hold of."""
    return explorer.locator("circle.reach").last


def drag(page: Page, held: Locator, right: float, down: float) -> None:
    """Drag by so many pixels, in ten moves."""
    held.scroll_into_view_if_needed()
    box = held.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=10)
    page.mouse.up()
