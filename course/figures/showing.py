"""How does a figure reach the page, with its description and its sliders?"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import ipywidgets
from IPython.display import display, publish_display_data

from course.figures.drawing import style
from course.figures.range_input import RangeInput

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHORTEST, LONGEST = 40, 400
"""Characters of a description: enough to say axes, what varies and the conclusion."""


@dataclass(frozen=True)
class Slider:
    """One number to play with, from `low` to `high` in steps, beginning at `start`."""

    label: str
    low: float
    high: float
    step: float
    start: float


def show(figure: Figure, *, alt: str, caption: str) -> None:
    """Show a figure with a description for those who cannot see it.

    Args:
        figure: what is drawn.
        alt: the axes, what varies, and the conclusion, in 40 to 400 characters.
        caption: what everybody reads below the figure.

    Raises:
        ValueError: `alt` is too short or too long.
    """
    publish_display_data(bundle(figure, alt, caption))


def bundle(figure: Figure, alt: str, caption: str) -> dict[str, str]:
    """Give a figure in the forms in which a notebook keeps it: as HTML and as words.

    Args:
        figure: what is drawn.
        alt: the axes, what varies, and the conclusion, in 40 to 400 characters.
        caption: what everybody reads below the figure.

    Raises:
        ValueError: `alt` is too short or too long.
    """
    return _bundle([_described(_image(figure), alt)], alt, caption)


def explore(
    draw: Callable[..., Figure],
    *,
    frames: Sequence[Mapping[str, float]],
    alt: str,
    caption: str,
    **sliders: Slider,
) -> None:
    """Show a figure that changes with sliders; a page without a kernel shows some frames of it.

    A button a frame puts the sliders there, so that a text may speak of the third frame.

    Args:
        draw: makes the figure from the values of the sliders, given by name.
        frames: the values of each frame.
        alt: what the frames show, in their order, in 40 to 400 characters.
        caption: what everybody reads below the figure.
        sliders: a slider for each argument of `draw`.

    Raises:
        ValueError: `alt` is too short or too long.
    """
    first, *others = [_image(draw(**values)) for values in frames]
    images = [_described(first, alt), *(_described(image, "") for image in others)]
    still = _bundle(images, alt, caption)
    display(_Explored(draw, sliders, frames, caption, still))


class _Explored(ipywidgets.VBox):
    """Sliders and their figure where a kernel runs; in any other place, the still frames."""

    def __init__(
        self,
        draw: Callable[..., Figure],
        sliders: Mapping[str, Slider],
        frames: Sequence[Mapping[str, float]],
        caption: str,
        still: Mapping[str, str],
    ) -> None:
        self._draw, self._sliders, self._caption, self._still = draw, sliders, caption, still
        self._controls = {name: _control(slider) for name, slider in sliders.items()}
        self._picture, self._drawn = ipywidgets.HTML().add_class("with-sliders"), {}
        buttons = [self._button(number, values) for number, values in enumerate(frames, 1)]
        super().__init__([*self._controls.values(), ipywidgets.HBox(buttons), self._picture])
        for control in self._controls.values():
            control.observe(self._redraw, names="value")
        self._redraw()

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - IPython's own
        return {**super()._repr_mimebundle_(**kwargs), **self._still}

    def _button(self, number: int, values: Mapping[str, float]) -> ipywidgets.Button:
        """A button that gives the sliders the values of a frame."""
        button = ipywidgets.Button(description=f"Frame {number}", layout={"width": "auto"})

        def move(_button: object) -> None:
            with ExitStack() as together:
                for name, value in values.items():
                    together.enter_context(self._controls[name].hold_trait_notifications())
                    self._controls[name].value = value

        button.on_click(move)
        return button

    def _redraw(self, _change: object = None) -> None:
        values = {name: control.value for name, control in self._controls.items()}
        if values != self._drawn:  # a frame moves several sliders, and is drawn once
            said = ", ".join(f"{self._sliders[n].label} {value:g}" for n, value in values.items())
            image = _described(_image(self._draw(**values)), f"The figure with {said}.")
            self._picture.value = _figure([image], self._caption)
            self._drawn = values


def _control(slider: Slider) -> RangeInput:
    return RangeInput(
        label=slider.label,
        low=slider.low,
        high=slider.high,
        step=slider.step,
        value=slider.start,
    )


def _bundle(images: Sequence[str], alt: str, caption: str) -> dict[str, str]:
    if not SHORTEST <= len(alt) <= LONGEST:
        message = (
            f"the description of the figure has {len(alt)} characters; expected {SHORTEST} to "
            f"{LONGEST}: axes, what varies, the conclusion"
        )
        raise ValueError(message)
    return {"text/html": _figure(images, caption), "text/plain": f"{alt}\n{caption}"}


def _figure(images: Sequence[str], caption: str) -> str:
    return f"<figure>{''.join(images)}<figcaption>{escape(caption)}</figcaption></figure>"


def _image(figure: Figure) -> str:
    """The address of the figure as SVG, which holds the figure itself."""
    file = io.BytesIO()
    with style():
        figure.savefig(file, format="svg", metadata={"Date": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(file.getvalue()).decode()}"


def _described(address: str, alt: str) -> str:
    return f'<img alt="{escape(alt)}" src="{address}" style="max-width:100%">'
