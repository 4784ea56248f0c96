"""How can a function of a sum, as in s(W*x + b), be compared for all sizes? By naming the sum.

The entries of s(W*x + b) are functions of a sum whose length depends on n, so the theorem of
`indices` does not speak of them. But what is true of s(u + b) for every column u is true of W*x in
place of u: products inside functions are replaced by new names, equal products by the same one.
Which products are equal, the caller says.

>>> from grader.matrices.phrases import phrase_of
>>> declared = Declared({"W": ("m", "n"), "x": ("n",), "b": ("m",)})
>>> _, wider = unsummed([phrase_of("exp(W*x + b)")], declared, lambda *_: False)
>>> wider.shapes["product 1"]
('m', 1)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from grader.matrices.indices import Counted, Counting
from grader.matrices.phrases import Kind, Phrase
from grader.matrices.sizes import Declared, Size

Equal = Callable[[Phrase, Phrase, Declared], bool]


def unsummed(
    phrases: Sequence[Phrase], declared: Declared, equal: Equal
) -> tuple[list[Phrase], Declared]:
    """The phrases with a new name for each product inside a function, and all names declared.

    Products have the same name if `equal` says that they are equal, everywhere and for all sizes.

    A size inside a function, as in x**n, stays: what holds for real numbers x**u need not hold for
    whole numbers n, for which more powers are defined.
    """
    named: dict[Phrase, str] = {}
    while True:
        one_round = _Round(declared, named, equal)
        found = [one_round.replaced(phrase, inside=False) for phrase in phrases]
        if found == list(phrases):
            return found, declared
        phrases, declared = found, one_round.declared


class _Round:
    """Names the products inside functions, innermost functions first."""

    def __init__(self, declared: Declared, named: dict[Phrase, str], equal: Equal) -> None:
        self.declared = declared
        self._named = named
        self._equal = equal
        self._counting = Counting(declared)
        self._counted: dict[Phrase, Counted] = {}

    def replaced(self, phrase: Phrase, *, inside: bool) -> Phrase:
        """`phrase`, which stands `inside` a function or not, with new names in it."""
        counted = self._count(phrase)
        if counted.pointwise:
            return phrase
        parts = [self._count(argument) for argument in phrase.arguments]
        if inside and counted.local and counted.shape and _begins_a_sum(counted, parts):
            return self._name(phrase, counted.shape)
        is_function = not counted.local and all(part.local for part in parts)
        within = inside or is_function
        arguments = tuple(self.replaced(each, inside=within) for each in phrase.arguments)
        return replace(phrase, arguments=arguments)

    def _count(self, phrase: Phrase) -> Counted:
        if phrase not in self._counted:
            self._counted[phrase] = phrase.told(self._counting)
        return self._counted[phrase]

    def _name(self, phrase: Phrase, shape: tuple[int, ...]) -> Phrase:
        turned = Phrase(Kind.SIGN, ".T", (phrase,))
        for earlier, name in self._named.items():
            if phrase == earlier or self._equal(phrase, earlier, self.declared):
                return Phrase(Kind.VARIABLE, name)
            if self._equal(turned, earlier, self.declared):
                return Phrase(Kind.SIGN, ".T", (Phrase(Kind.VARIABLE, name),))
        name = self._named[phrase] = f"product {len(self._named) + 1}"
        sizes = tuple(str(size) if isinstance(size, Size) else size for size in shape)
        self.declared = replace(self.declared, shapes={**self.declared.shapes, name: sizes})
        return Phrase(Kind.VARIABLE, name)


def _begins_a_sum(counted: Counted, parts: Sequence[Counted]) -> bool:
    return counted.summed.total() > sum(part.summed.total() for part in parts)
