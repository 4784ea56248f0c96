"""At which sizes must two matrix expressions be compared, so that they are equal at all sizes?

Call an expression local if its entry (p, q) is, whatever the sizes are, a sum of terms, each summed
over a number of indices that no size changes, and if each term depends only on which of p, q and
the indices summed over are equal, and on the entries of the named matrices at these indices. Names,
eye and ones are local; so are sums, products, transposes and diag of what is local, and functions
taken entry by entry if nothing is summed inside. A size n is a sum of n ones: one index more. An
index that runs to a fixed number, as to 3, does not count: its sum is a sum of three terms.

Theorem. Let N(m) be the largest number of different indices with values in 1, ..., m that a term of
the difference D of two such expressions has, p and q included; likewise for each other size. If
D = 0 at all sizes m = 1, ..., N(m), n = 1, ..., N(n), ..., then D = 0 at all sizes.

Proof. Fix p and q. For a set S of index values that contains them (one set for each size) let D(S)
be the entry of D when all indices run over S, and T(S) what those terms contribute to it in which
the indices, with p and q, take every value in S. Sorting the terms by the values that they take,
D(U) is the sum of T(S) over all S in U, and by Möbius inversion T(S) is the sum of ±D(U) over all
U in S. A term takes at most N values, so T(S) is empty for larger S. For the others D(U) = 0 by
assumption, since renaming the values turns U into 1, ..., |U|. So all T(S) = 0, and D = 0.

Where D(S) is defined, so are all D(U) with U in S, and the entries in U are some of the variables
in S: what holds but for a null set still does. The proof uses no property of the terms. If they are
polynomials without eye, ones and n, the one size N is enough (see docs/decisions/0022). In general
it is not: ones(1, n)*ones(n, 1) = 3 holds at n = 3 alone.

A denominator n is cleared: n**k*D is local, with k indices more, and vanishes where D does.

>>> from grader.matrices.phrases import phrase_of
>>> from grader.matrices.sizes import Declared
>>> declared = Declared({"W": ("m", "n"), "s": ("m",), "x": ("n",)})
>>> local, bounds = indices(phrase_of("diag(s*s)*W*x/n").told(Counting(declared)))
>>> local, sorted(bounds.items())
(True, [('m', 2), ('n', 2)])
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from operator import add, or_

from grader.answer import ArrayAnswer
from grader.expression import Expression, number, symbol, symbols
from grader.matrices.sizes import Declared, Instance, Size
from grader.text.builders import BUILDERS, FILLED
from grader.text.matrices import Value, factors_of

SMALL = 2
"""The size at which shapes are found; their names make them the same at any other."""


@dataclass(frozen=True)
class Counted:
    """How many indices a term of an expression has at most, for each size.

    Attributes:
        value: the expression at small sizes, for its shape.
        summed: the indices summed over.
        divided: the factors 1/n.
        local: whether the theorem is about the expression.
    """

    value: Value
    summed: Counter[str] = field(default_factory=Counter)
    divided: Counter[str] = field(default_factory=Counter)
    local: bool = True

    @property
    def pointwise(self) -> bool:
        """Whether an entry depends on the entries of the same row and column alone."""
        return self.local and not self.summed and not self.divided

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape at small sizes; () for a number."""
        return self.value.shape if isinstance(self.value, ArrayAnswer) else ()


def indices(*expressions: Counted) -> tuple[bool, Mapping[str, int]]:
    """Whether the theorem is about these expressions of one shape, and its N for each size."""
    free = Counter(str(size) for size in expressions[0].shape if isinstance(size, Size))
    summed = reduce(or_, (each.summed for each in expressions))
    divided = reduce(or_, (each.divided for each in expressions))
    return all(each.local for each in expressions), free + summed + divided


class Counting:
    """The `Meaning` that counts indices."""

    def __init__(self, declared: Declared) -> None:
        self._scope = Instance(declared, dict.fromkeys(declared.sizes, SMALL)).scope
        self._functions = declared.functions

    def number(self, value: Expression) -> Counted:
        """A number has no index."""
        return Counted(value)

    def variable(self, name: str) -> Counted:
        """A size is a sum of ones; an entry of a matrix has no indices but its own."""
        return Counted(
            self._scope.variable(name), Counter((name,) if name in self._scope.sizes else ())
        )

    def call(self, name: str, arguments: Sequence[Counted]) -> Counted:
        """A function is taken entry by entry, where it does not build a matrix.

        Raises:
            StudentError: see `Scope.call`.
        """
        value = self._scope.call(name, [argument.value for argument in arguments])
        if name in self._functions:
            return self._offered(value, arguments)
        if name not in BUILDERS:
            return Counted(value) if name in FILLED else _entry_by_entry(value, arguments)
        if name in _REARRANGED:
            return _largest(value, arguments)
        if name in _MULTIPLIED:
            return _product(value, arguments, _MULTIPLIED[name])
        if name == "Rational":
            return self._quotient(value, *arguments)
        return _entry_by_entry(value, arguments) if name in _ROOTS else Counted(value, local=False)

    def combine(self, sign: str, *values: Counted) -> Counted:
        """Sums have the larger number of indices, products the sum of both.

        Raises:
            StudentError: see `Scope.combine`.
        """
        value = self._scope.combine(sign, *(each.value for each in values))
        if sign in _SIGNS:
            return _product(value, values, _SIGNS[sign])
        if sign == "/":
            return self._quotient(value, *values)
        if sign == "**":
            return _power(value, *values)
        return _largest(value, values)

    def _offered(self, value: Value, arguments: Sequence[Counted]) -> Counted:
        """An offered function of local arguments is local, unless a size occurs in its formula."""
        entries = value.entries if isinstance(value, ArrayAnswer) else (value,)
        has_size = not symbols(*entries).isdisjoint(self._scope.sizes)
        counted = _entry_by_entry(value, arguments)
        return replace(counted, local=counted.local and not has_size)

    def _quotient(self, value: Value, left: Counted, right: Counted) -> Counted:
        sizes: Counter[str] = Counter()
        local = right.pointwise
        if isinstance(right.value, Expression) and not local:
            named = {symbol(name): name for name in self._scope.sizes}
            factors = factors_of(right.value)
            sizes.update(named[factor] for factor in factors if factor in named)
            others = symbols(*(factor for factor in factors if factor not in named))
            local = others.isdisjoint(self._scope.sizes)
        return Counted(value, left.summed, left.divided + sizes, left.local and local)


def _largest(value: Value, parts: Sequence[Counted]) -> Counted:
    none: Counter[str] = Counter()
    return Counted(
        value,
        reduce(or_, (part.summed for part in parts), none),
        reduce(or_, (part.divided for part in parts), none),
        all(part.local for part in parts),
    )


def _product(value: Value, parts: Sequence[Counted], over: slice) -> Counted:
    """A product that sums over those sizes of its left factor that `over` selects."""
    inner: Counter[str] = Counter()
    if all(part.shape for part in parts):
        inner.update(str(size) for size in parts[0].shape[over] if isinstance(size, Size))
    return Counted(
        value,
        reduce(add, (part.summed for part in parts), inner),
        reduce(add, (part.divided for part in parts)),
        all(part.local for part in parts),
    )


def _entry_by_entry(value: Value, parts: Sequence[Counted]) -> Counted:
    return Counted(value, local=all(part.pointwise for part in parts))


def _power(value: Value, base: Counted, exponent: Counted) -> Counted:
    count = number(exponent.value) if isinstance(exponent.value, Expression) else None
    if count is None or count.denominator != 1 or count < 1:
        return _entry_by_entry(value, (base, exponent))
    times = int(count)
    return Counted(value, _repeated(base.summed, times), _repeated(base.divided, times), base.local)


def _repeated(counts: Counter[str], times: int) -> Counter[str]:
    return Counter({name: count * times for name, count in counts.items()})


_NOTHING, _COLUMNS, _BOTH = slice(0), slice(1, None), slice(None)
_SIGNS = {"*": _COLUMNS, "@": _COLUMNS, "⊙": _NOTHING}
_MULTIPLIED = {
    **dict.fromkeys(("hadamard", "hadamard_product", "HadamardProduct"), _NOTHING),
    **dict.fromkeys(("multiply_elementwise", "multiply", "outer"), _NOTHING),
    "matmul": _COLUMNS,
    "dot": _BOTH,
}
_REARRANGED = {"diag", "transpose", "Transpose", "Matrix", "ImmutableMatrix", "array"}
_ROOTS = {"sqrt", "cbrt"}
