"""What does a map do near a point? Drag the point and see.

The page draws by itself, from the files in `MODULES`; this class holds the state, so that a
notebook can set it and read it.

>>> explorer = MapExplorer(map="fold", point=(1, 2), step=0.4, zoom=8)
>>> explorer.point, explorer.side
((1.0, 2.0), 0.05)
"""

from __future__ import annotations

import json
from html import escape
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
import traitlets

from course.figures.maps import MAPS, PlaneMap, effect
from course.figures.showing import bundle
from course.figures.snapshot import draw, drawn_text

if TYPE_CHECKING:
    from traitlets import Bunch

STEPS = (0.1, 1.0)
"""The least and the largest side of the square before zooming."""

ZOOMS = (1.0, 64.0)
"""The least and the largest enlargement."""

_HERE = Path(__file__).parent

MODULES = tuple(_HERE / name for name in ("maps.js", "plane.js", "explorer.js"))
"""Three files for people, one module for the page: a module of a widget cannot import another."""

_STATE = "data-map-explorer"


class MapExplorer(anywidget.AnyWidget):
    """A plane with a point to drag, and beside it what a map makes of the point's surroundings.

    Args:
        map: a name of `MAPS`: fold, square, polar, shear, reflection or arm.
        point: the two coordinates of p, inside what is drawn; each map has its own to begin with.
        step: the side of the square at zoom 1, from 0.1 to 1.
        zoom: how many times both planes are enlarged around p and F(p), from 1 to 64. The square
            shrinks as much, so that it always looks equally large.
        readout: whether J, det J and the singular values at p are told below the picture.

    Raises:
        TraitError: one of these is not as described; the same happens when it is set later.
    """

    _esm = "".join(path.read_text(encoding="utf-8") for path in MODULES)
    _css = _HERE / "explorer.css"
    _maps = traitlets.Dict({name: shown.drawn() for name, shown in MAPS.items()}).tag(sync=True)
    map = traitlets.TraitType("fold").tag(sync=True)
    point = traitlets.TraitType().tag(sync=True)
    step = traitlets.TraitType(0.5).tag(sync=True)
    zoom = traitlets.TraitType(1.0).tag(sync=True)
    readout = traitlets.Bool(default_value=True).tag(sync=True)

    @property
    def side(self) -> float:
        """The side h of the square: `step` shrunk by `zoom`."""
        return self.step / self.zoom

    @property
    def chosen(self) -> PlaneMap:
        """The map that is explored."""
        return MAPS[_known(self.map)]

    @traitlets.default("point")
    def _begin(self) -> tuple[float, float]:
        return self.chosen.start

    @traitlets.validate("map")
    def _check_map(self, proposal: Bunch) -> str:
        return _known(proposal["value"])

    @traitlets.validate("point")
    def _check_point(self, proposal: Bunch) -> tuple[float, float]:
        found = proposal["value"]
        window = self.chosen.window
        try:
            x, y = (float(number) for number in found)
        except (TypeError, ValueError):
            message = f"point is {found!r}; expected two numbers, such as (1, 2)"
            raise traitlets.TraitError(message) from None
        if not window.holds((x, y)):
            message = f"point is {found!r}; expected coordinates from {window}, which are drawn"
            raise traitlets.TraitError(message)
        return x, y

    @traitlets.validate("step")
    def _check_step(self, proposal: Bunch) -> float:
        return _between("step", proposal["value"], STEPS)

    @traitlets.validate("zoom")
    def _check_zoom(self, proposal: Bunch) -> float:
        return _between("zoom", proposal["value"], ZOOMS)

    @traitlets.observe("map")
    def _enter_window(self, _change: Bunch) -> None:
        """Begin anew where the new map's plane does not reach the point."""
        if not self.chosen.window.holds(self.point):
            self.point = self.chosen.start

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:  # noqa: ANN401 - IPython's own
        """Add a picture with a description, for a page without a kernel."""
        data, metadata = super()._repr_mimebundle_(**kwargs)
        picture = draw(self.chosen, self.point, self.side, self.zoom)
        still = bundle(picture, self._description(), self._caption())
        html = f'<div {_STATE}="{escape(self._state())}">{still["text/html"]}</div>'
        return {**data, **still, "text/html": html}, metadata

    def _state(self) -> str:
        """What a page without a kernel needs to go on from here."""
        names = ("map", "point", "step", "zoom")
        return json.dumps({name: getattr(self, name) for name in names})

    def _description(self) -> str:
        det = self.chosen.determinant(*self.point)
        return (
            f"Left: the plane of {' and '.join(self.chosen.inputs)} with a square at p = "
            f"{drawn_text(self.point)} and, dashed, where det J = 0. Right: the images of grid and "
            f"square under the map ({self.chosen.title}) and the dotted parallelogram of J. "
            f"det J(p) is {effect(det)}."
        )

    def _caption(self) -> str:
        return (
            f"The map explorer at p = {drawn_text(self.point)} with the side h = {self.side:g}. "
            "Where a notebook runs, p can be dragged."
        )


def _known(name: object) -> str:
    if name not in MAPS:
        message = f"map is {name!r}; expected one of {', '.join(MAPS)}"
        raise traitlets.TraitError(message)
    return str(name)


def _between(name: str, value: object, limits: tuple[float, float]) -> float:
    low, high = limits
    if not isinstance(value, int | float) or not isfinite(value) or not low <= value <= high:
        message = f"{name} is {value!r}; expected a number from {low:g} to {high:g}"
        raise traitlets.TraitError(message)
    return float(value)
