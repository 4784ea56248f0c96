"""What was probably meant by a wrong matrix? The fewest misconceptions that produce it.

One that gives the whole answer comes first, then one that gives all wrong entries, then right
derivatives at wrong places with one slip, then several slips in several entries, then two slips in
one entry, then a constant factor. Where several explanations give the same, all are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.diagnosis.candidates import Candidates, Map, Matrix, Variant
from grader.diagnosis.catalogue import DERIVATIVES, LAYOUTS
from grader.diagnosis.differentiation import ZERO
from grader.diagnosis.evidence import Evidence
from grader.diagnosis.misconception import WrongDerivative
from grader.diagnosis.misconceptions.factors import OppositeSign, multiple
from grader.diagnosis.naming import Reading, named
from grader.diagnosis.shapes import Place, Places, Shape
from grader.expression import Expression, number, symbols
from grader.verdict import Diagnosis

MOST_DIFFERENT = 3
"""How many different slips of one kind are looked for in one answer."""
MOST_PAIRS = 250
"""How many pairs of misconceptions are tried on the entries of one answer."""
MOST_ENTRIES = 24
"""How many wrong entries are looked into one by one."""


@dataclass(frozen=True)
class Answered:
    """A matrix that is not right.

    Attributes:
        shape: its rows and columns.
        entries: what stands at each place.
        wrong: the places that are proved to be wrong; all of them if the shape is.
    """

    shape: Shape
    entries: Matrix
    wrong: tuple[Place, ...]


class Explanation:
    """The search for what produces a wrong matrix.

    Args:
        map_: what was to be differentiated.
        reference: the right entries.
        answer: the wrong ones.
        evidence: how entries are compared.
    """

    def __init__(self, map_: Map, reference: Matrix, answer: Answered, evidence: Evidence) -> None:
        self._map, self._reference, self._answer = map_, reference, answer
        self._evidence = evidence
        self._candidates = Candidates(map_, reference, evidence)
        self._pairs_left = MOST_PAIRS
        self._right_shape = (len(map_.components), len(map_.variables))

    def diagnoses(self) -> tuple[Diagnosis, ...]:
        """What was found, in the order of the entries."""
        wrong = self._answer.wrong
        misshapen = self._answer.shape != self._right_shape
        readings = self._layouts() if misshapen else self._whole() or self._negative()
        if not readings and self._numbers_alone():
            return ()
        readings = readings or self._layouts_with_a_slip()
        if readings:
            return (named(readings, wrong),)
        return () if misshapen else tuple(self._one_after_the_other(wrong))

    def _whole(self) -> set[Reading]:
        """What gives all wrong entries; if possible, what gives the other entries too."""
        wrong = self._answer.wrong
        fitting = [v for v in self._map.singles if self._explains_all(v, wrong)]
        others = self._answer.entries.keys() - set(wrong)
        exact = [v for v in fitting if all(self._candidates.leaves_right(v, p) for p in others)]
        layouts = self._layouts()
        if layouts and not exact and self._all_opposite():
            layouts.add((OppositeSign.code,))
        return layouts | {v.codes for v in exact} or {v.codes for v in fitting}

    def _negative(self) -> set[Reading]:
        """The opposite sign, if it is that of every entry that is not zero."""
        wrong = set(self._answer.wrong)
        others = self._reference.keys() - wrong
        zero = all(number(self._reference[place]) == 0 for place in others)
        return {(OppositeSign.code,)} if len(wrong) > 1 and zero and self._all_opposite() else set()

    def _numbers_alone(self) -> bool:
        """Whether numbers stand in place of formulas, such as the values at some point.

        What gives some of them would be named by chance.
        """
        numbers = all(number(entry) is not None for entry in self._answer.entries.values())
        return numbers and len(self._answer.wrong) > 1 and bool(symbols(*self._reference.values()))

    def _all_opposite(self) -> bool:
        """Whether signs that moved to other entries would give the same."""
        return all(self._multiple(place) == OppositeSign.code for place in self._answer.wrong)

    def _explains_all(self, variant: Variant, places: Iterable[Place]) -> bool:
        return all(self._explains(variant, place) for place in places)

    def _explains(self, variant: Variant, place: Place) -> bool:
        return self._candidates.explains(variant, place, self._answer.entries[place])

    def _layouts(self) -> set[Reading]:
        return {(code,) for code, places in self._possible() if not self._displaced(places)}

    def _possible(self) -> Iterator[tuple[str, Places]]:
        for layout in LAYOUTS:
            for shape, places in layout.layouts(self._right_shape):
                if shape == self._answer.shape:
                    yield layout.code, places

    def _displaced(self, places: Places) -> list[Place]:
        """Where the answer is not the right entry that a layout puts there."""
        return [place for place, source in places.items() if not self._stands(place, source)]

    def _stands(self, place: Place, source: Place | None) -> bool:
        right = ZERO if source is None else self._reference[source]
        return self._evidence.same(self._answer.entries[place], right)

    def _layouts_with_a_slip(self) -> set[Reading]:
        """A layout that explains the shape or some entries, and one misconception for the rest."""
        found: set[Reading] = set()
        misshapen = self._answer.shape != self._right_shape
        for code, places in self._possible():
            left = self._displaced(places)
            if misshapen or len(left) < len(self._answer.wrong):
                found |= {
                    (code, *v.codes) for v in self._map.singles if self._moved(v, left, places)
                }
        return found

    def _moved(self, variant: Variant, left: list[Place], places: Places) -> bool:
        """Whether `variant` gives what stands at `left`, each at the place where it came from."""
        entries, explains = self._answer.entries, self._candidates.explains
        return all(
            (source := places[place]) is not None and explains(variant, source, entries[place])
            for place in left
        )

    def _one_after_the_other(self, wrong: tuple[Place, ...]) -> Iterator[Diagnosis]:
        left = wrong[:MOST_ENTRIES]
        for search in (self._most_common, self._pairs, self._multiples):
            for _ in range(MOST_DIFFERENT):
                found = search(left)
                if found is None:
                    break
                yield found
                left = tuple((i, j) for i, j in left if (i + 1, j + 1) not in found.places)

    def _most_common(self, left: tuple[Place, ...]) -> Diagnosis | None:
        """The misconceptions that explain most of the entries that are left."""
        covered = {v: self._covered(v, left) for v in self._map.singles}
        return _largest(covered)

    def _covered(self, variant: Variant, left: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(place for place in left if self._explains(variant, place))

    def _pairs(self, left: tuple[Place, ...]) -> Diagnosis | None:
        """Two misconceptions in one entry, and in as many others as possible."""
        for place in left:
            pairs = self._map.pairs(self._touching(place))
            fitting = [v for v in self._tried(pairs) if self._explains(v, place)]
            if fitting:
                return _largest({v: self._covered(v, left) for v in fitting})
        return None

    def _tried(self, pairs: Iterator[Variant]) -> Iterator[Variant]:
        """As many pairs as may be tried on one answer."""
        for pair in pairs:
            if self._pairs_left <= 0:
                return
            self._pairs_left -= 1
            yield pair

    def _touching(self, place: Place) -> list[type[WrongDerivative]]:
        touched = {
            code
            for variant in self._map.singles
            if self._candidates.touches(variant, place)
            for code in variant.codes
        }
        return [kind for kind in DERIVATIVES if kind.code in touched]

    def _multiples(self, left: tuple[Place, ...]) -> Diagnosis | None:
        found = {place: self._multiple(place) for place in left}
        codes = [code for code in found.values() if code is not None]
        if not codes:
            return None
        return named({(codes[0],)}, tuple(p for p, code in found.items() if code == codes[0]))

    def _multiple(self, place: Place) -> str | None:
        entry: Expression = self._answer.entries[place]
        return multiple(entry, self._reference[place], self._evidence)


def _largest(covered: dict[Variant, tuple[Place, ...]]) -> Diagnosis | None:
    most = max(covered.values(), key=len, default=())
    if not most:
        return None
    return named({v.codes for v, places in covered.items() if places == most}, most)
