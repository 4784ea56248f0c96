"""How can the map explorer be dragged on a page without a kernel? The page itself keeps its state.

The widget's own files draw it, here as in a notebook; `alive.js` takes the place of the notebook.
Where no script runs, the still picture stays.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from course.figures import MapExplorer
from course.figures.explorer import MODULES
from course.figures.maps import MAPS

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

_NOTEBOOK = Path(__file__).with_name("alive.js")
_FIGURES = Path(__file__).resolve().parents[3] / "course" / "figures"
_EXPORTS = ("export default { render };", "export ")


def setup(app: Sphinx) -> dict[str, Any]:
    """Give each page the script and the style of the map explorer, and the front page a picture."""
    app.add_js_file("map-explorer.js", loading_method="defer")
    app.add_css_file("map-explorer.css")
    app.connect("builder-inited", _write)
    app.connect("html-page-context", _begin_with_it)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def script() -> str:
    """The widget's modules as one classic script: a browser loads no module from a disk."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (*MODULES, _NOTEBOOK))
    for export in _EXPORTS:
        code = code.replace(export, "")
    maps = json.dumps({name: shown.drawn() for name, shown in MAPS.items()})
    return f"(() => {{\nconst MAPS = {maps};\n{code}\n}})();\n"


def _write(app: Sphinx) -> None:
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "map-explorer.js").write_text(script(), encoding="utf-8")
    style = (_FIGURES / "explorer.css").read_text(encoding="utf-8")
    (folder / "map-explorer.css").write_text(style, encoding="utf-8")


def _begin_with_it(
    _app: Sphinx,
    pagename: str,
    _template: str,
    context: dict[str, Any],
    _tree: nodes.document | None,
) -> None:
    """Let the front page begin with the explorer, and the site's name lead there."""
    context["master_doc"] = "index"
    if pagename == "index":
        data, _ = MapExplorer(map="fold", point=(1.5, 1.0))._repr_mimebundle_()
        context["explorer"] = data["text/html"]
