"""How tall is a row of a formula? Asked where it matters; ziamath would ask at every level, twice.

To stretch the brackets of a row, ziamath first lays the row out without them. In that layout too it
lays out each inner row twice, so that the time doubles with every level. But a layout that is only
measured counts no brackets, so they need no stretching there; nor does a row need a height that has
none itself, whatever stands in the rows within.
"""

from __future__ import annotations

from copy import deepcopy
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ziamath import operators
from ziamath.nodes.mnode import Mnode
from ziamath.nodes.mrow import Mrow

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from ziafont.fonttypes import BBox

NO_HEIGHT = (0.0, 0.0)
ROWS = {"mrow", "mtd"}
"""Tags of what has a height of its own."""


class Row(Mrow, tag="mrow"):
    """A row of a formula; naming the tag makes ziamath use it for every row."""

    def _get_height_nostretch(
        self,
        line: list[Element],
        **options: Any,  # noqa: ANN401 - ziamath's
    ) -> tuple[float, float]:
        if options.get("nostretch") or not any(map(_asks_height, line)):
            return NO_HEIGHT
        boxes = [self._measured(part, options) for part in line]
        return min(box.ymin for box in boxes), max(box.ymax for box in boxes)

    def _measured(self, part: Element, options: dict[str, Any]) -> BBox:
        """The box of a part, brackets not counted; laying out changes elements, so of a copy."""
        return Mnode.fromelement(deepcopy(part), self, **options | {"nostretch": True}).bbox


def _asks_height(element: Element) -> bool:
    """Whether anything in this part of a row asks how tall the row is."""
    if element.tag in ROWS:  # it asks only while it is measured, and for what is part of a script
        parts = (part for child in element if child.tag not in ROWS for part in child)
        return any(map(_asks_height, parts))
    return _stretchy(element) or any(map(_asks_height, element))


def _stretchy(element: Element) -> bool:
    said = element.attrib.get("stretchy")
    return _known_to_stretch((element.text or "").strip()) if said is None else said != "false"


@lru_cache(maxsize=1024)  # the texts are anybody's
def _known_to_stretch(text: str) -> bool:
    forms = (operators.get_params(text, form) for form in ("prefix", "infix", "postfix"))
    return any(params.get("stretchy", "false") != "false" for params in forms)
