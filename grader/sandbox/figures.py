"""Which figures need no drawing at the end of a cell? Those that are drawn once more to be shown.

When a cell ends, pyplot draws its figures to canvases that nobody looks at. Then the inline backend
draws each of them anew, for the picture in the notebook. The first of the two is left out here. It
counts only for a figure with a layout engine, which moves things a little with each drawing.
"""

import sys


def skip_unseen() -> None:
    """Tell pyplot that the figures about to be shown are up to date."""
    show = getattr(sys.modules.get("matplotlib_inline.backend_inline"), "show", None)
    for figure in getattr(show, "_to_draw", ()):
        if figure.get_layout_engine() is None:
            figure.stale = False
