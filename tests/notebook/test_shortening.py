from __future__ import annotations

import base64
import os

import pytest
from bs4 import BeautifulSoup

from grader.feedback import formula_svg
from grader.notebook.shortening import BEGINNING, CUT, MOST, PICTURE_LEFT_OUT, kept_short

PICTURE = f'<img alt="p" src="data:image/png;base64,{base64.b64encode(bytes(3000)).decode()}">'
OUTPUT = f'<pre class="out"><span class="x">{"&lt;b&gt;" * 2000}</span></pre>'
FORMULA = formula_svg("a+b<c")


def test_what_fits_is_left_as_it_is():
    page = PICTURE + OUTPUT + FORMULA
    assert kept_short(page) == page
    assert kept_short(page, most=len(page)) == page


def test_a_formula_gives_way_to_its_tex():
    assert kept_short(f"<p>{FORMULA} is so</p>", most=100) == "<p><code>a+b&lt;c</code> is so</p>"


def test_a_picture_gives_way_to_a_note():
    assert kept_short(f"<p>{PICTURE}</p>", most=100) == f"<p>{PICTURE_LEFT_OUT}</p>"


def test_a_long_output_keeps_its_beginning_and_no_entity_is_cut_in_two():
    shown = BeautifulSoup(kept_short(OUTPUT, most=5_000), "html.parser").pre
    assert shown["class"] == ["out"]
    assert shown.text == ("<b>" * 2000)[:BEGINNING] + f"\n{CUT}"
    assert not shown.find("b")


def test_the_largest_gives_way_first_and_no_more_than_has_to():
    small = "<pre>short</pre>"
    page = small + PICTURE + FORMULA + OUTPUT
    assert len(OUTPUT) > len(PICTURE) > len(FORMULA)
    once = kept_short(page, most=len(page) - 1)
    assert (PICTURE in once, FORMULA in once, CUT in once) == (True, True, True)
    twice = kept_short(page, most=len(once) - 1)
    assert (PICTURE in twice, FORMULA in twice) == (False, True)
    assert small in kept_short(page, most=1)


@pytest.mark.parametrize(
    "bulky",
    [
        "".join(formula_svg(f"x_{{{n}}}^{{{n}}}+y") for n in range(300)),
        f"<p>{PICTURE}</p>" * 200,
        "".join(f"<pre>{os.urandom(9).hex() * 4000}é</pre>" for _ in range(20)),
    ],
    ids=["formulas", "pictures", "outputs"],
)
def test_a_page_of_any_of_these_stays_below_the_limit(bulky: str):
    assert len(bulky) > MOST
    assert MOST / 2 < len(kept_short(bulky).encode()) <= MOST
