from __future__ import annotations

import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from grader.feedback.class_report.charts import (
    Row,
    entry_map,
    histogram,
    outcome_map,
    percent,
    share_bar,
    signed_dot,
)

HOSTILE = "</svg><script>alert(1)</script>\"'&"
SVG = "{http://www.w3.org/2000/svg}"
COLUMNS = [("✓ right", "right"), ("✗ wrong", "wrong")]


def read(text: str) -> Element:
    """Read what stands in a page as XML, which it has to be."""
    return fromstring(text)  # noqa: S314 - we wrote it ourselves


def drawn(text: str) -> Element:
    picture = read(text)
    assert picture.tag == f"{SVG}svg"
    return picture


def texts(picture: Element) -> list[str]:
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def test_bars_are_as_high_as_their_counts_and_say_them():
    picture = drawn(histogram((0, 2, 4, 1), 8.0))
    heights = [float(bar.attrib["height"]) for bar in picture.iter(f"{SVG}rect")]
    assert heights[1] == 2 * heights[0] == 4 * heights[2]
    assert [text for text in texts(picture) if text in {"2", "4", "1"}][:3] == ["2", "4", "1"]


def test_a_count_that_is_held_back_is_a_dash_without_a_bar():
    picture = drawn(histogram((None, 7), 8.0))
    assert len(list(picture.iter(f"{SVG}rect"))) == 1
    assert "–" in texts(picture)
    assert "0 to 4: –; 4 to 8: 7" in (picture.findtext(f"{SVG}desc") or "")


def test_every_colour_of_a_heat_map_has_its_number():
    table = read(outcome_map(COLUMNS, [Row("q", (3, 1), 4), Row("r", (None, 0), 4)]))
    cells = table.findall("tbody/tr/td")
    assert [cell.attrib["class"] for cell in cells] == ["right", "wrong"] * 2
    shades = [float(cell.attrib["style"].removeprefix("--share:")) for cell in cells]
    assert shades[0] == pytest.approx(3 * shades[1], abs=0.01)
    assert shades[2:] == [0, 0]
    assert [cell.text for cell in cells] == ["75 %", "25 %", "–", "·"]
    assert [name.text for name in table.iter("th")] == ["✓ right", "✗ wrong", "q", "r"]


def test_a_map_of_entries_says_where_answers_are_wrong():
    picture = drawn(entry_map("q", ("f1", "f2"), ("x", "y"), (0, 1, None, 4), 4))
    assert picture.findtext(f"{SVG}desc", "").endswith("(1, 2) 25 %, (2, 2) 100 %.")
    assert picture.findtext(f"{SVG}title") == "Wrong entries of q"


def test_a_picture_is_named_by_its_title_and_description():
    picture = drawn(histogram((1,), 1.0))
    ids = {element.attrib["id"] for element in picture.iter() if "id" in element.attrib}
    assert picture.attrib["role"] == "img"
    assert set(picture.attrib["aria-labelledby"].split()) == ids


def test_hostile_names_are_text():
    table = read(outcome_map([(HOSTILE, "right")], [Row(HOSTILE, (1,), 1)]))
    assert {element.tag for element in table.iter()} == {
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    picture = drawn(entry_map(HOSTILE, (HOSTILE,), (HOSTILE,), (1,), 1))
    assert {element.tag for element in picture.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "desc", "g", "rect", "text", "line")
    }


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (0.0001, "<1 %"), (0.5, "50 %"), (0.9999, ">99 %"), (1, "100 %")],
)
def test_a_share_is_never_rounded_to_none_or_all(share: float, said: str):
    assert percent(share) == said


def test_small_bars_stay_in_their_frame():
    for picture in (share_bar(1.7), share_bar(-1)):
        widths = [float(width) for width in re.findall(r' width="([-0-9.]+)"', picture)]
        assert all(0 <= width <= 90 for width in widths)
    for picture in (signed_dot(-1, 0.2), signed_dot(1, 0.2)):
        (centre,) = re.findall(r'cx="([-0-9.]+)"', picture)
        assert 4.5 <= float(centre) <= 85.5
