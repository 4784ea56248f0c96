import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ziamath import Latex
from ziamath.nodes import Moperator, mnode

from grader.expression import apply, symbol
from grader.feedback.maths import HIGHEST, LONGEST, effort, expression_svg, formula_svg

ALLOWED = {
    "svg": {"role", "viewBox", "style", "fill"},
    "title": set(),
    "path": {"d"},
}
FORMULAS = (
    r"\frac{1}{2}",
    r"2 x \cos{\left(x y \right)}",
    r"\begin{bmatrix}2x & 2y\\ 1 & 3\end{bmatrix}",
    r"\frac{e^{-z}}{(1+e^{-z})^{2}}",
    r"\sqrt{x^2+y^2}",
    r"\left|x\right|",
    r"W_{11} \theta\left(b_{1}\right)",
)
HOSTILE = (
    r"\href{javascript:alert(1)}{x}",
    r"\text{<script>alert(1)</script>}",
    r'\color{red" onload="alert(1)}{y}',
    r"\style{background:url(http://example.org)}{x}",
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "]]><!--",
    r"\hspace{99999em}x",
    r"\\frac{1",
    "{" * 500 + "}" * 500,
    r"\frac" * 300,
    "\x00\x1b[31m",
    "\ud800",
    "\u202ex",
    "x" * (LONGEST + 1),
    r"\boxed{x}",
    r"\tag{1}\tag{2}",
    "",
    "a & b",
    "%",
)


def tags(fragment: str):
    return ET.fromstring(fragment).iter()  # noqa: S314 - our own output


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_is_one_drawing_with_its_tex_as_its_name(tex: str):
    drawing = ET.fromstring(formula_svg(tex))  # noqa: S314 - our own output
    assert drawing.attrib["role"] == "img"
    assert drawing.attrib["fill"] == "currentColor"
    assert drawing[0].tag.endswith("title")
    assert drawing[0].text == tex


@pytest.mark.parametrize("tex", [*FORMULAS, *HOSTILE])
def test_nothing_but_outlines_and_escaped_text_reaches_the_page(tex: str):
    fragment = formula_svg(tex)
    for element in tags(fragment):
        tag = element.tag.rpartition("}")[2]
        if tag == "code":
            assert not element.attrib
            assert not list(element)
        else:
            assert set(element.attrib) <= ALLOWED[tag]
        assert re.fullmatch(r"[MLQCHVZmlqchvz\d\s.-]*", element.attrib.get("d", ""))


@given(st.text(max_size=60))
def test_any_text_gives_well_formed_markup(tex: str):
    assert {element.tag.rpartition("}")[2] for element in tags(formula_svg(tex))} <= {
        "code",
        *ALLOWED,
    }


@given(st.lists(st.sampled_from([*list(r"{}\^_&xy1+() "), r"\frac", r"\left(", r"\text"])))
def test_any_broken_tex_gives_well_formed_markup(parts: list[str]):
    list(tags(formula_svg("".join(parts))))


def test_the_same_formula_is_drawn_the_same_way():
    first = formula_svg("x^2 + y")
    formula_svg.cache_clear()
    assert formula_svg("x^2 + y") == first


def test_no_identifiers_could_clash_on_a_page():
    assert not re.search(r"\b(id|href)=", formula_svg(FORMULAS[1]))


def test_bad_tex_is_shown_as_code():
    assert formula_svg(r"\frac{1") == r"<code>\frac{1</code>"
    assert formula_svg("<b>") != "<b>"


def test_a_text_without_letters_changes_no_other_formula(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(mnode._node_classes, "mo", Moperator)  # noqa: SLF001 - keeps no signs
    before = formula_svg.__wrapped__("f'")
    assert formula_svg.__wrapped__(r"\text{}") == r"<code>\text{}</code>"
    assert formula_svg.__wrapped__("f'") == before


def test_tex_without_end_is_cut():
    assert len(formula_svg("<" * (LONGEST + 9))) < 5 * LONGEST


def test_formulas_of_an_exercise_stay_small():
    assert max(len(formula_svg(tex)) for tex in FORMULAS) < 6000


def extent(fragment: str):
    box = re.search(r'viewBox="([^"]*)"', fragment)
    return [int(number) for number in box[1].split()]


def test_the_outlines_lie_in_the_box():
    fragment = formula_svg(r"\frac{a}{b}")
    left, top, width, height = extent(fragment)
    for start in re.findall(r"M(-?\d+) (-?\d+)", fragment):
        x, y = map(int, start)
        assert left <= x <= left + width
        assert top <= y <= top + height


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_has_the_size_that_ziamath_gives_it(tex: str, display: bool):  # noqa: FBT001
    drawn = extent(formula_svg(tex, display=display))  # which sets ziamath's options
    box = Latex(tex, inline=not display).svgxml().attrib["viewBox"].split()
    assert drawn == [round(10 * float(number)) for number in box]


def test_a_fraction_is_taller_than_its_numerator():
    assert extent(formula_svg(r"\frac{a}{b}"))[3] > extent(formula_svg("a"))[3]


@pytest.mark.parametrize("before", ["(", "(1, ", r"(1,\ ", r"\left(", r"z \to ", "z="])
def test_a_sign_in_front_takes_no_more_room_than_at_the_start(before: str):
    def room(before: str, after: str) -> int:
        signed, plain = (extent(formula_svg(f"{before}{x}{after}")) for x in ("-x", "x"))
        return signed[2] - plain[2]

    assert room(before, r"\right)" if "left" in before else "") <= room("", "")


def outlines(tex: str):
    return [element.get("d") for element in tags(formula_svg(tex)) if element.tag.endswith("path")]


@pytest.mark.parametrize("gap", ["[-2pt]", "[2ex]", "[1.5em]"])
def test_a_gap_between_rows_is_no_entry(gap: str):
    rows = outlines(r"\begin{bmatrix}a\\b\end{bmatrix}")
    assert rows
    assert outlines(rf"\begin{{bmatrix}}a\\{gap}b\end{{bmatrix}}") == rows


@pytest.mark.parametrize(("name", "sign"), [("vert", "|"), ("Vert", "‖")])
def test_large_bars_have_names(name: str, sign: str):
    bars = outlines(rf"\bigl{sign} x \bigr{sign}")
    assert len("".join(bars)) > len("".join(outlines("x")))
    assert outlines(rf"\bigl\l{name} x \bigr\r{name}") == bars
    assert outlines(r"\bigl\| x \bigr\|") == outlines(r"\bigl‖ x \bigr‖")


def test_det_stands_apart_from_what_it_is_of():
    assert extent(formula_svg(r"\det J"))[2] > extent(formula_svg(r"\det{J}"))[2]


def test_an_expression_is_typeset_with_its_tex_as_its_name():
    fragment = expression_svg(apply("cos", symbol("x")) ** 2)
    title = next(e for e in tags(fragment) if e.tag.endswith("title"))
    assert title.text.replace(" ", "") == r"\cos^{2}(x)"


def test_a_fraction_by_itself_is_taller_than_one_in_a_line():
    heights = [extent(formula_svg(r"\frac{a}{b}", display=tall))[3] for tall in (False, True)]
    assert heights[0] < heights[1]


@pytest.mark.parametrize("tex", [r"\hspace{99999em}x", r"\\frac{1", r"\rule{1em}{9999em}"])
def test_a_drawing_without_a_sensible_size_is_shown_as_code(tex: str):
    for display in (False, True):
        fragment = formula_svg(tex, display=display)
        assert fragment.startswith("<code>") or 0 < extent(fragment)[3] < 400 * HIGHEST


@pytest.mark.parametrize(
    "nested",
    [
        r"\frac{1}{" * 7 + "x" + "}" * 7,
        r"\left(" * 7 + "x" + r"\right)" * 7,
        r"\begin{matrix}" * 7 + "x" + r"\end{matrix}" * 7,
    ],
)
def test_what_is_nested_too_deep_is_shown_as_code(nested: str):
    assert formula_svg(nested) == f"<code>{nested}</code>"


def test_braces_that_are_written_do_not_nest():
    assert effort(r"\{\{\{x\}\}\}") == 1


def test_the_effort_doubles_with_each_level_and_grows_with_the_length():
    assert effort("{" * 3 + "x" + "}" * 3) == 2 * effort("{" * 2 + "x" + "}" * 2)
    assert effort("x" * 350) == 4
