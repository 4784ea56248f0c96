from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Polynomial, Ring
from grader.equivalence.proof.thin import vanishes_thinly
from grader.equivalence.steps import Steps


class Setting:
    def __init__(self) -> None:
        self.ring = Ring(32, Steps(10**6))
        self.q = Quotients(self.ring)
        self.x, self.y = self.ring.symbol("x"), self.ring.symbol("y")

    def thin(self, polynomial: Polynomial) -> bool:
        return vanishes_thinly(self.ring, polynomial)

    def new(self, kind: Kind, argument: Polynomial, label: str = "") -> Polynomial:
        return self.ring.transcendental(kind, label, self.q.polynomial(argument))


def test_polynomials_exponentials_and_roots_vanish_thinly():
    s = Setting()
    e = s.new(Kind.EXPONENTIAL, s.x * s.y)
    t = s.new(Kind.HALF_TANGENT, s.x)
    root = s.ring.root(s.x + 1, 2, s.x + 1)
    assert s.thin(s.x * s.y - 1)
    assert s.thin(e - t * s.x + root + s.ring.logarithm(s.x))
    assert s.thin(s.ring.integer(7))
    assert not s.thin(s.ring.zero)


def test_a_zero_divisor_does_not():
    s = Setting()
    sign, other = s.ring.sign(s.x), s.ring.sign(s.y)
    assert s.thin(2 + sign)
    assert not s.thin(1 + sign)
    assert not s.thin(s.x + s.x * sign)
    assert not s.thin(1 + sign + other + sign * other)


def test_two_opaque_values_may_be_related():
    s = Setting()
    one = s.new(Kind.OPAQUE, s.x, "atan")
    assert s.thin(one - s.x)
    assert not s.thin(one - s.new(Kind.OPAQUE, s.y, "atan"))
    t = s.new(Kind.HALF_TANGENT, s.x)
    assert not s.thin(s.new(Kind.OPAQUE, t, "atan") - s.x)


def test_roots_over_algebraic_constants_may_be_related():
    s = Setting()
    two = s.ring.integer(2)
    constant = s.ring.root(two, 2, two)
    nested = s.ring.root(s.x - constant, 2, s.x - constant)
    assert s.thin(constant - 1)
    assert s.thin(s.x - constant)
    assert not s.thin(nested - 1)


def test_constants_are_told_from_zero_by_their_digits():
    s = Setting()
    e = s.new(Kind.EXPONENTIAL, s.ring.one)
    assert s.thin(s.ring.pi() - 3)
    assert s.thin((s.ring.pi() - e) * s.x)
    two = s.ring.integer(2)
    root = s.ring.root(two, 2, two)
    nested = s.ring.root(3 + 2 * root, 2, 3 + 2 * root)
    assert not s.thin((nested - 1 - root) * s.x)
    assert s.thin((nested - 1 - root) * s.x + 1)


def test_a_base_with_an_algebraic_constant_may_share_a_factor_with_another():
    s = Setting()
    eighth = s.new(Kind.HALF_TANGENT, s.ring.pi())
    assert not s.thin(s.ring.logarithm(s.x - eighth) - 1)
    assert s.thin(s.ring.logarithm(s.x - s.ring.pi()) - 1)
    assert not s.thin(s.ring.logarithm(s.x - s.ring.pi() * s.new(Kind.EXPONENTIAL, s.ring.one)) - 1)
