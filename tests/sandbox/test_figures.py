"""How often a figure is drawn, and that its picture does not depend on it."""

import sys
from types import SimpleNamespace

import pytest
from matplotlib.figure import Figure

from grader.sandbox.figures import skip_unseen
from tests.sandbox.runs import Run, text

SHOWN = """
import matplotlib.pyplot as plt
drawings, layout = [], {layout!r}
figure, axes = plt.subplots(2, 3, layout=layout)
figure.colorbar(axes[0, 0].imshow([[0, 1], [1, 0]]), ax=axes[:, 2])
figure.canvas.mpl_connect("draw_event", drawings.append)
"""
DRAWN = SHOWN + "figure.canvas.draw(); drawings.clear()"


def picture(outputs: list[dict[str, dict[str, str]]]) -> str:
    return outputs[-1]["data"]["image/png"]


@pytest.mark.parametrize(
    # The inline backend draws to measure a figure, and to have its picture. A layout engine moves
    # things in the first of these drawings, so pyplot's own drawing before them is not left out.
    ("layout", "times"),
    [(None, 2), ("constrained", 3)],
)
def test_a_figure_is_drawn_as_often_as_its_picture_needs(
    warmed: Run, layout: str | None, times: int
):
    shown, drawn = SHOWN.format(layout=layout), DRAWN.format(layout=layout)
    executed = warmed(shown, "len(drawings)", drawn, "len(drawings)")
    assert [text(executed.cells[cell]) for cell in (1, 3)] == [str(times), "2"]
    assert picture(executed.cells[0].outputs) == picture(executed.cells[2].outputs)


def test_only_figures_without_a_layout_engine_count_as_up_to_date(
    monkeypatch: pytest.MonkeyPatch,
):
    figures = [Figure(), Figure(layout="tight")]
    inline = SimpleNamespace(show=SimpleNamespace(_to_draw=figures))
    monkeypatch.setitem(sys.modules, "matplotlib_inline.backend_inline", inline)
    skip_unseen()
    assert [figure.stale for figure in figures] == [False, True]


def test_without_the_inline_backend_there_is_nothing_to_leave_out(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.delitem(sys.modules, "matplotlib_inline.backend_inline", raising=False)
    skip_unseen()
