"""The site that `make docs` makes: whole, small, and in need of nothing from elsewhere.

One lesson of the seventeen runs here, since a test of its own runs each (tests/lessons).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.browsing import barriers, browsing, profile
from tests.copies import copied, run
from tests.extensions import extension

RUNS = "course/lessons/03_detailed_example"
LOOKED_AT = (
    "index",
    "search",
    RUNS,
    "course/exercises/jacobians/2_determinant",
    "docs/benchmarks",
    "docs/instructor",
    "docs/misconceptions",
    "docs/site/api",
    "docs/site/contents",
)
LOOKED_AT_BY_DAY, LOOKED_AT_BY_NIGHT = LOOKED_AT[1:5], (LOOKED_AT[0], RUNS, *LOOKED_AT[5:])
"""The lesson in both themes; looking takes seconds a page, and all share one theme or the other."""
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
CARRIED = 10_000_000
"""Bytes of a site with the figures of one lesson; those of the others are some 10 MB more."""

pytestmark = pytest.mark.timeout(900)


@dataclass
class Page(HTMLParser):
    """What a page of the site loads, where it leads, and what can be led to in it."""

    text: str
    loads: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    relations: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.leads.append(found["href"])
        elif tag == "link" and found["rel"] in ("next", "prev", "index", "search"):
            self.relations[found["rel"]] = found["href"]
            self.leads.append(found["href"])
        elif tag == "link":
            self.loads.append(found["href"])
        elif LOADS.get(tag) in found:
            self.loads.append(found[LOADS[tag]])


@pytest.fixture(scope="module")
def site(
    root: Path, repository_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site of a copy, made by the command for it; a warning makes that fail."""
    copy = copied(root, repository_files, tmp_path_factory.mktemp("site") / "course copy")
    printed = run("make docs SPHINX='-D lessons_run=03_*'", copy)
    assert printed == f"site: {copy}/build/docs/index.html\n"
    return copy / "build" / "docs"


@pytest.fixture(scope="module")
def pages(site: Path) -> Mapping[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}


def target(page: Path, address: str) -> tuple[Path, str]:
    """The file to which an address on a page leads, and the place in it."""
    parts = urlsplit(address)
    return (page.parent / unquote(parts.path)).resolve() if parts.path else page, parts.fragment


@pytest.mark.slow
def test_the_command_makes_the_site(site: Path, root: Path):
    notebooks = [path.relative_to(root) for path in (root / "course").rglob("*.ipynb")]
    written = [path.relative_to(root) for path in (root / "docs").rglob("*.md")]
    sources = {path.with_suffix(".html") for path in (*notebooks, *written)}
    sources -= {Path("docs/README.html")}
    assert len(sources) > 50
    assert {path for path in sources if not (site / path).is_file()} == set()


@pytest.mark.slow
def test_the_site_is_small(site: Path):
    assert sum(path.stat().st_size for path in site.rglob("*") if path.is_file()) < CARRIED


@pytest.mark.slow
def test_no_page_of_the_site_loads_anything_from_elsewhere(site: Path, pages: Mapping[Path, Page]):
    loaded = [(path, address) for path, page in pages.items() for address in page.loads]
    inside = [(path, address) for path, address in loaded if not address.startswith("data:")]
    assert len(inside) > len(pages)
    assert [found for found in inside if not target(*found)[0].is_file()] == []
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        named = re.findall(r"(?:url\(|@import)\s*['\"]?([^'\")]*)", text)
        files = [name for name in named if not name.startswith(("data:", "#"))]
        assert [name for name in files if not (style.parent / name).is_file()] == []


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(pages: Mapping[Path, Page]):
    links = [(path, address) for path, page in pages.items() for address in page.leads]
    inner = [(path, address) for path, address in links if not urlsplit(address).scheme]
    assert len(inner) > 1000
    ends = {(path, address): target(path, address) for path, address in inner}
    broken = {
        (path.name, address)
        for (path, address), (file, place) in ends.items()
        if not file.is_file() or (place and file in pages and place not in pages[file].ids)
    }
    assert broken == set()


@pytest.mark.slow
def test_lessons_lead_on_to_the_next_and_back(site: Path, pages: Mapping[Path, Page]):
    lessons = sorted((site / "course" / "lessons").glob("*.html"))
    assert len(lessons) == 17
    for earlier, later in pairwise(lessons):
        assert target(earlier, pages[earlier].relations["next"])[0] == later
        assert target(later, pages[later].relations["prev"])[0] == earlier


@pytest.mark.slow
def test_the_site_can_be_searched(site: Path, pages: Mapping[Path, Page]):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    assert '"course/lessons/05_backpropagation"' in index
    assert '"singular"' in index
    assert "searchindex.js" in {Path(found).name for found in pages[site / "search.html"].loads}


@pytest.mark.slow
def test_a_lesson_that_ran_shows_its_figures_and_nothing_that_needs_a_kernel(site: Path):
    text = (site / f"{RUNS}.html").read_text(encoding="utf-8")
    figures = re.findall(r"<figure>(.*?)</figure>", text, re.DOTALL)
    assert [len(re.findall("<img ", figure)) for figure in figures][:1] == [3]  # of a slider
    assert all(re.match(r'<img alt="[^"]{40,}" src="data:image/svg', f) for f in figures)
    assert re.search(r'<div data-map-explorer="{&quot;map&quot;: &quot;fold', text)
    assert not re.search(r"VBox|FloatSlider|widget-state|MapExplorer object", text)


@pytest.mark.slow
def test_exercises_are_as_students_get_them(site: Path):
    for path in (site / "course" / "exercises").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "# Replace the dots above by your answer." in text
        assert "cell_output" not in text
        assert text.count("What this notebook imports") == 2  # to show it, and to hide it


@pytest.mark.slow
def test_formulas_are_there_without_a_script(site: Path, pages: Mapping[Path, Page]):
    lesson = pages[site / f"{RUNS}.html"].text
    assert lesson.count('<svg role="img"') > 50
    assert not re.search(r"\\\(|\\\[|MathJax", re.sub(r"<title>.*?</title>", "", lesson))


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("scheme", "width", "names"),
    [("light", 1200, LOOKED_AT_BY_DAY), ("dark", 380, LOOKED_AT_BY_NIGHT)],
    ids=["light, wide", "dark, narrow"],
)
def test_no_reader_is_kept_out_of_the_site(
    site: Path, scheme: str, width: int, names: tuple[str, ...]
):
    with browsing() as browser, profile(browser) as context:
        page = context.new_page()
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        for name in names:
            page.goto((site / f"{name}.html").as_uri())
            assert (name, barriers(page)) == (name, [])


def test_what_lessons_import_is_told_apart_by_its_content(root: Path, tmp_path: Path):
    digest = extension(root, "lessons").digest
    (tmp_path / "constraints.txt").write_text("numpy==2.1\n")
    (tmp_path / "course").mkdir()
    code = tmp_path / "course" / "drawing.py"
    code.write_text("width = 1\n")
    before = digest(tmp_path)
    code.write_text("width = 2\n")
    assert digest(tmp_path) != before
    code.write_text("width = 1\n")
    (tmp_path / "course" / "lesson.ipynb").write_text("{}")  # jupyter-cache looks at these
    assert digest(tmp_path) == before
