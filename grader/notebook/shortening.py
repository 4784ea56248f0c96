"""How does a page stay small, whatever a student put in? What is bulky gives way, largest first.

A formula gives way to its TeX, a picture to a note, a long output to its beginning: the student
has all of it in the notebook. An ordinary page is left as it is.

>>> kept_short("<pre>a long output</pre> and so on", most=1_000)
'<pre>a long output</pre> and so on'
"""

from __future__ import annotations

import re
from html import escape, unescape

MOST = 380_000
"""Bytes of the part of a page that depends on the student."""
BEGINNING = 1_000
"""Characters that are left of a text that gives way."""

PICTURE_LEFT_OUT = "<em>[picture left out: the page would be too large]</em>"
CUT = "… cut here: the page would be too large"

_BULKY = re.compile(
    r'<svg role="img".*?<title>(?P<tex>.*?)</title>.*?</svg>'  # as `formula_svg` writes it
    r'|<img [^>]*?src="data:[^>]*>'
    r"|<pre(?P<kind>[^>]*)>(?P<text>.*?)</pre>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def kept_short(html: str, most: int = MOST) -> str:
    """The same HTML, of at most `most` bytes if giving way can do that.

    Args:
        html: cleaned already: it is balanced, and its drawings are our formulas.
        most: how many bytes it may take.
    """
    excess = _size(html) - most
    if excess <= 0:
        return html
    short = {}
    for piece in sorted(_BULKY.finditer(html), key=lambda piece: -len(piece[0])):
        if excess > 0 and (saved := _size(piece[0]) - _size(_brief(piece))) > 0:
            short[piece.start()] = _brief(piece)
            excess -= saved
    return _BULKY.sub(lambda piece: short.get(piece.start(), piece[0]), html)


def _brief(piece: re.Match[str]) -> str:
    if piece["tex"] is not None:
        return f"<code>{piece['tex']}</code>"
    if piece["text"] is None:
        return PICTURE_LEFT_OUT
    text = unescape(_TAG.sub("", piece["text"]))[:BEGINNING]
    return f"<pre{piece['kind']}>{escape(text)}\n{CUT}</pre>"


def _size(text: str) -> int:
    return len(text.encode("utf-8", "replace"))
