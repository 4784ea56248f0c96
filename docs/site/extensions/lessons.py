"""How do lessons that have run become pages? Their figures stay; what needs a kernel goes.

Which lessons run, `lessons_run` says: a pattern of their names. Exercises never do: students get
them so.

A lesson runs again when it changes, which jupyter-cache sees, or when the code that it imports
changes, which it can't see: so what has run is kept in a folder that is named after that code.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config

ROOT = Path(__file__).resolve().parents[3]

_WIDGET = "application/vnd.jupyter.widget-view+json"
_IMPORTS = "try:\n    import questions"
"""So the first cell of code begins, which tells a notebook's reader what may be missing."""
_QUIET = "c.IPKernelApp.log_level = 40\n"  # a kernel warns that it speaks to us in the clear


def setup(app: Sphinx) -> dict[str, Any]:
    """Say where lessons that have run are kept, and show what they show without a kernel."""
    app.add_config_value("lessons_import", "", "env")  # another state: every page is read again
    app.add_config_value("lessons_run", "*", "env")
    app.connect("config-inited", _configure, priority=1)
    app.connect("doctree-read", _leave_widgets_out)
    app.connect("doctree-read", _fold_imports)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def digest(root: Path) -> str:
    """A name for the present state of what lessons import: 16 hexadecimal digits."""
    state = hashlib.sha256()
    for path in _imported(root):
        state.update(f"{path.relative_to(root)}\0".encode())
        state.update(path.read_bytes())
    return state.hexdigest()[:16]


def _imported(root: Path) -> Iterator[Path]:
    """Every file but the lessons themselves on which a figure of a lesson depends."""
    for folder in ("course", "grader"):
        for kind in ("py", "js", "css"):
            yield from sorted((root / folder).rglob(f"*.{kind}"))
    yield root / "constraints.txt"


def _configure(app: Sphinx, config: Config) -> None:
    """Keep what has run under the name of what it ran with, and forget the rest."""
    config.lessons_import = digest(ROOT)
    all_kept = Path(f"{app.outdir}-lessons")
    kept = all_kept / config.lessons_import
    for outdated in set(all_kept.glob("*")) - {kept}:
        shutil.rmtree(outdated)
    config.nb_execution_excludepatterns = list(_left_alone(config.lessons_run))
    config.nb_execution_cache_path = str(kept / "cache")
    config.nb_ipywidgets_js = {}
    # A widget with a still picture is that picture, and one without shows nothing.
    config.nb_mime_priority_overrides = [("html", _WIDGET, 35)]
    _run_as_anybody(kept / "ipython")


def _left_alone(pattern: str) -> Iterator[str]:
    yield "course/exercises/*/*"
    for path in sorted((ROOT / "course" / "lessons").glob("*.ipynb")):
        if not path.match(f"{pattern}.ipynb"):
            yield path.relative_to(ROOT).as_posix()


def _run_as_anybody(folder: Path) -> None:
    """Start kernels with a profile of their own: whoever makes the site may have startup files."""
    profile = folder / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(_QUIET, encoding="utf-8")
    os.environ["IPYTHONDIR"] = str(folder)
    logging.getLogger("traitlets").setLevel(logging.WARNING)  # it names the kernel of each lesson


def _leave_widgets_out(app: Sphinx, _tree: nodes.document) -> None:
    """Take the widgets' state off the page: it would bring each of their pictures once more."""
    scripts = app.env.nb_metadata.get(app.env.docname, {}).get("js_files", {})
    scripts.pop("ipywidgets_state", None)


def _fold_imports(_app: Sphinx, tree: nodes.document) -> None:
    """Let whoever reads begin with the lesson: its imports open on demand."""
    for cell in tree.findall(nodes.container):
        if cell.get("nb_element") == "cell_code" and cell.astext().startswith(_IMPORTS):
            cell["hide_mode"] = "input"
            cell["prompt_show"] = cell["prompt_hide"] = "What this notebook imports"
