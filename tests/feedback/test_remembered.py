"""What is kept from one sign to the next changes no picture by more than rounding."""

import re
from collections.abc import Iterator
from copy import deepcopy
from xml.etree.ElementTree import Element

import pytest
from ziafont.glyph import SimpleGlyph
from ziamath.nodes import Midentifier, Mnumber, Moperator, mnode
from ziamath.styles import MathStyle, MathVariant, parse_style

from grader.feedback import remembered
from grader.feedback.maths import formula_svg
from tests.feedback.test_rows import FORMULAS

KEEPING = mnode._node_classes  # noqa: SLF001 - there is no public way
THEIRS = {"mi": Midentifier, "mn": Mnumber, "mo": Moperator}
ROUNDING = 2
"""Tenths of a pixel in 24: each end of a step is rounded to one."""


def corners(fragment: str) -> Iterator[tuple[int, int]]:
    """The absolute coordinates of all points of all outlines."""
    for path in re.findall(r' d="([^"]*)"', fragment):
        here = start = (0, 0)
        for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
            numbers = [int(number) for number in re.findall(r"-?\d+", text)]
            base = (0, 0) if command.isupper() else here
            if command in "hv":
                across = command == "h"
                points = [(here[0] + numbers[0] * across, here[1] + numbers[0] * (not across))]
            else:
                pairs = zip(numbers[::2], numbers[1::2], strict=True)
                points = [(base[0] + x, base[1] + y) for x, y in pairs] or [start]
            here = points[-1]
            start = here if command in "Mm" else start
            yield from points


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_every_outline_is_where_ziamath_draws_it(
    tex: str,
    display: bool,  # noqa: FBT001 - as the function takes it
    monkeypatch: pytest.MonkeyPatch,
):
    ours = list(corners(formula_svg.__wrapped__(tex, display=display)))
    monkeypatch.setattr(SimpleGlyph, "place", remembered._drawn)  # noqa: SLF001 - ziafont's own
    theirs = list(corners(formula_svg.__wrapped__(tex, display=display)))
    assert ours
    assert far_from(theirs, ours) == far_from(ours, theirs) == []


def far_from(points: list[tuple[int, int]], others: list[tuple[int, int]]):
    """The points of the first that none of the second is close to."""
    return [
        (x, y)
        for x, y in points
        if not any(max(abs(x - u), abs(y - v)) <= ROUNDING for u, v in others)
    ]


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_a_formula_of_kept_signs_and_styles_is_the_same(
    tex: str,
    display: bool,  # noqa: FBT001 - as the function takes it
    monkeypatch: pytest.MonkeyPatch,
):
    ours = [formula_svg.__wrapped__(tex, display=display) for _ in range(2)]
    monkeypatch.setattr(mnode, "parse_style", parse_style)
    for tag, theirs in THEIRS.items():
        monkeypatch.setitem(KEEPING, tag, theirs)
    assert ours == [formula_svg.__wrapped__(tex, display=display)] * 2


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[mnode.Mnode]:
    """The signs that are laid out from now on."""
    signs = []

    def make(*arguments: object, **options: object) -> mnode.Mnode:
        signs.append(THEIRS[arguments[0].tag](*arguments, **options))
        return signs[-1]

    for tag in remembered.SIGNS:
        monkeypatch.setitem(KEEPING, tag, remembered._keeping(make))  # noqa: SLF001
    return signs


def test_a_sign_is_laid_out_once_for_all_formulas(made: list[mnode.Mnode]):
    for tex in ("x + y", "y + x", "x + y"):
        formula_svg.__wrapped__(tex)
    assert sorted(sign.string for sign in made) == ["+", "x", "y"]


def test_a_sign_in_another_place_is_another(made: list[mnode.Mnode]):
    formula_svg.__wrapped__("x + x^{+}")
    sizes = {text: {sign.glyphsize for sign in made if sign.string == text} for text in "x+"}
    assert {text: len(found) for text, found in sizes.items()} == {"x": 1, "+": 2}


def test_what_is_kept_is_small(made: list[mnode.Mnode], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembered, "MOST_SIGNS", 2)
    number = "7" * (remembered.LONGEST_SIGN + 1)
    for _ in range(2):
        formula_svg.__wrapped__(f"{number} - abcabc")
    strings = [sign.string for sign in made]
    assert strings.count(number) == 2
    assert strings.count("a") > 1
    assert all((sign.parent is None) == (sign.string != number) for sign in made)


SAID = ({}, {"form": "infix"}, {"scriptlevel": "2"}, {"mathvariant": "bold"}, {"mathsize": "2em"})
SAID += ({"displaystyle": "false"}, {"mathcolor": "red"}, {"style": "color:red"})


@pytest.mark.parametrize("said", SAID)
def test_a_style_is_what_ziamath_makes_of_it(said: dict[str, str]):
    for display in (False, True):
        around = MathStyle(MathVariant("sans", italic=True), display, "blue", "red", "3em", 1)
        before = deepcopy(around)
        style = mnode.parse_style(Element("mi", said), around)
        assert style == parse_style(Element("mi", said), around)
        style.mathvariant.italic = style.mathvariant.bold = None
        assert around == before


def test_what_says_nothing_of_its_style_is_not_parsed(monkeypatch: pytest.MonkeyPatch):
    parsed = []

    def parse(element: Element, around: MathStyle) -> MathStyle:
        parsed.append(dict(element.attrib))
        return parse_style(element, around)

    monkeypatch.setattr(remembered, "_parsed", parse)
    formula_svg.__wrapped__(r"\left(\alpha + \frac{\beta}{\gamma^{2}}\right)", display=True)
    assert parsed == [{"display": "block"}, *[{"scriptlevel": "1"}] * 2]  # measured, and drawn
