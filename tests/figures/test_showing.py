from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

from course.figures import Slider, explore, new_figure, show, showing

if TYPE_CHECKING:
    from matplotlib.figure import Figure

VIEW = "application/vnd.jupyter.widget-view+json"
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


def test_a_page_without_a_kernel_shows_the_frames_in_place_of_the_slider(page: list[Any]):
    frames = [{"slope": s} for s in (-1, 0, 1)]
    slider = Slider("slope", -1, 1, 0.5, 0)
    explore(drawn, frames=frames, alt=ALT, caption="Three slopes.", slope=slider)
    (explored,) = page
    forms = explored._repr_mimebundle_()
    images = re.findall(r'<img alt="([^"]*)" src="([^"]*)"', forms["text/html"])
    assert [alt for alt, _ in images] == [ALT, "", ""]
    assert len({source for _, source in images}) == 3
    assert forms["text/plain"] == f"{ALT}\nThree slopes."
    assert VIEW in forms


@pytest.mark.parametrize(("is_saved", "pictures"), [(False, 2), (True, 0)])
def test_an_export_shows_the_frames_unless_the_state_of_widgets_is_saved(
    page: list[Any],
    is_saved: bool,  # noqa: FBT001 - both are tried
    pictures: int,
):
    frames = [{"slope": s} for s in (0, 1)]
    explore(drawn, frames=frames, alt=ALT, caption="", slope=Slider("slope", -1, 1, 0.5, 0))
    forms = page[0]._repr_mimebundle_()
    notebook = new_notebook(cells=[new_code_cell(outputs=[new_output("display_data", forms)])])
    if is_saved:
        state = {forms[VIEW]["model_id"]: {"state": {}}}
        notebook.metadata["widgets"] = {VIEW.replace("view", "state"): {"state": state}}
    exported, _ = HTMLExporter(embed_images=False).from_notebook_node(notebook)
    assert exported.count("<img alt") == pictures
    assert (f'<script type="{VIEW}">' in exported) is is_saved


def test_moving_the_slider_draws_anew_and_says_where_it_stands(page: list[Any]):
    asked: list[float] = []

    def draw(slope: float) -> Figure:
        asked.append(slope)
        return drawn(slope)

    slider = Slider("slope", -1, 1, 0.5, 0)
    explore(draw, frames=[{"slope": 0}], alt=ALT, caption="One slope.", slope=slider)
    control, _, picture = page[-1].children
    control.value = 0.5
    assert asked == [0, 0, 0.5]
    assert 'alt="The figure with slope 0.5."' in picture.value
    assert "<figcaption>One slope.</figcaption>" in picture.value


def test_the_button_of_a_frame_moves_all_sliders_and_draws_once(page: list[Any]):
    asked: list[tuple[float, float]] = []

    def draw(slope: float, width: float) -> Figure:
        asked.append((slope, width))
        return drawn(slope * width)

    sliders = {name: Slider(name, -1, 1, 0.5, 0.5) for name in ("slope", "width")}
    frames = [{"slope": 0, "width": 1}, {"slope": -1, "width": -0.5}]
    explore(draw, frames=frames, alt=ALT, caption="", **sliders)
    slope, width, buttons, _ = page[-1].children
    assert [button.description for button in buttons.children] == ["Frame 1", "Frame 2"]
    del asked[:]
    buttons.children[1].click()
    assert (slope.value, width.value) == (-1, -0.5)
    assert asked == [(-1, -0.5)]


def test_axes_come_row_by_row_and_text_is_large():
    figure, axes = new_figure(2, 3)
    assert len(axes) == 6
    assert axes[0].xaxis.label.get_size() >= 13
    assert figure.get_facecolor() == (1, 1, 1, 1)
