"""How do formulas look on the site? As on feedback pages: outlines that need no script and no font.

Without a script a formula is there as soon as the page is, on paper too, and nothing has to be
fetched or shipped. A formula that can't be typeset is a warning, so the site is not made with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util import logging

from grader.feedback import formula_svg

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

_LOG = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Let Sphinx typeset formulas as outlines."""
    app.add_html_math_renderer("outlines", (_within_a_line, None), (_by_itself, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _within_a_line(page: HTML5Translator, node: nodes.math) -> None:
    page.body.append(_typeset(node, display=False))
    raise nodes.SkipNode


def _by_itself(page: HTML5Translator, node: nodes.math_block) -> None:
    page.body.append(page.starttag(node, "div", CLASS="formula"))
    page.body.append(f"{_typeset(node, display=True)}</div>\n")
    raise nodes.SkipNode


def _typeset(node: nodes.Element, *, display: bool) -> str:
    tex = node.astext().strip()
    svg = formula_svg(tex, display=display)
    if not svg.startswith("<svg"):
        _LOG.warning("the formula %r can't be typeset", tex, location=node)
    return svg
