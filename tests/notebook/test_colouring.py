from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from nbconvert.filters import Highlight2HTML
from pygments.lexers.python import PythonLexer

from grader.notebook import colouring
from grader.notebook.colouring import (
    LONGEST_BLANK,
    LONGEST_COLOURED,
    coloured,
    fenced,
    highlight_code,
)
from grader.notebook.pages import render


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is read as Python."""
    texts: list[str] = []

    class Noted(PythonLexer):
        def get_tokens(self, text: str, *arguments: object) -> object:
            texts.append(text)
            return super().get_tokens(text, *arguments)

    monkeypatch.setattr(colouring, "PythonLexer", Noted)
    return texts


def text_of(html: str) -> str:
    return BeautifulSoup(html, "html.parser").get_text()


@pytest.mark.parametrize("source", ["", "x = 1  # a comment", "def f(x):\n\n    return 'a<b'", "1"])
def test_code_looks_as_nbconvert_would_show_it(source: str):
    assert highlight_code(source) == Highlight2HTML()(source)


@pytest.mark.parametrize(
    "source",
    [
        "a = 1\n" + " \n" * LONGEST_BLANK + "b = '<'",
        "a = 1\n" + "\f\n" * LONGEST_BLANK + "%%",
        "b = 1" * LONGEST_COLOURED,
    ],
)
def test_code_that_would_take_long_to_colour_is_shown_plain(source: str, read: list[str]):
    html = highlight_code(source)
    assert not read
    assert text_of(html).strip() == source.strip()
    assert html.count("<span") == 1


def test_the_runs_of_blanks_that_people_leave_keep_their_colours(read: list[str]):
    source = ("a = 1\n" + "\n" * (LONGEST_BLANK - 1)) * 10
    assert coloured(source).count('class="mi"') == 10
    assert len(read) == 1


@pytest.mark.parametrize("language", ["python", "Python3", "py", "ipython3", "python title=x"])
def test_a_block_that_says_that_it_is_python_is_coloured(language: str):
    assert '<span class="mi">1</span>' in render(f"```{language}\nx = 1\n```")


@pytest.mark.parametrize("language", ["systemd", "easytrieve", "bash", "mermaid", "no-such", ""])
def test_a_block_in_any_other_language_is_plain(language: str, read: list[str]):
    html = render(f"```{language}\nx = 1 <b>\n```")
    assert html == "<pre><code>x = 1 &lt;b&gt;\n</code></pre>\n"
    assert not read


def test_a_block_that_would_take_long_to_colour_is_plain(read: list[str]):
    assert "b = 1" in text_of(fenced("a = 1" + "\n" * 1000 + "b = 1", "python"))
    assert not read
