"""What do the pages for readers say? Their fenced blocks, and the text around these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"\s{2,}#.*")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, and its text."""

    language: str
    text: str


@dataclass(frozen=True)
class Command:
    """One line that a reader types, and the output that the page promises."""

    line: str
    output: str = ""


def pages(root: Path) -> list[Path]:
    """The pages that tell readers what to type."""
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md"))]


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in order."""
    return [Block(language, text) for language, text in _BLOCK.findall(page.read_text())]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _BLOCK.sub("", page.read_text())


def shown(page: Path) -> list[Command]:
    """The commands of the blocks of a page that show a terminal, in order."""
    commands: list[Command] = []
    for block in blocks(page):
        if block.language != "console":
            continue
        for line in block.text.splitlines(keepends=True):
            if line.startswith("$ "):
                commands.append(Command(line[2:].strip()))
            else:
                last = commands.pop()
                commands.append(Command(last.line, last.output + line))
    return commands


def listed(page: Path) -> list[str]:
    """The commands of the blocks of a page that are lists of commands, without comments."""
    lines = [
        _COMMENT.sub("", line).strip()
        for block in blocks(page)
        if block.language == "sh"
        for line in block.text.splitlines()
    ]
    return [line for line in lines if line]
