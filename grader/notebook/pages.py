r"""How does Markdown become part of a page? Rendered, then cleaned, then given its formulas.

Cleaning the Markdown itself would not do: links such as `javascript:` survive it, and formulas
don't. Formulas are typeset here, since a page that loads nothing and runs nothing can't.

>>> render("[a](javascript:alert(1)) $x$")[:37]
'<p><a rel="noopener noreferrer">a</a>'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from grader.feedback import effort, formula_svg
from grader.notebook.allowance import Allowance
from grader.notebook.cleaning import clean_html
from grader.notebook.colouring import fenced

if TYPE_CHECKING:
    from jinja2.runtime import Context

LONGEST = 20_000
"""Characters of Markdown that are rendered; anything longer is shown as it was typed."""

_FORMULA = re.compile(r'<span data-formula="(\d+)"></span>')


@pass_context
def markdown2html(context: Context, source: str) -> str:
    """The filter that nbconvert's templates call; pictures attached to the cell are shown."""
    cell, resources = context.get("cell") or {}, context.get("resources")
    allowance = Allowance() if resources is None else resources.setdefault("maths", Allowance())
    return render(source, cell.get("attachments", {}), allowance)


def render(
    source: str,
    attachments: Mapping[str, Mapping[str, str]] | None = None,
    allowance: Allowance | None = None,
) -> str:
    """Markdown, untrusted, as HTML that can stand on any page.

    Args:
        source: the Markdown.
        attachments: base64 texts by file name and MIME type.
        allowance: of the page; one of its own, if this is all of it.
    """
    allowance = allowance or Allowance()
    if len(source) > LONGEST or not allowance.read(len(source)):
        return f"<pre>{escape(source)}</pre>"
    renderer = _Renderer(attachments or {}, allowance)
    html = clean_html(MarkdownWithMath(renderer=renderer).render(source), allowance)
    return _FORMULA.sub(lambda found: renderer.formula(int(found[1])), html)


class _Renderer(IPythonRenderer):  # type: ignore[misc] # nbconvert's types are not used
    """Leaves a numbered place for each formula, which survives the cleaning."""

    def __init__(self, attachments: Mapping[str, Mapping[str, str]], allowance: Allowance) -> None:
        attached = {name: dict(bundle) for name, bundle in attachments.items()}
        super().__init__(escape=False, attachments=attached, exclude_anchor_links=True)
        self.allowance = allowance
        self.formulas: list[tuple[str, bool]] = []

    def formula(self, number: int) -> str:
        if number >= len(self.formulas):
            return ""
        tex, display = self.formulas[number]
        granted = self.allowance.take(effort(tex))
        shown = formula_svg(tex, display=display) if granted else f"<code>{escape(tex)}</code>"
        style = ' style="display: block; text-align: center; margin: 0.6em 0"' if display else ""
        return f"<span{style}>{shown}</span>"

    def block_math(self, body: str) -> str:
        return self._place(body, display=True)

    def inline_math(self, body: str) -> str:
        return self._place(body, display=False)

    def latex_environment(self, name: str, body: str) -> str:
        return self._place(rf"\begin{{{name}}}{body}\end{{{name}}}", display=True)

    def block_code(self, code: str, info: str | None = None) -> str:
        return fenced(code, info)

    def _place(self, tex: str, *, display: bool) -> str:
        self.formulas.append((tex.strip(), display))
        return f'<span data-formula="{len(self.formulas) - 1}"></span>'

    def _embed_image_or_attachment(self, src: str) -> str:
        """Show what is attached; an attachment that is missing must not lose the whole page."""
        kind, _, name = src.partition(":")
        bundle = (self.attachments if kind == "attachment" else {}).get(name, {})
        return next((f"data:{mime};base64,{text}" for mime, text in bundle.items()), src)
