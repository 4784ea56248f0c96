"""How tall is a row of a formula? Asked where it matters; ziamath would ask at every level, twice.

To stretch the brackets of a row, ziamath first lays the row out without them. In that layout too it
lays out each inner row twice, so that the time doubles with every level. But a layout that is only
measured counts no brackets, so they need no stretching there; nor does a row that has none.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ziamath import operators
from ziamath.nodes.mrow import Mrow

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

NO_HEIGHT = (0.0, 0.0)
SIMPLE = {"mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub", "msubsup", "mfrac", "msqrt"}
"""Tags of what never stretches, but for operators."""


class Row(Mrow, tag="mrow"):
    """A row of a formula; naming the tag makes ziamath use it for every row."""

    def _get_height_nostretch(
        self,
        line: list[Element],
        **options: Any,  # noqa: ANN401 - ziamath's
    ) -> tuple[float, float]:
        if options.get("nostretch") or not any(map(_may_stretch, line)):
            return NO_HEIGHT
        found: tuple[float, float] = super()._get_height_nostretch(line, **options)
        return found


def _may_stretch(element: Element) -> bool:
    """Whether anything in this part of a row may be stretched."""
    return any(part.tag not in SIMPLE or _stretchy(part) for part in element.iter())


def _stretchy(part: Element) -> bool:
    return "stretchy" in part.attrib or _known_to_stretch((part.text or "").strip())


@lru_cache(maxsize=1024)  # the texts are anybody's
def _known_to_stretch(text: str) -> bool:
    forms = (operators.get_params(text, form) for form in ("prefix", "infix", "postfix"))
    return any(params.get("stretchy", "false") != "false" for params in forms)
