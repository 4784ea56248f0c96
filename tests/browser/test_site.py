"""The map explorer on the site: a picture where no script runs, to be moved where one does."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from course.figures import MapExplorer
from tests.extensions import extension

pytestmark = pytest.mark.browser


def test_the_picture_of_a_page_goes_on_from_its_state_as_an_explorer(
    context: BrowserContext, root: Path
):
    data, _ = MapExplorer(map="fold", point=(1, 1.5), zoom=2)._repr_mimebundle_()
    page = context.new_page()
    page.set_content(f"<title>site</title><body data-theme='dark'>{data['text/html']}")
    expect(page.locator("figure img")).to_have_count(1)
    page.add_script_tag(content=extension(root, "explorer").script())
    expect(page.locator("figure")).to_have_count(0)
    expect(page.get_by_label("zoom")).to_have_attribute("aria-valuetext", "2 times")
    page.locator(".handle").last.press("End")
    expect(page.locator(".readout")).to_contain_text("p = (1, 3.5)")
    page.get_by_label("map F").select_option("shear")
    expect(page.locator(".readout")).to_contain_text("F(p) = (0.75, 0.25)")


def test_the_explorer_is_as_dark_as_its_page(context: BrowserContext, root: Path):
    data, _ = MapExplorer()._repr_mimebundle_()
    page = context.new_page()
    page.set_content(f"<title>site</title><body data-theme='dark'>{data['text/html']}")
    page.add_script_tag(content=extension(root, "explorer").script())
    explorer = page.locator("[data-map-explorer]")
    expect(explorer).to_have_attribute("data-jp-theme-light", "false")
    page.evaluate("document.body.dataset.theme = 'light'")
    expect(explorer).to_have_attribute("data-jp-theme-light", "true")


def test_what_is_too_wide_for_its_page_can_be_reached_by_keys(context: BrowserContext, root: Path):
    page = context.new_page()
    style = "<style>pre { overflow-x: auto; width: 10em }</style>"
    long = "x" * 200
    page.set_content(f"<title>site</title>{style}<pre>{long}</pre><pre>x</pre>")
    page.add_script_tag(path=root / "docs" / "site" / "static" / "site.js")
    expect(page.locator("pre").first).to_have_attribute("tabindex", "0")
    expect(page.locator("pre").last).not_to_have_attribute("tabindex", "0")
