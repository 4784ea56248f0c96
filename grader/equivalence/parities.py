"""Which signs follow from signs of products? Linear algebra over the field of two elements.

>>> known = Parities()
>>> known.learn({"x", "y"}, 1)
>>> known.learn({"x"}, -1)
>>> known.sign({"y"})
-1
>>> known.sign({"z"})
0
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable


class Parities:
    """Signs of products of factors whose own signs may be unknown."""

    def __init__(self) -> None:
        self._rows: list[tuple[Hashable, frozenset[Hashable], int]] = []

    def learn(self, factors: Iterable[Hashable], sign: int) -> None:
        """Take note of the sign of a product."""
        rest, sign = self.reduced(frozenset(factors), sign)
        if not rest:
            return
        pivot = min(rest, key=repr)
        self._rows = [
            (old, row ^ rest, s * sign) if pivot in row else (old, row, s)
            for old, row, s in self._rows
        ]
        self._rows.append((pivot, rest, sign))

    def sign(self, factors: Iterable[Hashable]) -> int:
        """The sign of a product; 0 if it does not follow from what was learned."""
        rest, sign = self.reduced(frozenset(factors), 1)
        return 0 if rest else sign

    def reduced(self, factors: frozenset[Hashable], sign: int) -> tuple[frozenset[Hashable], int]:
        """The factors, and the sign times which their product has the sign of the given one."""
        for pivot, row, row_sign in self._rows:
            if pivot in factors:
                factors, sign = factors ^ row, sign * row_sign
        return factors, sign
