"""What does ziamath work out for every sign of a formula? The same few things; here they are kept.

The outline of a glyph, the length that a text such as "thickmathspace" names, the style of what is
around. A formula looks the same; importing this module makes drawing it take about half the time.
"""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

from ziafont.glyph import SimpleGlyph
from ziamath import styles
from ziamath.nodes.mnode import Mnode

_points = lru_cache(maxsize=1024)(Mnode.size_px)  # the texts are anybody's
_outline = lru_cache(maxsize=1024)(SimpleGlyph.svgpath)
_drawn = SimpleGlyph.place


def _size_px(node: Mnode, size: str, fontsize: float | None = None) -> float:
    points: float = _points(None, size, node.glyphsize if fontsize is None else fontsize)
    return points


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


styles.asdict = vars  # type: ignore[attr-defined, assignment] # copies would be thrown away
Mnode.size_px = _size_px  # type: ignore[method-assign, assignment]
SimpleGlyph.place = _place  # type: ignore[method-assign, assignment]
