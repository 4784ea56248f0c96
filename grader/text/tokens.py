"""Which words and signs is a formula's text made of, and where does each stand?

>>> [token.text for token in Source("2·np.sin(x)^2").tokens()]
['2', '*', 'sin', '(', 'x', ')', '^', '2', '']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple, NoReturn

from grader.errors import StudentError

LENGTH = 20_000
"""How many characters a formula's text may have."""

_LETTER = "A-Za-z_\u0370-\u03ff"
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<number> (?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)? )
    | (?:(?:np|numpy|sp|sympy|math)\.)? (?P<name> [{_LETTER}][{_LETTER}0-9]* )
    | (?P<transpose> \.T(?![{_LETTER}0-9]) )
    | (?P<sign> \*\*|[-+*/^@⊙()\[\],] )
    | (?P<end> $ )
    )""",
    re.VERBOSE,
)
_TYPOGRAPHY = str.maketrans("−–·×⋅∙÷∘\n\t", "--****/⊙  ")
_WORKAROUNDS = {
    "|": "write abs(x) for an absolute value",
    "=": "write only what stands to the right of the equals sign",
    "\\": "LaTeX is not read; write a formula such as sin(x)/y",
    "{": "write round brackets around a part, square brackets around the rows of a matrix",
    "²": "write x**2",
    "³": "write x**3",
    "√": "write sqrt(x)",
    "'": "write the derivative out",
    ":": "slices are not read; write diag(v)*A to scale the rows of A, for v[:, None]*A",
    ".": "after a dot only .T is read; write decimals as 0.5",
    "!": "write a factorial as a number",
    ";": "write the rows of a matrix as [[a, b], [c, d]]",
    "<": "write one formula, not a comparison",
    ">": "write one formula, not a comparison",
}


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    NAME = "name"
    TRANSPOSE = "transpose"
    SIGN = "sign"
    END = "end"


_KINDS = {kind.value: kind for kind in Kind}


class Token(NamedTuple):
    """A number, a name, `.T`, a sign, or the end, with the places it begins and ends at."""

    kind: Kind
    text: str
    start: int
    end: int


class Source:
    """A formula's text, and how to point at a place in it."""

    def __init__(self, text: str) -> None:
        self.text = text.translate(_TYPOGRAPHY)
        if len(text) > LENGTH:
            message = f"a text of more than {LENGTH} characters was found"
            raise StudentError(message, "write the formula in a shorter form")

    def tokens(self) -> Iterator[Token]:
        """The tokens in order; the last one is the end.

        Raises:
            StudentError: a character is no part of a formula.
        """
        place = 0
        while found := _TOKEN.match(self.text, place):
            group = found.lastgroup or ""
            yield Token(_KINDS[group], found[group], found.start(group), place := found.end())
            if group == Kind.END:
                return
        place += len(self.text[place:]) - len(self.text[place:].lstrip())
        sign = self.text[place]
        help_ = _WORKAROUNDS.get(sign, "write a formula such as 2*x*cos(x*y)")
        self.refuse(place, f"the sign {_visible(sign)} is not read here", help_)

    def refuse(self, place: int, rationale: str, help_: str) -> NoReturn:
        """Raise a StudentError whose help ends with the text and a caret under `place`."""
        first = max(0, place - 40)
        line = "".join(map(_visible, self.text[first : place + 40]))
        raise StudentError(rationale, f"{help_}\n  {line}\n  {' ' * (place - first)}^") from None


def _visible(sign: str) -> str:
    return sign if sign.isprintable() else "?"
