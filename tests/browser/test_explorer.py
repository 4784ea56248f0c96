"""The map explorer, in a page of its own without a kernel."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from course.figures import MapExplorer
from course.figures.maps import MAPS, effect
from tests.browser.lab import drag, grip, handle
from tests.browsing import barriers

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
MODULE = "data:text/javascript;base64," + base64.b64encode(MapExplorer._esm.encode()).decode()  # noqa: SLF001 - what the page gets
SHOW = """async ([address, state]) => {
  const { default: widget } = await import(address);
  const listeners = {};
  window.model = {
    state,
    get: (name) => state[name],
    set(name, value) {
      state[name] = value;
      (listeners[`change:${name}`] ?? []).forEach((listener) => listener());
    },
    save_changes() {},
    on: (name, listener) => (listeners[name] ??= []).push(listener),
    off: (name, listener) => listeners[name].splice(listeners[name].indexOf(listener), 1),
  };
  window.remove = widget.render({ model: window.model, el: document.querySelector("main") });
  window.listeners = listeners;
}"""


@pytest.fixture
def shown(context: BrowserContext, root: Path) -> Open:
    """An explorer in a page without a kernel."""
    css = (root / "course" / "figures" / "explorer.css").read_text()

    def show(**state: Any) -> Page:  # noqa: ANN401 - any trait
        explorer = MapExplorer(**state)
        page = context.new_page()
        page.set_content(f"<title>explorer</title><style>{css}</style><main></main>")
        names = ("map", "point", "step", "zoom", "readout", "_maps")
        page.evaluate(SHOW, [MODULE, {name: getattr(explorer, name) for name in names}])
        return page

    return show


def state(page: Page, name: str) -> Any:  # noqa: ANN401 - any trait
    return page.evaluate(f"window.model.get('{name}')")


@pytest.mark.parametrize("name", MAPS)
def test_the_page_has_the_formulas_and_words_of_python(shown: Open, name: str):
    page = shown()
    rng = np.random.default_rng(5)
    points = rng.uniform(-2, 2, (20, 2)).tolist()
    calculate = """async ([address, name, points]) => {
      const { FORMULAS, determinant, singularValues, effect } = await import(address);
      return points.map((p) => {
        const J = FORMULAS[name].matrix(p), value = FORMULAS[name].value(p);
        return { value, J, singular: singularValues(J), said: effect(determinant(J)) };
      });
    }"""
    for p, found in zip(points, page.evaluate(calculate, [MODULE, name, points]), strict=True):
        matrix = MAPS[name].matrix(*p)
        assert np.allclose(found["value"], MAPS[name].value(*p))
        assert np.allclose(found["J"], matrix)
        assert np.allclose(found["singular"], np.linalg.svd(matrix)[1])
        assert found["said"] == effect(MAPS[name].determinant(*p))


def test_dragging_the_point_moves_it_and_tells_what_the_map_does_there(shown: Open):
    page = shown(point=(1.5, 1))
    readout = page.locator(".readout")
    expect(readout).to_contain_text("det J = 3.5, positive: orientation is kept")
    width = page.locator(".plane .frame").first.bounding_box()["width"]
    drag(page, grip(page), -1.5 * width / 5, 0)
    assert state(page, "point") == [0, 1]
    expect(readout).to_contain_text("p = (0, 1), F(p) = (1, 0)")
    expect(readout).to_contain_text("det J = −1, negative: orientation reverses")
    expect(readout).to_contain_text("singular values: 1 and 1")
    expect(readout.locator("td")).to_have_text(["0", "1", "1", "0"])


@pytest.mark.parametrize("name", ["polar", "arm"])
def test_what_stays_in_its_place_is_not_drawn_anew_while_the_point_is_dragged(
    shown: Open, name: str
):
    page = shown(map=name)
    staying = page.locator(".grid, .axes, .still .singular")
    paths = staying.evaluate_all("(all) => (window.all = all).map((e) => e.getAttribute('d'))")
    assert len(paths) == 6
    page.evaluate("""() => {
      window.drawn = 0;
      const count = new MutationObserver((changes) => { window.drawn += changes.length; });
      window.all.forEach((path) => count.observe(path, { attributes: true }));
    }""")
    start = state(page, "point")
    drag(page, grip(page), -40, -60)
    assert state(page, "point") != start
    assert page.evaluate("window.drawn") == 0
    page.get_by_label("zoom").press("ArrowRight")
    assert page.evaluate("window.drawn") > 0


@pytest.mark.parametrize("point", [(1.5, 0), (-0.4, 0.2)])
def test_the_image_of_the_square_has_no_holes_though_it_may_be_folded(
    shown: Open, point: tuple[float, float]
):
    """det J = 2x² − y has one sign on the first square, and both on the second."""
    page = shown(map="fold", point=point, step=1)
    paint = page.locator("path.square").nth(1)
    inside = np.random.default_rng(7).uniform(0.02, 0.98, (200, 2)) + point
    x, y = (MAPS["fold"].value(*inside.T) - MAPS["fold"].value(*point)[:, None]) * 320 / 8
    held = "(path, all) => all.map(([x, y]) => path.isPointInFill(new DOMPoint(x, y)))"
    found = paint.evaluate(held, np.stack([x, -y], axis=1).tolist())
    assert np.mean(found) > 0.95  # the straight edges of the pieces miss some
    assert not any(paint.evaluate(held, [[300, 300], [-300, -300]]))


def test_an_arrow_at_the_edge_moves_one_coordinate_alone(shown: Open):
    page = shown(point=(1, 1.5))
    height = page.locator(".plane .frame").first.bounding_box()["height"]
    drag(page, handle(page, "y"), 40, -height / 5)
    assert state(page, "point") == [1, 2.5]


def test_a_finger_drags_the_point(shown: Open):
    page = shown(point=(1, 1))
    held = grip(page)
    finger = {"pointerId": 7, "pointerType": "touch", "isPrimary": True}
    page.evaluate("Element.prototype.setPointerCapture = () => {}")  # no finger is really there
    for event, x in (("pointerdown", 200), ("pointermove", 231), ("pointerup", 231)):
        held.dispatch_event(event, {**finger, "clientX": x, "clientY": 300})
    held.dispatch_event("pointermove", {**finger, "clientX": 400, "clientY": 300})
    x, y = state(page, "point")
    assert 1.2 < x < 1.6
    assert y == 1
    assert held.evaluate("(held) => getComputedStyle(held).touchAction") == "none"


def test_keys_move_a_coordinate_and_are_said_in_words(shown: Open):
    page = shown(point=(1, 2))
    slider = handle(page, "y")
    slider.focus()
    expect(slider).to_have_attribute(
        "aria-valuetext", "2; p = (1, 2); det J = 0, zero: to first order, small areas collapse"
    )
    for key, y in [("ArrowUp", 2.1), ("PageUp", 2.6), ("ArrowDown", 2.5), ("ArrowLeft", 2.4)]:
        page.keyboard.press(key)
        assert state(page, "point") == [1, y]
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuenow", "3.5")
    page.keyboard.press("Home")
    assert state(page, "point") == [1, -1.5]
    expect(handle(page, "x")).to_have_attribute("aria-orientation", "horizontal")


def test_other_keys_are_left_to_the_page(shown: Open):
    page = shown()
    handle(page, "x").focus()
    page.keyboard.press("Tab")
    expect(handle(page, "y")).to_be_focused()


def test_another_map_begins_at_its_own_point(shown: Open):
    page = shown(map="fold")
    page.get_by_label("map F").select_option("polar")
    assert state(page, "map") == "polar"
    assert tuple(state(page, "point")) == MAPS["polar"].start
    expect(handle(page, "θ")).to_be_visible()


def test_zooming_shows_the_map_become_linear(shown: Open):
    page = shown(map="polar", zoom=1)
    for _ in range(3):
        page.get_by_label("zoom").press("ArrowRight")
    assert state(page, "zoom") == 8
    expect(page.get_by_label("zoom")).to_have_attribute("aria-valuetext", "8 times")
    expect(page.get_by_label("square")).to_have_attribute("aria-valuetext", "side h = 0.0625")
    gap = page.locator(".readout p", has_text="gap")
    found = re.search(r"corner: ([\d.]+), which is ([\d.]+) h", gap.inner_text())
    assert found is not None
    assert float(found[1]) == pytest.approx(0.0625 * float(found[2]), rel=0.01)


def test_the_square_grows_with_its_slider(shown: Open):
    page = shown(step=0.5)
    page.get_by_label("square").press("ArrowRight")
    assert state(page, "step") == pytest.approx(0.6)


def test_text_is_large_and_dark_themes_have_light_ink(shown: Open):
    page = shown()
    sizes = "(all) => all.map((e) => parseFloat(getComputedStyle(e).fontSize))"
    assert min(page.locator(".map-explorer *").evaluate_all(sizes)) >= 17
    ink = "(e) => getComputedStyle(e).color"
    assert page.locator(".map-explorer").evaluate(ink) == "rgb(0, 0, 0)"
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert page.locator(".map-explorer").evaluate(ink) == "rgb(255, 255, 255)"


def test_a_removed_explorer_listens_no_more(shown: Open):
    page = shown()
    page.evaluate("window.remove()")
    assert page.evaluate("Object.values(window.listeners).flat().length") == 0


def test_an_exercise_tells_no_numbers_and_no_more_in_words_than_in_the_picture(shown: Open):
    page = shown(map="square", readout=False)
    expect(page.locator(".readout")).to_be_hidden()
    said = "1; p = (1, 0.5); positive: orientation is kept"
    expect(handle(page, "x")).to_have_attribute("aria-valuetext", said)


@pytest.mark.parametrize("light", ["true", "false"])
def test_no_reader_is_kept_out(shown: Open, light: str):
    page = shown()
    page.evaluate(f"document.body.dataset.jpThemeLight = '{light}'")
    assert barriers(page, ".map-explorer") == []


def test_all_controls_stand_in_one_row_where_a_notebook_is_usually_so_wide(shown: Open):
    page = shown(map="square", zoom=64)
    page.set_viewport_size({"width": 800, "height": 900})
    tops = page.locator(".controls label").evaluate_all("(all) => all.map((e) => e.offsetTop)")
    assert len(tops) == 3
    assert max(tops) - min(tops) < 10
