"""What does a Jacobian matrix cost, and how exact is a slope from a difference quotient?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from course.figures.drawing import COLOURS, new_figure, style

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from numpy.typing import NDArray

POINT = 1.0
"""Where the slope of the sine is estimated."""
STEPS = 10.0 ** -np.arange(1, 16)
"""The steps h of the difference quotients: 0.1, 0.01, and so on."""

ALT_OF_COSTS = (
    "Cost of the Jacobian matrix over the cost of f, against the number n of inputs, log axes. "
    "The frames have m = 1, 16 and 256 outputs. Forward mode grows with n; reverse mode is flat, "
    "at about m + 1. They cross where n = m: forward is cheaper to the left of it, reverse to the "
    "right."
)
"""What the frames show, in words."""


def evaluation(inputs: int, outputs: int, width: int) -> int:
    """The multiplications of one evaluation: three matrices, two hidden layers of one width.

    >>> evaluation(inputs=1, outputs=256, width=128)
    49280
    """
    return inputs * width + width * width + width * outputs


def ratios(inputs: int, outputs: int, width: int) -> tuple[float, float]:
    """The multiplications of a full Jacobian matrix over those of one evaluation.

    Forward mode makes a pass for each input, reverse mode one for each output. A pass repeats the
    three matrices; in each hidden layer it also squares `width` values and multiplies by as many
    slopes.

    >>> forward, reverse = ratios(inputs=1, outputs=256, width=128)
    >>> round(forward, 2), round(reverse, 1)
    (2.01, 259.7)
    """
    once = evaluation(inputs, outputs, width)
    a_pass = once + 4 * width
    return (once + inputs * a_pass) / once, (once + outputs * a_pass) / once


def draw_costs(exponent: float = 4, width: float = 128) -> Figure:
    """Draw the two ratios over the number of inputs, for 2**exponent outputs."""
    outputs = 2 ** round(exponent)
    inputs = 2 ** np.arange(11)
    curves = np.array([ratios(int(n), outputs, round(width)) for n in inputs])
    figure, (axes,) = new_figure(width=6.5, height=4.5)
    with style():
        axes.loglog(inputs, curves[:, 0], "o-", color=COLOURS["blue"], label="forward: by columns")
        axes.loglog(
            inputs, curves[:, 1], "s--", color=COLOURS["vermillion"], label="reverse: by rows"
        )
        axes.axvline(outputs, color=COLOURS["black"], linestyle=":")
        axes.text(outputs, 2500, "  n = m  ", ha="right" if outputs > 1 else "left")
        axes.set(
            xlabel="inputs n",
            ylabel="cost of J / cost of f",
            title=f"outputs m = {outputs}, width {round(width)}",
            xlim=(0.8, 1300),
            ylim=(1, 60000),
        )
        axes.legend(loc="upper left", framealpha=1)
    return figure


def difference_errors() -> tuple[NDArray[np.float64], ...]:
    """The relative errors of forward, central and complex steps, for the sine at `POINT`."""
    slope = np.cos(POINT)
    one_sided = (np.sin(POINT + STEPS) - np.sin(POINT)) / STEPS
    central = (np.sin(POINT + STEPS) - np.sin(POINT - STEPS)) / (2 * STEPS)
    imaginary = np.sin(POINT + 1j * STEPS).imag / STEPS
    return tuple(abs(found - slope) / slope for found in (one_sided, central, imaginary))


def draw_differences() -> Figure:
    """Draw the three errors over the step; an error of zero is drawn at the smallest height."""
    figure, (axes,) = new_figure(width=9, height=4.5)
    with style():
        looks = (
            ("one-sided difference", "o-", "blue"),
            ("central difference", "s--", "vermillion"),
            ("complex step", "^:", "black"),
        )
        for errors, (name, line, colour) in zip(difference_errors(), looks, strict=True):
            axes.loglog(STEPS, np.maximum(errors, 1e-17), line, color=COLOURS[colour], label=name)
        axes.set(xlabel="step h", ylabel="relative error", ylim=(3e-18, 1), xlim=(3e-16, 0.3))
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    return figure
