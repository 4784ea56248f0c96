"""Which wrong entries does each misconception give for a map, and which explain an answer's?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product

from grader.diagnosis.catalogue import DERIVATIVES
from grader.diagnosis.differentiation import Differentiation, NoRuleError
from grader.diagnosis.evidence import Evidence
from grader.diagnosis.misconception import WrongDerivative
from grader.diagnosis.shapes import Place
from grader.expression import Expression

Matrix = Mapping[Place, Expression]


@dataclass(frozen=True, eq=False)
class Variant:
    """One way in which one or two misconceptions can be applied to a map.

    Attributes:
        codes: the misconceptions.
        kind: the rules of differentiation that follow from them.
        exchange: which variable is taken for which.
        touched: which part of a formula each slip touches.
    """

    codes: tuple[str, ...]
    kind: type[Differentiation]
    exchange: Mapping[str, str] = field(default_factory=dict)
    touched: Mapping[type, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Map:
    """What was to be differentiated, by which variables."""

    components: tuple[Expression, ...]
    variables: tuple[str, ...]

    def entry(self, variant: Variant, place: Place) -> Expression | None:
        """The entry that `variant` gives; None if its rules don't cover the component."""
        variable = self.variables[place[1]]
        other = variant.exchange.get(variable, "")
        rules = variant.kind(variable, self.variables, other, variant.touched)
        try:
            return rules.entry(self.components[place[0]])
        except NoRuleError:
            return None

    @cached_property
    def singles(self) -> tuple[Variant, ...]:
        """Every misconception about derivatives, in each of its variants."""
        return tuple(v for kind in DERIVATIVES for v in self._variants(kind, kind))

    def pairs(self, kinds: Sequence[type[WrongDerivative]]) -> Iterator[Variant]:
        """Two of `kinds` at once, those left out that take one variable for another."""
        plain = [kind for kind in kinds if tuple(kind.exchanges(self.variables)) == ({},)]
        for one, two in combinations(plain, 2):
            both = type(f"{one.__name__}{two.__name__}", (one, two), {})
            yield from self._variants(both, one, two)

    def _variants(
        self, kind: type[Differentiation], *declared: type[WrongDerivative]
    ) -> Iterator[Variant]:
        codes = tuple(each.code for each in declared)
        for exchange in kind.exchanges(self.variables):
            for parts in product(*(range(each.parts) for each in declared)):
                yield Variant(codes, kind, exchange, dict(zip(declared, parts, strict=True)))


class Candidates:
    """The entries that variants give for a map, compared with those of an answer.

    Args:
        map_: what was to be differentiated.
        reference: the right entries.
        evidence: how entries are compared.
    """

    def __init__(self, map_: Map, reference: Matrix, evidence: Evidence) -> None:
        self._map, self._reference, self._evidence = map_, reference, evidence
        self._right = Variant((), Differentiation)
        self._entries: dict[tuple[Variant, Place], Expression | None] = {}

    def explains(self, variant: Variant, place: Place, entry: Expression) -> bool:
        """Whether `variant` gives a wrong entry at `place`, and it is `entry`."""
        wrong = self._entry(variant, place)
        if wrong is None or wrong is self._entry(self._right, place):
            return False
        return self._evidence.same(entry, wrong)

    def leaves_right(self, variant: Variant, place: Place) -> bool:
        """Whether `variant` gives the right entry at `place`."""
        entry = self._entry(variant, place)
        if entry is None:
            return False
        right = self._reference[place]
        return entry is self._entry(self._right, place) or self._evidence.same(right, entry)

    def touches(self, variant: Variant, place: Place) -> bool:
        """Whether `variant` changes the derivative at `place` at all."""
        return self._entry(variant, place) is not self._entry(self._right, place)

    def _entry(self, variant: Variant, place: Place) -> Expression | None:
        key = (variant, place)
        if key not in self._entries:
            self._entries[key] = self._map.entry(variant, place)
        return self._entries[key]
