"""How much work may a student's notebook make for its page? So much, however it is written.

A page is written outside the walls that limit what student code uses, after it has run.

>>> allowance = Allowance(pixels=100)
>>> allowance.draw(60), allowance.draw(60), allowance.draw(40)
(True, False, True)
"""

from __future__ import annotations

from dataclasses import dataclass

MOST_EFFORT = 3000
"""What is spent on the formulas of one page (`grader.feedback.effort`); others are shown as TeX."""
MOST_READ = 200_000
"""Characters of Markdown that are rendered for one page: reading what is made to be slow takes two
seconds for each 20,000 of them."""
MOST_DRAWN = 200_000_000
"""Pixels of all pictures of one page, which take two seconds to decode; others are left out."""

MOST_MARKS = 20_000
"""Tags and entities of all HTML of one page; ten thousand tags that are made to be slow take two
seconds, and twice as many four times as long."""


@dataclass
class Allowance:
    """What may still be spent on a page.

    Attributes:
        left: effort on its formulas.
        unread: characters of its Markdown.
        pixels: of its pictures.
        marks: tags and entities of its HTML.
    """

    left: int = MOST_EFFORT
    unread: int = MOST_READ
    pixels: int = MOST_DRAWN
    marks: int = MOST_MARKS

    def take(self, effort: int) -> bool:
        """Whether so much is left; if so it is spent."""
        granted = effort <= self.left
        self.left -= effort if granted else 0
        return granted

    def read(self, characters: int) -> bool:
        """Whether so many characters may still be read; if so they are counted."""
        granted = characters <= self.unread
        self.unread -= characters if granted else 0
        return granted

    def draw(self, pixels: int) -> bool:
        """Whether so many pixels may still be decoded; if so they are counted."""
        granted = pixels <= self.pixels
        self.pixels -= pixels if granted else 0
        return granted

    def mark(self, html: str) -> bool:
        """Whether HTML of so many tags and entities may still be cleaned; if so they count."""
        found = html.count("<") + html.count("&")
        granted = found <= self.marks
        self.marks -= found if granted else 0
        return granted
