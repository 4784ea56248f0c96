"""Every word that a reader meets is in the dictionary, or among the project's own words."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spellchecker import SpellChecker

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
NOT_PROSE = re.compile(
    r"^ *(```|~~~).*?^ *\1"  # blocks of code
    r"|\$\$.*?\$\$|\$[^$]*\$"  # formulas
    r"|(`+).*?\2"  # code within a line
    r"|(?<=\])\([^)\s]*\)"  # where links lead
    r"|<code>.*?</code>|<pre>.*?</pre>"  # the same in HTML
    r"|\{[{%#].*?[}%#]\}"  # what a template says to its reader
    r"|https?://\S+|<[^<>]*>",  # addresses and HTML
    re.DOTALL | re.MULTILINE,
)
READ = re.compile(r"[A-Z]+\.md|docs/.*\.(md|html)|(course|solutions)/.*\.(ipynb|py)")
TYPESET = re.compile(r"\$[^$]*\$|`[^`]*`|\{[^{}]*\}")


@pytest.fixture(scope="module")
def dictionary() -> SpellChecker:
    return SpellChecker(language="en")


@pytest.fixture(scope="module")
def own_words(root: Path) -> list[str]:
    """Names, and terms of the course that a general dictionary lacks."""
    return (root / "tests" / "words.txt").read_text(encoding="utf-8").split()


@pytest.fixture(scope="module")
def pages(root: Path, repository_files: list[Path]) -> dict[str, str]:
    """What is read, by file: pages, notebooks' Markdown, and the sentences of the course's code."""
    found = {}
    for path in repository_files:
        name = path.relative_to(root).as_posix()
        if READ.fullmatch(name) and (text := "\n\n".join(_prose(path))):
            found[name] = text
    return found


def _prose(path: Path) -> Iterator[str]:
    if path.suffix in (".md", ".html"):
        yield NOT_PROSE.sub(" ", path.read_text(encoding="utf-8"))
    elif path.suffix == ".ipynb":
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            source = "".join(cell["source"])
            if cell["cell_type"] == "markdown":
                yield NOT_PROSE.sub(" ", source)
            else:
                yield from _sentences(source)
    else:
        yield from _sentences(path.read_text(encoding="utf-8"))


def _sentences(code: str) -> Iterator[str]:
    """The strings of several words: captions, descriptions, questions and hints."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = TYPESET.sub(" ", node.value)
            if len(WORD.findall(text)) > 3:
                yield text


def _words(text: str) -> set[str]:
    """The words of a text in small letters; one or two letters are symbols, as in dw."""
    found = (word.lower().replace("’", "'").removesuffix("'s") for word in WORD.findall(text))
    return {word for word in found if word.isascii() and len(word) > 2}


def test_every_word_is_spelt_as_a_dictionary_or_the_project_spells_it(
    pages: dict[str, str], dictionary: SpellChecker, own_words: list[str]
):
    known = set(own_words)
    unknown = {
        name: sorted(word for word in _words(text) - known if word not in dictionary)
        for name, text in pages.items()
    }
    assert {name: words for name, words in unknown.items() if words} == {}


def test_the_projects_own_words_are_used_and_in_no_dictionary(
    pages: dict[str, str], dictionary: SpellChecker, own_words: list[str]
):
    used = set().union(*map(_words, pages.values()))
    assert own_words == sorted(set(own_words))
    assert [word for word in own_words if word not in used] == []
    assert [word for word in own_words if word in dictionary] == []


@pytest.mark.parametrize("name", ["README.md", "docs/student.md", "CONTRIBUTING.md"])
def test_the_pages_are_among_what_is_read(pages: dict[str, str], name: str):
    assert len(_words(pages[name])) > 100


def test_every_lesson_and_exercise_is_among_what_is_read(root: Path, pages: dict[str, str]):
    found = (root / "course").rglob("*.ipynb")
    notebooks = {p.relative_to(root).as_posix() for p in found if "checkpoint" not in p.name}
    assert notebooks
    assert notebooks <= pages.keys()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("The Jacobain’s rows", {"the", "jacobain", "rows"}),
        ("in $dxy$ and `codde`, <b>bold</b>", {"and", "bold"}),
        ("```python\nimprot x\n```\nafter", {"after"}),
        ("[a link](somwhere.md) there", {"link", "there"}),
    ],
)
def test_prose_is_read_and_code_formulas_and_addresses_are_not(
    tmp_path: Path, written: str, read: set[str]
):
    page = tmp_path / "page.md"
    page.write_text(written, encoding="utf-8")
    assert set().union(*map(_words, _prose(page))) == read


@pytest.mark.parametrize("wrong", ["jacobain", "seperate", "recieve", "teh", "derivitive"])
def test_a_misspelt_word_is_not_known(wrong: str, dictionary: SpellChecker, own_words: list[str]):
    assert wrong not in dictionary
    assert wrong not in own_words
