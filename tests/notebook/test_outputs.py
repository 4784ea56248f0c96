from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import nbformat
import pytest
import sympy
from nbformat.v4 import new_code_cell, new_notebook
from PIL import Image

from grader.notebook import outputs
from grader.notebook.allowance import Allowance
from grader.notebook.outputs import CUT, rebuilt


def picture() -> str:
    file = BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return base64.b64encode(file.getvalue()).decode()


def display(**data: object) -> dict[str, Any]:
    bundle = {key.replace("_", "/"): value for key, value in data.items()}
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def test_text_pictures_and_errors_are_shown_and_the_result_is_a_valid_notebook():
    found = rebuilt(
        [
            {"output_type": "stream", "name": "stderr", "text": "careful"},
            display(text_plain="1", image_png=picture()),
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["a", "\x1b[31mb"]},
        ]
    )
    assert [output.output_type for output in found] == ["stream", "display_data", "error"]
    assert found[0].text == "careful"
    assert found[1].data == {"text/plain": "1", "image/png": picture()}
    assert found[2].traceback == ["a", "\x1b[31mb"]
    nbformat.validate(new_notebook(cells=[new_code_cell("", outputs=found)]))


def test_all_outputs_share_one_allowance():
    allowance = Allowance(left=3)
    cells = [[display(text_markdown="$x$ $y$")], [display(text_markdown="$x$ $y$")]]
    shown = [output.data["text/html"] for cell in cells for output in rebuilt(cell, allowance)]
    assert [html.count("<svg") for html in shown] == [2, 1]


def test_all_pictures_share_one_allowance_those_in_html_too():
    allowance = Allowance(pixels=2 * 2 * 3)
    html = f'<img alt="a" src="data:image/png;base64,{picture()}">'
    cells = [[display(image_png=picture())], [display(text_html=html * 3)]]
    plain, mixed = (rebuilt(cell, allowance)[0].data for cell in cells)
    assert plain == {"image/png": picture()}
    assert mixed["text/html"].count("<img") == 2
    assert mixed["text/html"].count("picture left out") == 1


def test_metadata_is_dropped():
    output = display(image_png=picture())
    output["metadata"] = {"image/png": {"width": "1 onerror=alert(1)"}, "text/html": "isolated"}
    assert rebuilt([output])[0].metadata == {}


def test_a_result_is_shown_but_is_no_result_that_a_scorer_would_read():
    output = {**display(text_plain="100"), "output_type": "execute_result", "execution_count": 1}
    assert rebuilt([output])[0].output_type == "display_data"


@pytest.mark.parametrize(
    "mime",
    [
        "application/javascript",
        "image/svg+xml",
        "application/vnd.jupyter.widget-view+json",
        "application/vnd.jacobian.answer+json",
        "text/vnd.mermaid",
        "application/pdf",
    ],
)
def test_other_types_are_dropped(mime: str):
    output = display(text_plain="x")
    output["data"][mime] = "alert(1)"
    assert rebuilt([output])[0].data == {"text/plain": "x"}


def test_an_output_of_which_nothing_is_left_is_left_out():
    assert rebuilt([display(image_svg="<svg/>"), {"output_type": "update"}, {}]) == []


def test_html_is_cleaned():
    (output,) = rebuilt([display(text_html="<b>x</b><script>alert(1)</script>")])
    assert output.data["text/html"] == "<b>x</b>"


def test_a_picture_that_is_none_is_dropped():
    (output,) = rebuilt([display(text_plain="x", image_png='A" onerror="alert(1)')])
    assert output.data == {"text/plain": "x"}


def test_tex_and_markdown_become_drawn_formulas():
    (tex,) = rebuilt([display(text_plain="x", text_latex="$\\displaystyle x^2$")])
    assert "<svg" in tex.data["text/html"]
    (markdown,) = rebuilt([display(text_markdown="*so* $x$ [y](javascript:alert(1))")])
    assert "<em>so</em>" in markdown.data["text/html"]
    assert "javascript" not in markdown.data["text/html"]


def test_a_formula_that_is_hard_to_typeset_is_shown_as_python_writes_it():
    x = sympy.Symbol("x")
    matrix = sympy.Matrix(2, 2, [x / (1 + sympy.exp(x / k)) ** 2 for k in range(1, 5)])
    tex = f"$\\displaystyle {sympy.latex(matrix)}$"
    (output,) = rebuilt([display(text_plain=str(matrix), text_latex=tex)])
    assert output.data == {"text/plain": str(matrix)}
    (alone,) = rebuilt([display(text_latex=tex)])
    assert "<svg" in alone.data["text/html"]


def test_control_characters_other_than_colours_are_dropped():
    (output,) = rebuilt([{"output_type": "stream", "text": "a\x08\x00\u202eb\x1b[1mc"}])
    assert output.text == "ab\x1b[1mc"


def test_one_line_of_twenty_million_characters_is_cut():
    found = rebuilt([{"output_type": "stream", "name": "stdout", "text": "x" * 20_000_000}])
    assert len(found[0].text) < outputs.LONGEST + 100
    assert found[0].text.endswith(CUT)


def error(*traceback: str) -> dict[str, Any]:
    told = {"ename": "ValueError", "evalue": "too long", "traceback": list(traceback)}
    return {"output_type": "error", **told}


@pytest.mark.parametrize(
    "printed",
    [
        [{"output_type": "stream", "text": text} for text in ("x" * 10**6, "more")],
        [error("x" * 60_000, "x" * 200_000, "more", "more")],
        [error("x" * 60_000, "more"), {"output_type": "stream", "text": "more"}],
        [error("x" * 60_000), error("more")],
        [display(text_plain="x" * 10**6), error("more")],
    ],
    ids=["streams", "error", "error and stream", "errors", "value and error"],
)
def test_a_cut_is_told_once_and_nothing_is_shown_after_it(printed: list[dict[str, Any]]):
    shown = str(rebuilt(printed))
    assert shown.count(CUT) == 1
    assert shown.count("x" * 10_000) == outputs.LONGEST // 10_000
    assert "more" not in shown


def test_a_cut_is_told_beside_html_which_is_shown_in_place_of_the_text():
    (table, note) = rebuilt([display(text_plain="x" * 10**6, text_html="<b>x</b>"), error("more")])
    assert table.data["text/html"] == "<b>x</b>"
    assert note.text == CUT


def test_a_value_after_which_nothing_fits_is_told_to_be_cut():
    (exact, note) = rebuilt([display(text_plain="x" * outputs.LONGEST), display(text_plain="y")])
    assert exact.data == {"text/plain": "x" * outputs.LONGEST}
    assert note.text == CUT


def test_many_outputs_are_cut():
    found = rebuilt([{"output_type": "stream", "text": "x"}] * 10_000)
    assert len(found) == outputs.MOST_OUTPUTS + 1
    assert found[-1].text == CUT


def test_many_pictures_are_cut(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outputs, "MOST_PICTURES", len(picture()) + 1)
    assert len(rebuilt([display(image_png=picture())] * 3)) == 1


def test_html_over_the_limit_is_dropped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(outputs, "MOST_PICTURES", 10)
    (output,) = rebuilt([display(text_plain="x", text_html="<b>" + "y" * 20)])
    assert output.data == {"text/plain": "x"}


def test_text_may_come_as_lines():
    assert rebuilt([display(text_plain=["a\n", "b"])])[0].data == {"text/plain": "a\nb"}


@pytest.mark.parametrize(
    "html", ["".join(f"<font a{n}>" for n in range(100_000)), "&" * 1_000_000], ids=["tags", "&"]
)
def test_html_that_is_made_to_be_slow_is_shown_as_text(html: str):
    """Cleaning each would take half a minute or more."""
    (shown,) = rebuilt([display(text_html=html, text_plain="a table")])
    assert shown.data == {"text/plain": "a table"}


def test_all_html_shares_one_allowance():
    table = display(text_html="<b>x</b>" * 4000, text_plain="x")
    found = rebuilt([table] * 3, Allowance())
    assert ["text/html" in output.data for output in found] == [True, True, False]
