"""A browser that is let to this machine alone, and what a page keeps from some of its readers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

FLAGS = (
    "--no-sandbox",  # root may not have one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 60_000
"""Milliseconds: a net under what never comes, on a machine that does much else."""
SERIOUS = ("serious", "critical")
RUN_AXE = """async (within) => {
  const found = await axe.run(within ?? document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, nodes }) => (
    { id, impact, places: nodes.map((node) => node.html.slice(0, 200)) }
  ));
}"""
expect.set_options(timeout=PATIENCE)


def chromium() -> str:
    """Where Chromium is; a test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser is installed: none of {', '.join(PROGRAMS)}")
    return program


@contextmanager
def browsing() -> Iterator[Browser]:
    """Start Chromium. A loop of Playwright's runs in this thread until it has ended again."""
    program = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, which fails the test if a page asks for anything off this machine."""
    strayed: list[str] = []

    def keep_here(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname == "127.0.0.1" or address.scheme == "file":
            route.continue_()
        else:
            strayed.append(route.request.url)
            route.abort()

    context = browser.new_context(viewport={"width": 1250, "height": 1000})
    context.set_default_timeout(PATIENCE)
    context.route("**", keep_here)
    yield context
    context.close()
    assert not strayed


def barriers(page: Page, within: str | None = None) -> list[dict[str, Any]]:
    """What axe-core calls a serious violation, or worse, in a page or the parts that match."""
    page.evaluate(AXE_SCRIPT)
    return [found for found in page.evaluate(RUN_AXE, within) if found["impact"] in SERIOUS]
