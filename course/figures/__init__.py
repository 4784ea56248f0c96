"""How does a lesson show a figure? As an image with words for those who cannot see it.

Figures are SVG, so that they are sharp and the same on every machine; text is readable at the width
of a notebook. Whoever has no kernel at work sees three frames in place of a slider, and one picture
in place of the map explorer.
"""

from course.figures.drawing import COLOURS, new_figure
from course.figures.explorer import MapExplorer
from course.figures.showing import Slider, explore, show

__all__ = ["COLOURS", "MapExplorer", "Slider", "explore", "new_figure", "show"]
