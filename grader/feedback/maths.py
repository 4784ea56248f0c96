r"""How does a formula look on a page that may run no script and load nothing?

As one inline SVG: outlines of the glyphs in the text's own colour, so that it is readable in a
light and in a dark theme, its size in em, its TeX as the accessible text. TeX may be a student's:
nothing of it reaches the page but as escaped text and as numbers that were parsed as numbers.

>>> formula_svg("x^2").startswith('<svg role="img"')
True
>>> formula_svg(r"\frac{1")
'<code>\\frac{1</code>'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import fromstring

from grader.expression import Expression
from grader.expression.latex import latex

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LONGEST = 2000
"""Characters of TeX that are typeset; anything longer is shown as code, cut there."""
DEEPEST = 6
"""Braces, \\left and \\begin inside each other; more would take too long to typeset."""
WIDEST, HIGHEST = 120, 40
"""Em; a larger formula is shown as code."""

_EM = 24
_SCALE = 10
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_NESTING = re.compile(r"\\\\|\\(?:left|begin|right|end)(?![A-Za-z])|\\[{}]|[{}]")
_LEVELS = {"{": 1, "\\left": 1, "\\begin": 1, "}": -1, "\\right": -1, "\\end": -1}
_TOKEN = re.compile(r"[MLQCZ]|-?\d+(?:\.\d+)?(?:e-?\d+)?")
_PAIRS = {"M": 1, "L": 1, "Q": 2, "C": 3, "Z": 0}
_SIGN_IN_FRONT = re.compile(r"((?:(?<!\\)[(\[,=<>]|\\to(?![A-Za-z]))\s*(?:\\[ ,;]\s*)?)([-+])")
_DETERMINANT = re.compile(r"\\det\s+(?=[A-Za-z]|\\partial)")
_ROW_GAP = re.compile(r"(\\\\)\[-?[\d.]+(?:em|ex|pt)\]")
_LARGE_BAR = re.compile(r"(\\[bB]igg?[lr])(?:\\[lr]([vV]ert)(?![A-Za-z])|\\\|)")
_BARS = {"vert": "|", "Vert": "‖", None: "‖"}


@lru_cache(maxsize=4096)
def formula_svg(tex: str, *, display: bool = False) -> str:
    """The formula that `tex` writes, as an inline SVG; as escaped code where it can't be typeset.

    Args:
        tex: TeX of mathematics without dollar signs, untrusted.
        display: whether it stands by itself, so that fractions may be tall.
    """
    shown = _CONTROL.sub(" ", tex)
    if len(shown) > LONGEST:
        return f"<code>{escape(shown[:LONGEST])}…</code>"
    try:
        return _typeset(shown, display=display)
    except Exception:  # noqa: BLE001 - typesetters raise anything for bad TeX, IndexError included
        return f"<code>{escape(shown)}</code>"


def expression_svg(expression: Expression, *, display: bool = False) -> str:
    """`expression` as an inline SVG with its TeX as accessible text.

    >>> from grader.expression import symbol
    >>> "<title>x</title>" in expression_svg(symbol("x"))
    True
    """
    return formula_svg(latex(expression), display=display)


def effort(tex: str) -> int:
    r"""How hard a formula is to typeset: about 10 ms of processor time a unit, at the most.

    >>> effort("x^2"), effort(r"\frac{1}{\sqrt{x}}")
    (1, 4)
    """
    return (1 << min(_depth(tex), DEEPEST)) * (1 + len(tex) // 100)


def _typeset(tex: str, *, display: bool) -> str:
    from ziamath.config import config  # noqa: PLC0415 - a page without formulas loads no fonts
    from ziamath.zmath import Math, loadedfonts  # noqa: PLC0415 - likewise

    from grader.feedback import remembered, rows  # noqa: F401, PLC0415 - ziamath is then faster

    if _depth(tex) > DEEPEST:
        message = "braces are nested too deep"
        raise ValueError(message)
    config.minsizefraction = 0.5  # exponents of exponents stay readable
    config.svg2 = False  # glyphs as paths: no ids that could clash on a page
    font: Any = loadedfonts["default"]
    font.language("math", "")  # as it isn't after a text that has no letters
    drawing = Math(_mathml(_spaced(tex), display=display)).svgxml()
    left, top, width, height = (float(part) for part in drawing.attrib["viewBox"].split())
    if not (0 < width < WIDEST * _EM and 0 < height < HIGHEST * _EM):
        message = "the formula has no size that fits a page"
        raise ValueError(message)
    box = " ".join(str(round(_SCALE * number)) for number in (left, top, width, height))
    size = f"width:{width / _EM:.2f}em;height:{height / _EM:.2f}em"
    style = f"{size};vertical-align:{-(top + height) / _EM:.2f}em"
    paths = "".join(f'<path d="{outline}"/>' for outline in _outlines(drawing) if outline)
    return (
        f'<svg role="img" xmlns="http://www.w3.org/2000/svg" viewBox="{box}" style="{style}" '
        f'fill="currentColor"><title>{escape(tex)}</title>{paths}</svg>'
    )


def _mathml(tex: str, *, display: bool) -> Element:
    """MathML without the outermost row: ziamath lays out what stands in a row twice."""
    from ziamath.tex import tex2mml  # noqa: PLC0415 - as in `_typeset`

    math = fromstring(tex2mml(tex, inline=not display))  # noqa: S314 - as ziamath does
    for row in math.findall("{*}mrow"):
        math.remove(row)
        math.extend(row)
    return math


def _spaced(tex: str) -> str:
    r"""`tex` with the room that TeX would leave, as far as ziamath can.

    It knows a sign in front at the start alone, no gap between rows, and large bars as signs only.

    >>> print(_spaced(r"F(-x, -y) \to \det J"))
    F({-}x, {-}y) \to \det\,J
    >>> print(_spaced(r"a \\[2ex] \bigl\lvert b \bigr\rvert"))
    a \\ \bigl| b \bigr|
    """
    known = _LARGE_BAR.sub(lambda bar: bar[1] + _BARS[bar[2]], _ROW_GAP.sub(r"\1", tex))
    return _DETERMINANT.sub(r"\\det\\,", _SIGN_IN_FRONT.sub(r"\1{\2}", known))


def _depth(tex: str) -> int:
    levels = (_LEVELS.get(sign, 0) for sign in _NESTING.findall(tex))
    return max(accumulate(levels, initial=0))


def _outlines(drawing: Element) -> Iterator[str]:
    """All glyphs as one path and all bars as another; overlaps of the two must not cancel."""
    glyphs, bars = [], []
    for element in drawing.iter():
        if element.tag == "path" and "stroke" not in element.attrib:
            glyphs.append(_placed(**element.attrib))
        elif element.tag == "rect" and "stroke" not in element.attrib:
            bars.append(_bar(*(float(element.attrib[k]) for k in ("x", "y", "width", "height"))))
        elif element.tag not in ("svg", "g"):
            message = f"{element.tag} can't be drawn"
            raise ValueError(message)
    yield "".join(glyphs)
    yield "".join(bars)


def _bar(x: float, y: float, width: float, height: float) -> str:
    x, y, width, height = (round(_SCALE * number) for number in (x, y, width, height))
    return f"M{x} {y}h{width}v{max(1, int(height))}h{-width}z"


def _placed(d: str, x: str = "0", y: str = "0", scale: str = "1", **_: str) -> str:
    """The outline `d` of a glyph, in a size and at a place (see `grader.feedback.remembered`)."""
    (first_x, first_y), rest = _compact(d, _SCALE * float(scale))
    return f"M{round(_SCALE * float(x)) + first_x} {round(_SCALE * float(y)) + first_y}{rest}"


@lru_cache(maxsize=1024)
def _compact(path: str, scale: float) -> tuple[tuple[int, int], str]:
    """Where `path` (absolute M, L, Q, C, Z) begins, and the rest from there on, in whole units."""
    tokens = _TOKEN.findall(path)
    written: list[str] = []
    first = here = start = (0, 0)
    position = 0
    while position < len(tokens):
        command = tokens[position]
        numbers = [round(scale * float(token)) for token in _arguments(tokens, position)]
        points = list(zip(numbers[::2], numbers[1::2], strict=True))
        if position == 0:
            first = here = start = points[0]
        elif command == "Z":
            here = start
            written.append("z")
        elif command == "M" or any(point != here for point in points):
            flat = [n for x, y in points for n in (x - here[0], y - here[1])]
            written.append(command.lower() + _joined(flat))
            here = points[-1]
            start = here if command == "M" else start
        position += 1 + len(numbers)
    return first, "".join(written)


def _arguments(tokens: list[str], position: int) -> list[str]:
    count = 2 * _PAIRS[tokens[position]]
    return tokens[position + 1 : position + 1 + count]


def _joined(numbers: list[int]) -> str:
    """The numbers with a blank only where no minus sign separates them."""
    return "".join(str(n) if n < 0 or place == 0 else f" {n}" for place, n in enumerate(numbers))
