"""What is kept from one sign to the next changes no picture by more than rounding."""

import re
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from ziafont.glyph import SimpleGlyph
from ziamath import styles
from ziamath.nodes.mnode import Mnode

from grader.feedback import remembered
from grader.feedback.maths import formula_svg
from tests.feedback.test_rows import FORMULAS

ROUNDING = 2
"""Tenths of a pixel in 24: each end of a step is rounded to one."""


def corners(fragment: str) -> Iterator[tuple[int, int]]:
    """The absolute coordinates of all points of all outlines."""
    for path in re.findall(r' d="([^"]*)"', fragment):
        here = start = (0, 0)
        for command, text in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
            numbers = [int(number) for number in re.findall(r"-?\d+", text)]
            base = (0, 0) if command.isupper() else here
            if command in "hv":
                across = command == "h"
                points = [(here[0] + numbers[0] * across, here[1] + numbers[0] * (not across))]
            else:
                pairs = zip(numbers[::2], numbers[1::2], strict=True)
                points = [(base[0] + x, base[1] + y) for x, y in pairs] or [start]
            here = points[-1]
            start = here if command in "Mm" else start
            yield from points


@pytest.mark.parametrize("tex", FORMULAS)
@pytest.mark.parametrize("display", [False, True])
def test_every_outline_is_where_ziamath_draws_it(
    tex: str,
    display: bool,  # noqa: FBT001 - as the function takes it
    monkeypatch: pytest.MonkeyPatch,
):
    ours = list(corners(formula_svg.__wrapped__(tex, display=display)))
    monkeypatch.setattr(SimpleGlyph, "place", remembered._drawn)  # noqa: SLF001 - ziafont's own
    monkeypatch.setattr(Mnode, "size_px", remembered._points.__wrapped__)  # noqa: SLF001
    monkeypatch.setattr(styles, "asdict", asdict)
    theirs = list(corners(formula_svg.__wrapped__(tex, display=display)))
    assert ours
    assert far_from(theirs, ours) == far_from(ours, theirs) == []


def far_from(points: list[tuple[int, int]], others: list[tuple[int, int]]):
    """The points of the first that none of the second is close to."""
    return [
        (x, y)
        for x, y in points
        if not any(max(abs(x - u), abs(y - v)) <= ROUNDING for u, v in others)
    ]
