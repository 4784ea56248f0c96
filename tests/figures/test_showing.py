from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import ipywidgets
import pytest

from course.figures import Slider, explore, new_figure, show, showing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ALT = "A line from the lower left to the upper right: y grows as x grows."


def drawn(slope: float = 1.0) -> Figure:
    figure, (axes,) = new_figure(width=4, height=3)
    axes.plot([0, 1], [0, slope])
    return figure


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What reaches the page: MIME bundles and widgets."""
    found: list[Any] = []
    monkeypatch.setattr(showing, "publish_display_data", found.append)
    monkeypatch.setattr(showing, "display", found.append)
    return found


def test_a_figure_is_one_image_with_words_and_a_caption(page: list[Any]):
    show(drawn(), alt=ALT, caption="A < B")
    (bundle,) = page
    assert bundle["text/plain"] == f"{ALT}\nA < B"
    assert bundle["text/html"].count("<img") == 1
    assert f'alt="{ALT}"' in bundle["text/html"]
    assert "<figcaption>A &lt; B</figcaption>" in bundle["text/html"]


@pytest.mark.parametrize("alt", ["", "too short", "x" * 401])
def test_a_description_that_says_too_little_or_too_much_is_refused(alt: str, page: list[Any]):
    with pytest.raises(ValueError, match=f"has {len(alt)} characters; expected 40 to 400"):
        show(drawn(), alt=alt, caption="")
    assert page == []


def test_the_same_figure_is_the_same_file(page: list[Any]):
    show(drawn(), alt=ALT, caption="")
    show(drawn(), alt=ALT, caption="")
    assert page[0] == page[1]


def test_frames_are_shown_beside_the_slider(page: list[Any]):
    frames = [{"slope": s} for s in (-1, 0, 1)]
    slider = Slider("slope", -1, 1, 0.5, 0)
    explore(drawn, frames=frames, alt=ALT, caption="Three slopes.", slope=slider)
    strip, *_, controls = page
    images = re.findall(r'<img alt="([^"]*)" src="([^"]*)"', strip["text/html"])
    assert [alt for alt, _ in images] == [ALT, "", ""]
    assert len({source for _, source in images}) == 3
    assert isinstance(controls, ipywidgets.VBox)


def test_moving_the_slider_draws_anew_and_says_where_it_stands(page: list[Any]):
    asked: list[float] = []

    def draw(slope: float) -> Figure:
        asked.append(slope)
        return drawn(slope)

    explore(draw, frames=[{"slope": 0}], alt=ALT, caption="", slope=Slider("slope", -1, 1, 0.5, 0))
    control = page[-1].children[0]
    control.value = 0.5
    assert asked == [0, 0, 0.5]
    assert "now with slope 0.5." in page[-1].children[1].value


def test_axes_come_row_by_row_and_text_is_large():
    figure, axes = new_figure(2, 3)
    assert len(axes) == 6
    assert axes[0].xaxis.label.get_size() >= 13
    assert figure.get_facecolor() == (1, 1, 1, 1)
