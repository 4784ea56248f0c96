"""Are two matrix expressions equal: at all sizes, at the sizes that were tried, or not at all?

>>> verdict = compare_matrices("W*diag(s)", "diag(s)*W", {"W": ("n", "n"), "s": ("n",)})
>>> verdict.status.value, verdict.reason, verdict.witness.point
('REFUTED', 'entry (1, 2) differs at n = 2', (('W[1,2]', '1'), ('s[1]', '1'), ('s[2]', '0')))
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any

from grader.answer import ArrayAnswer
from grader.domain import Domain
from grader.equivalence import compare
from grader.errors import StudentError
from grader.matrices.indices import SMALL, Counted, Counting, indices
from grader.matrices.phrases import Phrase, phrase_of
from grader.matrices.sizes import Declared, Instance, Shape, Size
from grader.matrices.unsummed import unsummed
from grader.text.grammar import Reader
from grader.text.matrices import named
from grader.text.reader import Functions
from grader.verdict import Certificate, Status, Verdict

Sizes = Mapping[str, int]
_NONE: Mapping[str, Any] = MappingProxyType({})

LARGEST = 3
"""Up to which sizes equality is checked where no proof for all sizes is at hand."""

INSTANCES = 100
"""How many choices of sizes may be looked at."""

_TOO_MANY = Verdict(Status.UNDECIDED, reason=f"there are more than {INSTANCES} choices of sizes")

TERMS = 2000
"""How many terms an entry may have, multiplied out."""


def compare_matrices(
    student: str,
    reference: str,
    shapes: Mapping[str, Shape],
    functions: Functions = _NONE,
    domain: Mapping[str, str] = _NONE,
) -> Verdict:
    """Decide whether two matrix expressions are equal for all sizes and all entries.

    Args:
        student: such as "diag(s*(1 - s))*W"; what is not declared is a real variable.
        reference: likewise.
        shapes: of each vector and matrix the numbers of its rows and columns, or their names, as
            {"W": ("m", 3), "s": ("m",)}; a vector is a column.
        functions: further functions of one argument (see `grader.text.parse`).
        domain: where variables, or all entries of a matrix, range (see `Domain.of`).

    Returns:
        PROVED with a scope that names the sizes: all, or those that were tried. REFUTED with a
        witness at the smallest sizes where they differ; the reason names the entry. UNDECIDED.

    Raises:
        StudentError: a text is no formula, its shapes don't fit, or the two shapes differ.
        ConfigError: a shape or a range is none.
    """
    declared = Declared(shapes, functions, domain)
    pair = _Pair(_read(student, declared), _read(reference, declared), declared)
    pair.check_shapes()
    local, bounds = pair.indices
    if local:
        return pair.verdict(bounds, complete=True)
    proof = _proof_by_naming(pair)
    tried = pair.verdict(dict.fromkeys(pair.sizes, SMALL if proof else LARGEST))
    return proof if proof and tried.status is Status.PROVED else tried


def _read(text: str, declared: Declared) -> Phrase:
    """The tree of `text`, whose shapes fit; where they don't, an error points at the place."""
    Reader(text, Instance(declared, dict.fromkeys(declared.sizes, SMALL)).scope).read()
    return phrase_of(text)


@dataclass(frozen=True)
class _Pair:
    student: Phrase
    reference: Phrase
    declared: Declared

    @cached_property
    def counted(self) -> tuple[Counted, Counted]:
        counting = Counting(self.declared)
        return self.student.told(counting), self.reference.told(counting)

    @property
    def indices(self) -> tuple[bool, Sizes]:
        return indices(*self.counted)

    @cached_property
    def sizes(self) -> tuple[str, ...]:
        """The names of the sizes that occur, by themselves or in the shapes of what occurs."""
        names = self.student.names | self.reference.names
        shapes = (shape for name, shape in self.declared.shapes.items() if name in names)
        occurring = names.union(*shapes)
        return tuple(name for name in self.declared.sizes if name in occurring)

    def check_shapes(self) -> None:
        student, reference = self.counted
        if _without_ones(student.shape) != _without_ones(reference.shape):
            message = f"{named(student.value)} was found where {named(reference.value)} is expected"
            is_transposed = student.shape == reference.shape[::-1]
            raise StudentError(message, "transpose it" if is_transposed else "check the shapes")

    def verdict(self, bounds: Sizes, *, complete: bool = False) -> Verdict:
        """The verdict for all sizes up to `bounds`, which speak for all others if `complete`.

        Where they become too many or too large, it is about the smaller ones.
        """
        proved: dict[tuple[int, ...], Certificate] = {}
        for side in range(1, max((*bounds.values(), 1)) + 1):
            box = _box(self.sizes, bounds, side)
            for sizes in box[:INSTANCES]:
                if sizes in proved:
                    continue
                verdict = self._at(dict(zip(self.sizes, sizes, strict=True)))
                if verdict.status is Status.REFUTED or (side <= SMALL and not verdict.certificate):
                    return verdict
                if verdict.certificate:
                    proved[sizes] = verdict.certificate
            if not proved.keys() >= set(box):
                if side <= SMALL:
                    return _TOO_MANY
                smaller = {each: proved[each] for each in _box(self.sizes, bounds, side - 1)}
                return _together(smaller, self.sizes)
        return _together(proved, self.sizes, complete=complete)

    def _at(self, sizes: Sizes) -> Verdict:
        """The verdict at one choice of sizes."""
        place = f" at {', '.join(f'{name} = {size}' for name, size in sizes.items())}"
        where = place if sizes else ""
        instance = Instance(self.declared, {**dict.fromkeys(self.declared.sizes, 1), **sizes})
        if max(_terms(each, sizes) for each in self.counted) > TERMS:
            return Verdict(Status.UNDECIDED, reason=f"there are more than {TERMS} terms{where}")
        try:
            student, reference = (instance.array(each) for each in (self.student, self.reference))
        except StudentError as error:
            return Verdict(Status.UNDECIDED, reason=f"{error.rationale}{where}")
        return _entry_by_entry(student, reference, instance.domain, where)


def _entry_by_entry(
    student: ArrayAnswer, reference: ArrayAnswer, domain: Domain, where: str
) -> Verdict:
    certificates = []
    for row, column, position in _places(reference.shape):
        verdict = compare(student.entries[position], reference.entries[position], domain)
        entry = f"entry ({row + 1}, {column + 1})"
        if verdict.status is Status.REFUTED:
            return replace(verdict, reason=f"{entry} differs{where}")
        if verdict.certificate is None:
            return replace(verdict, reason=f"{entry}{where}: {verdict.reason}")
        certificates.append(verdict.certificate)
    return Verdict(Status.PROVED, certificate=_weakest(certificates))


def _terms(counted: Counted, sizes: Sizes) -> int:
    """How many terms an entry has at these sizes, all multiplied out and denominators cleared."""
    return prod(size ** (counted.summed + counted.divided)[name] for name, size in sizes.items())


def _proof_by_naming(pair: _Pair) -> Verdict | None:
    """A proof for all sizes by `unsummed`, if there is one.

    A null set of values of a product may be all that its factors allow, as for (A - A)*x. So only
    what holds everywhere is carried over.
    """
    phrases = (pair.student, pair.reference)
    (student, reference), declared = unsummed(phrases, pair.declared, _equal_everywhere)
    proof = _proof_everywhere(_Pair(student, reference, declared))
    if proof is None:
        return None
    method = f"{proof.method}, products inside functions by name"
    return Verdict(Status.PROVED, certificate=Certificate(method, _all_sizes(pair.sizes)))


def _equal_everywhere(left: Phrase, right: Phrase, declared: Declared) -> bool:
    pair = _Pair(left, right, declared)
    student, reference = pair.counted
    return student.shape == reference.shape and _proof_everywhere(pair) is not None


def _proof_everywhere(pair: _Pair) -> Certificate | None:
    local, bounds = pair.indices
    if not local:
        return None
    certificate = pair.verdict(bounds, complete=True).certificate
    return certificate if certificate and certificate.scope == _all_sizes(pair.sizes) else None


def _places(shape: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Row, column and position of entries that stand for all others.

    Renaming the values of an index makes any entry of an m×n matrix its first, and any of an m×m
    matrix one of the first two in the first row.
    """
    height, width = (*shape, 1, 1)[:2]
    rows = range(1 if isinstance(height, Size) else height)
    columns = (
        range(min(2, width) if height == width else 1) if isinstance(width, Size) else range(width)
    )
    for row, column in product(rows, columns):
        yield row, column, row * width + column


def _box(names: Sequence[str], bounds: Sizes, side: int) -> list[tuple[int, ...]]:
    """All sizes from 1 to their bound or to `side`, whichever is smaller."""
    return list(product(*(range(1, max(1, min(bounds.get(name, 1), side)) + 1) for name in names)))


def _together(
    proved: Mapping[tuple[int, ...], Certificate], names: Sequence[str], *, complete: bool = False
) -> Verdict:
    certificate = _weakest(list(proved.values()))
    if not names:
        return Verdict(Status.PROVED, certificate=certificate)
    largest = zip(names, max(proved), strict=True)
    tried = ", ".join(
        f"{name} = 1" if most == 1 else f"{name} = 1..{most}" for name, most in largest
    )
    method = f"{certificate.method} at {tried}"
    where = certificate.scope.partition(", excluding")[0]
    scope = _all_sizes(names, where) if complete else f"{where}, for the sizes {tried}"
    return Verdict(Status.PROVED, certificate=Certificate(method, scope))


def _all_sizes(names: Sequence[str], where: str = "everywhere") -> str:
    return f"{where}, for all sizes {', '.join(names)}" if names else where


def _weakest(certificates: Sequence[Certificate]) -> Certificate:
    return max(
        certificates, key=lambda each: (len(each.scope), each.method != "the same expression")
    )


def _without_ones(shape: tuple[int, ...]) -> tuple[int, ...]:
    """The shape, that of a 1×1 matrix as that of a number."""
    return () if shape == (1, 1) else shape
