from fractions import Fraction

from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Generator, Kind, Polynomial, Ring
from grader.equivalence.proof.separation import is_algebraic, is_zero_constant, vanishes
from grader.equivalence.steps import Steps


class Setting:
    def __init__(self) -> None:
        self.ring = Ring(32, Steps(10**7))
        self.quotients = Quotients(self.ring)

    def root(self, base: Polynomial | int, degree: int = 2) -> Polynomial:
        size = self.ring.integer(base) if isinstance(base, int) else base
        return self.ring.root(size, degree, size)

    def tangent(self, share: Fraction) -> Polynomial:
        """The tangent of share*pi."""
        angle = self.quotients.multiply(
            self.quotients.number(2 * share), self.quotients.polynomial(self.ring.pi())
        )
        return self.ring.transcendental(Kind.HALF_TANGENT, "", angle)

    def zero(self, polynomial: Polynomial) -> bool:
        return is_zero_constant(self.ring, polynomial)

    def last(self) -> Generator:
        return self.ring.generators[-1]


def test_nested_roots_are_compared_exactly():
    s = Setting()
    two, three = s.root(2), s.root(3)
    assert s.zero(s.root(3 + 2 * two) - 1 - two)
    assert s.zero(s.root(5 + 2 * two * three) - two - three)
    assert not s.zero(s.root(3 + 2 * two) - 1 - three)


def test_a_difference_far_below_the_precision_of_floats_is_no_zero():
    s = Setting()
    root = s.root(10**120 + 1)
    assert not s.zero(root - 10**60)


def test_tangents_of_rational_angles_are_algebraic():
    s = Setting()
    t = s.tangent(Fraction(1, 5))
    assert is_algebraic(s.ring, s.last())
    assert s.zero(t**4 - 10 * t**2 + 5)
    assert not s.zero(t**4 - 10 * t**2 + 6)
    assert not s.zero(s.tangent(Fraction(1, 10)) * t - 1)
    assert s.zero(s.tangent(Fraction(3, 10)) * s.tangent(Fraction(1, 5)) - 1)


def test_what_is_not_algebraic_is_not_decided():
    s = Setting()
    x = s.ring.symbol("x")
    e = s.ring.transcendental(Kind.EXPONENTIAL, "", s.quotients.one)
    assert not s.zero(s.ring.pi() - s.ring.pi() * e)
    t = s.ring.transcendental(Kind.HALF_TANGENT, "", s.quotients.polynomial(x * s.ring.pi()))
    assert not is_algebraic(s.ring, s.last())
    assert not s.zero(t)


def test_too_many_bits_are_not_computed():
    s = Setting()
    roots = [s.root(base, 8) for base in (2, 3, 5, 7)]
    tower = s.root(roots[0] + roots[1] + roots[2] + roots[3], 8)
    assert not s.zero(tower**8 - roots[0] - roots[1] - roots[2] - roots[3])


def test_all_coefficients_must_vanish():
    s = Setting()
    x = s.ring.symbol("x")
    two = s.root(2)
    zero = s.root(3 + 2 * two) - 1 - two
    assert vanishes(s.ring, x**2 * zero + x * zero)
    assert not vanishes(s.ring, x**2 * zero + x)
    assert vanishes(s.ring, s.ring.zero)
    assert not vanishes(s.ring, two - 1)
