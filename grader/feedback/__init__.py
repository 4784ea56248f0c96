"""How is a report shown? As text, and as HTML with its formulas typeset without JavaScript."""

from grader.feedback.html import prose, render_html
from grader.feedback.maths import effort, expression_svg, formula_svg
from grader.feedback.text import render_text
from grader.feedback.wording import in_general

__all__ = [
    "effort",
    "expression_svg",
    "formula_svg",
    "in_general",
    "prose",
    "render_html",
    "render_text",
]
