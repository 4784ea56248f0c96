"""What of a student's HTML may stand on a page that an instructor opens?

Text, tables, and pictures that were decoded. Nothing that runs, nothing that loads, nothing that
links inside the server: a page of formgrader acts with the instructor's rights.

>>> clean_html('<b onclick="alert(1)">x</b><script>alert(1)</script>')
'<b>x</b>'
"""

from __future__ import annotations

import re
from functools import partial

import nh3

from grader.notebook.allowance import Allowance
from grader.notebook.images import checked_image

TEXT = {
    "b",
    "br",
    "code",
    "del",
    "em",
    "i",
    "kbd",
    "p",
    "pre",
    "s",
    "span",
    "strong",
    "sub",
    "sup",
    "u",
}
BLOCKS = {"blockquote", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "summary"}
LISTS = {"dd", "dl", "dt", "li", "ol", "ul"}
TABLES = {"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
PICTURES = {"figcaption", "figure", "img"}
TAGS = {"a", *TEXT, *BLOCKS, *LISTS, *TABLES, *PICTURES}
ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"class"},
    "img": {"alt", "src", "title"},
    "span": {"class", "data-formula"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "style"},
}
DROPPED_WITH_CONTENT = {"iframe", "math", "object", "script", "style", "svg", "template"}

_LINK = re.compile(r"https?://", re.IGNORECASE)
_PICTURE = re.compile(r"data:(image/(?:png|jpeg));base64,(.*)", re.DOTALL)
_ALIGNMENT = re.compile(r"text-align: ?(left|center|right);?")
_WITHOUT_SOURCE = re.compile(r'<img(?: (?:alt|title)="[^"]*")*>')  # as nh3 writes it
_WITHOUT_WORDS = re.compile(r'<img((?: (?:src|title)="[^"]*")+)>')
_NO_WORDS = r'<img alt="a picture without a description"\1>'
_LEFT_OUT = "<em>[picture left out]</em>"
_HIGHLIGHTING = re.compile(r"highlight|[a-z][a-z0-9]{0,2}")


def clean_html(html: str, allowance: Allowance | None = None) -> str:
    """The harmless part of `html`, balanced, with every link opening without a referrer.

    Args:
        html: untrusted.
        allowance: of the page; one of its own, if this is all of it.
    """
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        clean_content_tags=DROPPED_WITH_CONTENT,
        attribute_filter=partial(_attribute, allowance or Allowance()),
        url_schemes={"http", "https", "data"},
        link_rel="noopener noreferrer",
    )
    return _WITHOUT_WORDS.sub(_NO_WORDS, _WITHOUT_SOURCE.sub(_LEFT_OUT, cleaned))


def _attribute(allowance: Allowance, tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return value if _LINK.match(value) else None
    if name == "src":
        return _picture(value, allowance)
    if name == "style":
        return value if _ALIGNMENT.fullmatch(value) else None
    if name == "class":  # only what highlights code: formgrader's scripts go by class
        return value if _HIGHLIGHTING.fullmatch(value) else None
    return value if tag in ATTRIBUTES or name == "rel" else None


def _picture(source: str, allowance: Allowance) -> str | None:
    found = _PICTURE.fullmatch(source)
    image = checked_image(found[1], found[2], allowance) if found else None
    return f"data:{found[1]};base64,{image}" if found and image else None
