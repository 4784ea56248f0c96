"""How is a picture written as inline SVG? With a title and a description, and nothing unescaped.

Colours are classes, so that the style sheet decides what they are on a light and a dark page.

>>> shape("rect", x=1, y=2.5, fill_opacity=0.25)
'<rect x="1" y="2.5" fill-opacity="0.25"/>'
>>> label(0, 9, "<b>", css="low")
'<text x="0" y="9" class="low">&lt;b&gt;</text>'
"""

from __future__ import annotations

import re
from html import escape

CHARACTER = 7.2
"""The width of a letter of a label, about; a font is nobody's to choose here."""

LONGEST_LABEL = 60
"""Characters of a label."""

_NOT_SHOWN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Drawn(str):
    """An SVG of ours, which is no text to be escaped, whatever a text may begin with."""

    __slots__ = ()


def plain(text: str, longest: int = 200) -> str:
    r"""`text` for a page: escaped, cut, and without characters that act on others' direction.

    >>> plain("<a\u202e"), plain("abcd", 3)
    ('&lt;a�', 'ab…')
    """
    shown = _NOT_SHOWN.sub("�", text)
    return escape(shown if len(shown) <= longest else f"{shown[: longest - 1]}…")


def wide(content: str, name: str) -> str:
    """What may be wider than the page: keys scroll it, once it is reached with Tab.

    Args:
        content: HTML.
        name: what it is, for whoever hears it.

    >>> wide("<table></table>", "Scores")
    '<div class="wide" role="group" aria-label="Scores" tabindex="0"><table></table></div>'
    """
    named = f'role="group" aria-label="{plain(name)}" tabindex="0"'
    return f'<div class="wide" {named}>{content}</div>'


def shape(name: str, **attributes: float | str) -> str:
    """An element without content; `css` stands for class, and _ for - in a name."""
    return f"<{name}{_written(attributes)}/>"


def label(x: float, y: float, content: str, **attributes: float | str) -> str:
    """A text, escaped."""
    placed = _written({"x": x, "y": y, **attributes})
    return f"<text{placed}>{plain(content, LONGEST_LABEL)}</text>"


def group(css: str, *content: str) -> str:
    """Elements that share a class."""
    return f'<g class="{css}">{"".join(content)}</g>'


def picture(name: str, size: tuple[float, float], title: str, description: str, body: str) -> str:
    """A whole picture.

    Args:
        name: unlike that of any other picture of the page; letters, digits and hyphens.
        size: width and height in pixels, at which it is drawn if there is room.
        title: what it shows, in a few words.
        description: what can be seen in it, for whoever does not see it.
        body: what is drawn.
    """
    width, height = (_number(length) for length in size)
    name = escape(name)
    ids = f"{name}-title {name}-text"
    return (
        f'<svg role="img" aria-labelledby="{ids}" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<title id="{name}-title">{plain(title)}</title>'
        f'<desc id="{name}-text">{plain(description, 1000)}</desc>{body}</svg>'
    )


def _written(attributes: dict[str, float | str]) -> str:
    return "".join(
        f' {"class" if name == "css" else name.replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )


def _value(value: float | str) -> str:
    return escape(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
