"""How does a figure reach the page, with its description and its sliders?"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

import ipywidgets
from IPython.display import display, publish_display_data

from course.figures.drawing import style

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
    """Show a figure that changes with sliders, and three frames of it for a page without a kernel.

    Args:
        draw: makes the figure from the values of the sliders, given by name.
        frames: the values of each frame that is always shown.
        alt: what the frames show, from left to right, in 40 to 400 characters.
        caption: what everybody reads below the frames.
        sliders: a slider for each argument of `draw`.

    Raises:
        ValueError: `alt` is too short or too long.
    """
    first, *others = [_image(draw(**values)) for values in frames]
    images = [_described(first, alt), *(_described(image, "") for image in others)]
    publish_display_data(_bundle(images, alt, caption))
    controls = {name: _control(slider) for name, slider in sliders.items()}
    picture = ipywidgets.HTML()

    def redraw(_change: object = None) -> None:
        values = {name: control.value for name, control in controls.items()}
        said = ", ".join(f"{sliders[name].label} {value:g}" for name, value in values.items())
        picture.value = _described(_image(draw(**values)), f"The figure above, now with {said}.")

    for control in controls.values():
        control.observe(redraw, names="value")
    redraw()
    display(ipywidgets.VBox([*controls.values(), picture]))


def _control(slider: Slider) -> ipywidgets.FloatSlider:
    is_whole = all(float(n).is_integer() for n in (slider.low, slider.step, slider.start))
    return ipywidgets.FloatSlider(
        value=slider.start,
        min=slider.low,
        max=slider.high,
        step=slider.step,
        description=slider.label,
        readout_format="d" if is_whole else ".2f",
        continuous_update=False,
        style={"description_width": "initial"},
        layout={"width": "36em"},
    )


def _bundle(images: Sequence[str], alt: str, caption: str) -> dict[str, str]:
    if not SHORTEST <= len(alt) <= LONGEST:
        message = (
            f"the description of the figure has {len(alt)} characters; expected {SHORTEST} to "
            f"{LONGEST}: axes, what varies, the conclusion"
        )
        raise ValueError(message)
    html = f"<figure>{''.join(images)}<figcaption>{escape(caption)}</figcaption></figure>"
    return {"text/html": html, "text/plain": f"{alt}\n{caption}"}


def _image(figure: Figure) -> str:
    """The address of the figure as SVG, which holds the figure itself."""
    file = io.BytesIO()
    with style():
        figure.savefig(file, format="svg", metadata={"Date": None})
    return f"data:image/svg+xml;base64,{base64.b64encode(file.getvalue()).decode()}"


def _described(address: str, alt: str) -> str:
    return f'<img alt="{escape(alt)}" src="{address}" style="max-width:100%">'
