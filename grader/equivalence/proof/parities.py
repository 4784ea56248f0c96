"""Which signs follow from signs of products? Linear algebra over the field of two elements.

>>> known = Parities()
>>> known.learn({1, 2}, 1)
>>> known.learn({1}, -1)
>>> known.sign({2})
-1
>>> known.sign({3})
0
"""

from __future__ import annotations

from collections.abc import Iterable


class Parities:
    """Signs of products of numbered factors whose own signs may be unknown.

    Of a product with a known sign the last factor is written by the others, the simpler ones.
    """

    def __init__(self) -> None:
        self._rows: list[tuple[int, frozenset[int], int]] = []

    def __bool__(self) -> bool:
        return bool(self._rows)

    def learn(self, factors: Iterable[int], sign: int) -> None:
        """Take note of the sign of a product."""
        rest, sign = self.reduced(frozenset(factors), sign)
        if not rest:
            return
        pivot = max(rest)
        self._rows = [
            (old, row ^ rest, s * sign) if pivot in row else (old, row, s)
            for old, row, s in self._rows
        ]
        self._rows.append((pivot, rest, sign))

    def sign(self, factors: Iterable[int]) -> int:
        """The sign of a product; 0 if it does not follow from what was learned."""
        rest, sign = self.reduced(frozenset(factors), 1)
        return 0 if rest else sign

    def reduced(self, factors: frozenset[int], sign: int) -> tuple[frozenset[int], int]:
        """The factors, and the sign times which their product has the sign of the given one."""
        for pivot, row, row_sign in self._rows:
            if pivot in factors:
                factors, sign = factors ^ row, sign * row_sign
        return factors, sign
