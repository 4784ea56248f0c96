import pytest

from grader.equivalence.proof.ring import Polynomial, Ring
from grader.equivalence.proof.surds import exact_root, surd_of
from grader.equivalence.steps import Steps


@pytest.fixture
def ring() -> Ring:
    return Ring(16, Steps(10**6))


def _root(ring: Ring, base: Polynomial, degree: int = 2) -> Polynomial:
    return ring.root(base, degree, base)


def test_a_surd_and_its_conjugate_multiply_to_the_norm(ring: Ring):
    x = ring.symbol("x")
    h = _root(ring, x**2 + 1)
    surd = surd_of(ring, 3 * x - x**2 * h)
    assert surd is not None
    product = ring.product(3 * x - x**2 * h, surd.conjugate)
    assert product == surd.norm(ring) == 9 * x**2 - x**4 * (x**2 + 1)


def test_a_root_of_even_degree_has_a_square_root_among_its_powers(ring: Ring):
    x = ring.symbol("x")
    g = _root(ring, x, 6)
    surd = surd_of(ring, 1 + g**3)
    assert surd is not None
    assert surd.norm(ring) == 1 - x
    assert surd_of(ring, 1 + g**2) is None
    assert surd_of(ring, x + g + g**3) is None


def test_without_a_root_or_a_rational_part_there_is_no_surd(ring: Ring):
    x = ring.symbol("x")
    h = _root(ring, x)
    assert surd_of(ring, x + 1) is None
    assert surd_of(ring, x * h) is None


def test_exact_roots_of_squares(ring: Ring):
    x, y = ring.symbol("x"), ring.symbol("y")
    root = exact_root(ring, 4 * (x - y) ** 2 * y**4)
    assert root is not None
    assert root**2 == 4 * (x - y) ** 2 * y**4
    assert exact_root(ring, -(x**2)) is None
    assert exact_root(ring, 2 * x**2) is None
    assert exact_root(ring, x**3) is None
