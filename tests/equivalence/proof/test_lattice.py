from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grader.equivalence.proof.lattice import divide, integer_basis

entries = st.fractions(-4, 4, max_denominator=6)


@st.composite
def _vectors(draw: st.DrawFn) -> list[list[Fraction]]:
    width = draw(st.integers(1, 4))
    return draw(st.lists(st.lists(entries, min_size=width, max_size=width), min_size=1, max_size=5))


def _combined(
    multiples: Sequence[int | Fraction], basis: list[list[Fraction]], width: int
) -> list[Fraction]:
    return [
        sum((m * row[k] for m, row in zip(multiples, basis, strict=True)), Fraction(0))
        for k in range(width)
    ]


@given(_vectors())
def test_every_vector_is_the_stated_combination(vectors: list[list[Fraction]]):
    basis, multiples = integer_basis(vectors)
    for vector, chosen in zip(vectors, multiples, strict=True):
        assert _combined(chosen, basis, len(vector)) == vector


@given(_vectors())
def test_the_basis_is_in_echelon_form(vectors: list[list[Fraction]]):
    basis, _ = integer_basis(vectors)
    pivots = [next(k for k, entry in enumerate(row) if entry) for row in basis]
    assert pivots == sorted(set(pivots))


@given(_vectors(), _vectors())
def test_division_loses_nothing(known: list[list[Fraction]], vectors: list[list[Fraction]]):
    width = min(len(known[0]), len(vectors[0]))
    known = [row[:width] for row in known]
    vector = vectors[0][:width]
    known, _ = integer_basis(known)  # independent, as known vectors are
    multiples, rest = divide(vector, known)
    parts = _combined(multiples, known, width)
    assert [a + b for a, b in zip(parts, rest, strict=True)] == vector


def test_multiples_of_known_vectors_leave_nothing():
    basis, _ = integer_basis([[Fraction(1, 2), Fraction(1)], [Fraction(0), Fraction(3)]])
    multiples, rest = divide([Fraction(1), Fraction(-7)], basis)
    assert (multiples, rest) == ([2, -3], [0, 0])


def test_what_depends_on_known_vectors_leaves_nothing_in_any_order():
    known = [[Fraction(1), Fraction(1)], [Fraction(1), Fraction(0)]]
    assert divide([Fraction(0), Fraction(1)], known) == ([1, -1], [0, 0])


def test_no_vectors_have_no_basis():
    assert integer_basis([]) == ([], [])
    assert integer_basis([[], []]) == ([], [[], []])
    assert integer_basis([[Fraction(0)]]) == ([], [[]])
