r"""How is code shown on a page? Coloured as Python, if that takes no longer than its length allows.

Colouring happens outside the walls. Pygments knows hundreds of languages, several of which take a
cubic time to read; so a student names none of them. Its Python, and IPython's, read a run of empty
lines anew from each of them, so that code with a long one stays plain.

>>> "<span" in coloured("x = 1  # one"), coloured("1" + "\n" * 1000).count("<span")
(True, 1)
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers.python import PythonLexer
from pygments.lexers.special import TextLexer

LONGEST_COLOURED = 20_000
"""Characters of code that are coloured, which takes half a second."""
LONGEST_BLANK = 300
"""Spaces and ends of lines, one after the other, in code that is coloured."""
CLASSES = " highlight hl-ipython3"
"""What nbconvert's pages call a cell of code."""
PYTHON = frozenset({"py", "py3", "python", "python3", "ipython", "ipython3"})
"""How Markdown may call its code to have it coloured."""

_INK = re.compile(r"\S+")


def highlight_code(source: str, metadata: object = None) -> str:  # noqa: ARG001 - nbconvert's
    """The filter that nbconvert's templates call on a code cell; its metadata change nothing."""
    return coloured(source or " ", CLASSES)


def coloured(source: str, classes: str = "highlight") -> str:
    """Code, which may be a student's, as HTML; in colour, unless it is too long or too empty."""
    return (
        _in_colour(source, classes) if _is_quick(source) else _shown(source, classes, TextLexer())
    )


def fenced(source: str, info: str | None) -> str:
    """A block of code in Markdown as HTML; in colour, if it says that it is Python."""
    words = (info or "").split(maxsplit=1)
    if words and words[0].lower() in PYTHON:
        return coloured(source)
    return f"<pre><code>{escape(source)}</code></pre>\n"


def _is_quick(source: str) -> bool:
    if len(source) > LONGEST_COLOURED:
        return False
    return all(len(blank) <= LONGEST_BLANK for blank in _INK.split(source))


@lru_cache(maxsize=256)
def _in_colour(source: str, classes: str) -> str:
    return _shown(source, classes, PythonLexer())


def _shown(source: str, classes: str, lexer: PythonLexer | TextLexer) -> str:
    return str(highlight(source, lexer, HtmlFormatter(cssclass=classes)))
