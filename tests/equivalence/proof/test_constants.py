from fractions import Fraction

from grader.equivalence.proof.constants import constant_sign
from grader.equivalence.proof.quotients import Quotients
from grader.equivalence.proof.ring import Kind, Ring
from grader.equivalence.steps import Steps


class Setting:
    def __init__(self) -> None:
        self.ring = Ring(16, Steps(10**6))
        self.quotients = Quotients(self.ring)
        self.x = self.ring.symbol("x")


def test_constants_are_enclosed():
    s = Setting()
    e = s.ring.transcendental(Kind.EXPONENTIAL, "", s.quotients.one)
    two = s.ring.integer(2)
    root = s.ring.root(two, 2, two)
    quarter = s.ring.transcendental(Kind.OPAQUE, "atan", s.quotients.one)
    tangent = s.ring.transcendental(Kind.HALF_TANGENT, "", s.quotients.number(Fraction(6)))
    assert constant_sign(s.ring, s.ring.pi() - e) == 1
    assert constant_sign(s.ring, root - 2) == -1
    assert constant_sign(s.ring, s.ring.logarithm(two) - 1) == -1
    assert constant_sign(s.ring, 4 * quarter - s.ring.pi()) == 0
    assert constant_sign(s.ring, tangent) == -1
    assert constant_sign(s.ring, s.ring.sign(1 - root)) == -1
    assert constant_sign(s.ring, s.ring.power(root - 1, 99)) == 1
    assert constant_sign(s.ring, s.ring.transcendental(Kind.OPAQUE, "f", s.quotients.one)) == 0
    assert constant_sign(s.ring, root + s.x**2) == 0
