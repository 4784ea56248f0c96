from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output
from traitlets import TraitError

from course.figures import MapExplorer
from course.figures.maps import MAPS

WIDGET = "application/vnd.jupyter.widget-view+json"


def test_it_begins_where_its_map_begins():
    explorer = MapExplorer()
    assert (explorer.map, explorer.point) == ("fold", MAPS["fold"].start)
    assert MapExplorer(map="polar").point == MAPS["polar"].start


def test_the_square_shrinks_as_the_planes_are_enlarged():
    assert MapExplorer(step=0.4, zoom=8).side == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("state", "message"),
    [
        ({"map": "cubic"}, "map is 'cubic'; expected one of fold, square, polar"),
        ({"map": "cubic", "point": (1, 2)}, "map is 'cubic'; expected one of"),
        ({"point": 3}, "point is 3; expected two numbers, such as"),
        ({"point": (1, 2, 3)}, "expected two numbers"),
        ({"point": "ab"}, "expected two numbers"),
        (
            {"point": (9, 1)},
            r"point is \(9, 1\); expected coordinates from -2.5 to 2.5 and -1.5 to",
        ),
        ({"point": (1, float("nan"))}, "expected coordinates from"),
        ({"step": 0}, "step is 0; expected a number from 0.1 to 1"),
        ({"step": None}, "step is None; expected a number"),
        ({"zoom": 65}, "zoom is 65; expected a number from 1 to 64"),
        ({"zoom": float("nan")}, "zoom is nan; expected a number"),
    ],
)
def test_what_cannot_be_drawn_is_refused_at_once_and_later(state: dict[str, Any], message: str):
    with pytest.raises(TraitError, match=message):
        MapExplorer(**state)
    explorer = MapExplorer()
    with pytest.raises(TraitError, match=message):
        explorer.set_state(state)
    assert explorer.point == MAPS["fold"].start


def test_a_new_map_keeps_the_point_where_its_plane_reaches_it():
    explorer = MapExplorer(point=(1, 1.5))
    explorer.map = "square"
    assert explorer.point == (1.0, 1.5)
    explorer.map = "fold"
    explorer.point = (1, 3)
    explorer.map = "shear"
    assert explorer.point == MAPS["shear"].start


def test_a_message_of_the_page_sets_map_and_point_together():
    explorer = MapExplorer(point=(1, 3))
    explorer.set_state({"map": "arm", "point": [-3, -3]})
    assert (explorer.map, explorer.point) == ("arm", (-3.0, -3.0))


@pytest.mark.parametrize("name", MAPS)
def test_a_page_without_a_kernel_gets_a_described_picture(name: str):
    explorer = MapExplorer(map=name)
    data, _ = explorer._repr_mimebundle_()
    (alt,) = re.findall(r'<img alt="([^"]*)" src="data:image/svg', data["text/html"])
    assert 40 <= len(alt) <= 400
    assert "det J(p) is " in alt
    assert "<figcaption>The map explorer at p = (" in data["text/html"]
    assert data[WIDGET]["model_id"] == explorer.model_id
    assert alt.replace("&#x27;", "'") in data["text/plain"]
    (state,) = re.findall('<div data-map-explorer="([^"]*)"><figure>', data["text/html"])
    assert json.loads(unescape(state))["point"] == list(explorer.point)


def test_an_exported_page_shows_the_picture_where_no_state_of_widgets_was_saved():
    """With a saved state, nbconvert's page asks a server for the live explorer in its place."""
    data, _ = MapExplorer()._repr_mimebundle_()
    output = new_output("display_data", data)
    page, _ = HTMLExporter().from_notebook_node(
        new_notebook(cells=[new_code_cell("MapExplorer()", outputs=[output])])
    )
    assert "<figcaption>The map explorer at p = (" in page
    assert data[WIDGET]["model_id"] not in page


def test_the_picture_shows_the_state_of_the_moment():
    explorer = MapExplorer(point=(2, 1))
    explorer.point = (0, 1)
    data, _ = explorer._repr_mimebundle_()
    assert "p = (0, 1)" in data["text/plain"]
    assert "negative: orientation reverses, small areas stay" in data["text/plain"]


def test_nothing_moves_by_itself():
    sources = MapExplorer._esm + str(MapExplorer._css)  # noqa: SLF001 - what the page gets
    assert not re.search(r"transition|animation|setInterval|requestAnimationFrame", sources)


def test_nothing_is_loaded_from_elsewhere():
    sources = MapExplorer._esm + str(MapExplorer._css)  # noqa: SLF001 - what the page gets
    names = set(re.findall(r"https?://[^\"' ]+", sources))
    assert names == {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"}  # of XML
    assert not re.search(r"\bimport\b|@import|url\((?!#)", sources.partition("\n\n")[2])


def test_an_installed_course_has_the_files_of_the_page(root: Path, tmp_path: Path):
    """What setuptools puts into a wheel is what its step build_py copies."""
    setup = "import setuptools; setuptools.setup()"
    steps = ["egg_info", f"--egg-base={tmp_path}", "build_py", f"--build-lib={tmp_path / 'lib'}"]
    subprocess.run(
        [sys.executable, "-c", setup, "--quiet", *steps], cwd=root, check=True, capture_output=True
    )
    there, here = (f / "course" / "figures" for f in (tmp_path / "lib", root))
    installed, wanted = ({p.name for p in f.glob("*.[cj]s*")} for f in (there, here))
    assert installed == wanted >= {"explorer.css", "explorer.js", "range_input.js"}
