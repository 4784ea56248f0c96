"""What does ziamath work out for every sign of a formula? The same few things; here they are kept.

The sign itself with its place, the outline of its glyph, the length that a text such as
"thickmathspace" names, the style of what is around. A formula looks the same; importing this module
makes drawing it take about a quarter of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from ziafont.glyph import SimpleGlyph
from ziamath import styles
from ziamath.nodes import mnode
from ziamath.styles import MathStyle, MathVariant

if TYPE_CHECKING:
    from ziamath.nodes.mnode import Mnode

SIGNS = ("mi", "mn", "mo")
LONGEST_SIGN = 8
"""Characters of a sign that is kept: a name such as "arctan", no number of a thousand digits."""
MOST_SIGNS = 1024
"""Of each tag."""

_STYLING = {*vars(MathStyle()), "display", "style"}
"""Attributes that say something about a style."""
_parsed = mnode.parse_style  # type: ignore[attr-defined] # which a node calls
_outline = lru_cache(maxsize=1024)(SimpleGlyph.svgpath)
_drawn = SimpleGlyph.place


def _place(glyph: SimpleGlyph, x: float, y: float, point_size: float) -> Element | None:
    """A path that says where it stands, and how large; ziafont would move each of its points."""
    if type(glyph).svgpath is not SimpleGlyph.svgpath:  # put together to fit a size
        drawn: Element | None = _drawn(glyph, x, y, point_size)
        return drawn
    outline: Element | None = _outline(glyph)
    if outline is None:
        return None
    place = {"x": str(x), "y": str(y), "scale": str(point_size / SimpleGlyph.DFLT_SIZE_PT)}
    return Element("path", outline.attrib | place)


def _style(element: Element, parent: MathStyle) -> MathStyle:
    """The style of a node; one that says nothing of it has its parent's, and may change its own."""
    if not _STYLING.isdisjoint(element.attrib):
        parsed: MathStyle = _parsed(element, parent)
        return parsed
    return MathStyle(**vars(parent) | {"mathvariant": MathVariant(**vars(parent.mathvariant))})


def _keeping(make: Callable[..., Mnode]) -> Callable[..., Mnode]:
    """`make`, which lays out the signs of a tag, but each only once: nothing changes it later."""
    kept: dict[tuple[object, ...], Mnode] = {}

    def sign(element: Element, parent: Mnode, **options: Any) -> Mnode:  # noqa: ANN401 - ziamath's
        if len(element.text or "") > LONGEST_SIGN:
            return make(element, parent, **options)
        key = (element.text, *element.attrib.items(), *options.items(), *_around(parent))
        if key not in kept:
            if len(kept) == MOST_SIGNS:
                kept.clear()
            kept[key] = make(element, parent, **options)
            kept[key].parent = None  # type: ignore[assignment] # or it would keep all its formula
        return kept[key]

    return sign


def _around(parent: Mnode) -> tuple[object, ...]:
    """All that a sign asks of the node that it is part of."""
    style = vars(parent.style) | vars(parent.style.mathvariant) | {"mathvariant": None}
    first = parent.leftsibling() is None
    return (parent.font, parent.size, parent.mtag, first, *style.values())


styles.asdict = vars  # type: ignore[attr-defined, assignment] # copies would be thrown away
mnode.parse_style = _style  # type: ignore[attr-defined, assignment]
SimpleGlyph.place = _place  # type: ignore[method-assign, assignment]
for _tag in SIGNS:
    _make: Callable[..., Any] = mnode._node_classes[_tag]  # noqa: SLF001 - there is no public way
    mnode._node_classes[_tag] = _keeping(_make)  # type: ignore[assignment] # noqa: SLF001
