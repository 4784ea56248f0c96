"""How does a reader choose a number? With a slider that has a name for screen readers.

Those of `ipywidgets` have none: no element of a form is moved there, so no label names it.

>>> slider = RangeInput(label="width", low=0, high=2, step=0.5, value=1)
>>> slider.value, slider.decimals
(1.0, 2)
"""

from __future__ import annotations

from pathlib import Path

import anywidget
import traitlets

_HERE = Path(__file__).parent


class RangeInput(anywidget.AnyWidget):
    """One number between two others, which is set when the slider is let go.

    Args:
        label: what stands before the slider.
        low: the least value.
        high: the largest value.
        step: from one value to the next.
        value: where it stands.
    """

    _esm = _HERE / "range_input.js"
    _css = _HERE / "range_input.css"
    label = traitlets.Unicode().tag(sync=True)
    low = traitlets.Float().tag(sync=True)
    high = traitlets.Float().tag(sync=True)
    step = traitlets.Float().tag(sync=True)
    value = traitlets.Float().tag(sync=True)
    decimals = traitlets.Int().tag(sync=True)

    @traitlets.default("decimals")
    def _written_as(self) -> int:
        numbers = (self.low, self.step, self.value)
        return 0 if all(number.is_integer() for number in numbers) else 2
