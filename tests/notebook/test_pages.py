from __future__ import annotations

import base64
import re
from io import BytesIO

import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbformat.v4 import new_markdown_cell, new_notebook
from PIL import Image

from grader.notebook import pages
from grader.notebook.allowance import Allowance
from grader.notebook.pages import render


def picture() -> str:
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def test_formulas_are_drawn_with_their_tex_as_text():
    html = render(r"The slope is $\frac{1}{2}$.")
    assert "<svg" in html
    assert r"<title>\frac{1}{2}</title>" in html
    assert "$" not in html


@pytest.mark.parametrize("source", ["$$x$$", "\\begin{equation}x\\end{equation}"])
def test_displayed_formulas_stand_on_a_line_of_their_own(source: str):
    assert 'style="display: block' in render(source)


def test_a_displayed_fraction_is_taller_than_one_in_a_line():
    def height(source: str) -> float:
        found = re.search(r"height:([\d.]+)em", render(source))
        assert found
        return float(found[1])

    assert height(r"$$\frac{1}{2}$$") > 1.2 * height(r"$\frac{1}{2}$")


def test_a_comparison_in_a_formula_is_not_escaped_twice():
    assert "<title>a&lt;b</title>" in render("$a<b$")


def test_an_escaped_dollar_is_a_dollar():
    assert render(r"\$5 and \$6") == "<p>$5 and $6</p>\n"


def test_formulas_can_stand_in_tables():
    assert render("| a |\n|---|\n| $x$ |").count("<svg") == 1


@pytest.mark.parametrize(
    "source",
    [
        "[x](javascript:alert(1))",
        "<javascript:alert(1)>",
        "[x](data:text/html,alert(1))",
        "![x](/formgrader?path=alert(1))",
        '<img src="x" onerror="alert(1)">',
        "<script>alert(1)</script>",
        "```mermaid\n<script>alert(1)</script>\n```",
        '![x](y "a\\" onerror=\\"alert(1)")',
        '<img alt="$x$" onerror="alert(1)">',
    ],
)
def test_nothing_runs_or_loads(source: str):
    for element in BeautifulSoup(render(source), "html.parser").find_all():
        assert element.name != "script"
        assert not {"onerror", "src", "href"} & set(element.attrs)


def test_formulas_of_an_image_text_do_not_break_out_of_it():
    html = render("![a $x$ b](attachment:p.png)", {"p.png": {"image/png": picture()}})
    assert "<svg" not in html
    assert html.count("<img") == 1


def test_a_place_for_a_formula_can_not_be_forged():
    assert render('<span data-formula="7"></span>') == "<p></p>\n"
    assert render('<span data-formula="0"></span> $x$').count("<title>x</title>") == 2


def test_an_attached_picture_is_shown_and_a_missing_one_does_not_lose_the_page():
    shown = render("![p](attachment:p.png)", {"p.png": {"image/png": picture()}})
    assert f"data:image/png;base64,{picture()}" in shown
    assert "src" not in render("![p](attachment:no.png)")


def test_an_attachment_that_is_no_picture_is_not_shown():
    assert "src" not in render("![p](attachment:p)", {"p": {"image/svg+xml": "<svg/>"}})


def test_a_text_over_the_limit_is_shown_as_typed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "LONGEST", 5)
    assert render("<b>*x*") == "<pre>&lt;b&gt;*x*</pre>"


def test_what_is_beyond_the_allowance_of_text_is_shown_as_typed():
    allowance = Allowance(unread=5)
    shown = [render(source, allowance=allowance) for source in ("*a*", "*b*", "cd")]
    assert shown == ["<p><em>a</em></p>\n", "<pre>*b*</pre>", "<p>cd</p>\n"]


def test_formulas_beyond_the_allowance_are_shown_as_tex():
    html = render("$x$ $a<b$", allowance=Allowance(1))
    assert html.count("<svg") == 1
    assert "<code>a&lt;b</code>" in html


def test_an_easy_formula_is_typeset_where_a_hard_one_is_not():
    html = render(r"$\frac{1}{\sqrt{x}}$ $x$", allowance=Allowance(3))
    assert html.count("<svg") == 1
    assert r"<code>\frac{1}{\sqrt{x}}</code>" in html


def test_all_cells_of_a_page_share_one_allowance(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "Allowance", lambda: Allowance(3))
    exporter = HTMLExporter(
        template_name="classic", filters={"markdown2html": "grader.notebook.pages.markdown2html"}
    )
    cells = [new_markdown_cell("$x$ $y$") for _ in range(4)]
    html, _ = exporter.from_notebook_node(new_notebook(cells=cells))
    assert html.count("<svg") == 3


def test_nbconvert_uses_the_filter_with_the_attachments_of_the_cell():
    cell = new_markdown_cell("$x$ ![p](attachment:p.png) [y](javascript:alert(1))")
    cell["attachments"] = {"p.png": {"image/png": picture()}}
    exporter = HTMLExporter(
        template_name="classic", filters={"markdown2html": "grader.notebook.pages.markdown2html"}
    )
    html, _ = exporter.from_notebook_node(new_notebook(cells=[cell]))
    assert "<title>x</title>" in html
    assert picture() in html
    assert "javascript:alert" not in html
