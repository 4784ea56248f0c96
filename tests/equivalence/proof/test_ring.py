import pytest

from grader.equivalence.proof.ring import Kind, Polynomial, Ring, RingFullError
from grader.equivalence.steps import GaveUp, Steps


@pytest.fixture
def ring() -> Ring:
    return Ring(16, Steps(10**6))


def test_a_generator_is_made_once(ring: Ring):
    x = ring.symbol("x")
    assert ring.symbol("x") == x
    assert ring.logarithm(x + 1) == ring.logarithm(x + 1)
    assert ring.logarithm(x + 1) != ring.logarithm(x + 2)
    assert len(ring.generators) == 3


def test_a_full_ring_says_so(ring: Ring):
    for k in range(16):
        ring.symbol(f"x{k}")
    with pytest.raises(RingFullError):
        ring.pi()


def test_relations_reduce_products(ring: Ring):
    x = ring.symbol("x")
    root = ring.root(x, 3, x)
    s = ring.sign(x)
    assert ring.product(root**2, root**2) == x * root
    assert ring.product(s, s * x) == x
    assert ring.reduce(root**7 * s**3) == x**2 * root * s


def test_a_root_of_a_root_reduces_all_the_way(ring: Ring):
    x = ring.symbol("x")
    inner = ring.root(x, 2, x)
    outer = ring.root(inner, 2, inner)
    assert ring.reduce(outer**4) == x


def test_a_product_that_is_too_large_is_not_formed(ring: Ring):
    many = sum((ring.symbol("x") ** k for k in range(500)), ring.zero)
    with pytest.raises(GaveUp, match="too large"):
        ring.product(many, many)
    number = ring.integer(3**9000)
    with pytest.raises(GaveUp, match="too large"):
        ring.product(number, number)


def test_work_is_paid_for():
    ring = Ring(16, Steps(5))
    x = ring.symbol("x")
    products = (ring.product(x + k, x - k) for k in range(1, 10))
    with pytest.raises(GaveUp, match="budget"):
        list(products)


def test_constants_have_no_variables_below(ring: Ring):
    x = ring.symbol("x")
    ring.logarithm(x + 1)
    three = ring.integer(3)
    root = ring.root(three, 2, three)
    ring.root(1 + root, 2, 1 + root)
    assert [ring.is_constant(generator) for generator in ring.generators] == [
        False, False, True, True,
    ]  # fmt: skip
    assert [g.kind for g in ring.below(ring.generators[3])] == [Kind.ROOT]


def test_coefficients_of_powers(ring: Ring):
    x, y = ring.symbol("x"), ring.symbol("y")
    parts: dict[int, Polynomial] = ring.by_power((x + y) ** 2 + 5, 0)
    assert parts == {2: ring.one, 1: 2 * y, 0: y**2 + 5}


def test_generators_that_occur(ring: Ring):
    x, _, z = (ring.symbol(name) for name in "xyz")
    found = ring.generators_of(x * z + 1, z)
    assert [(g.kind, g.label) for g in found] == [(Kind.SYMBOL, "x"), (Kind.SYMBOL, "z")]
