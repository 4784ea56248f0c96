from fractions import Fraction

from grader.domain import Domain
from grader.equivalence.proof.conditions import Conditions
from grader.equivalence.proof.ring import Ring
from grader.equivalence.steps import Steps


class Setting:
    def __init__(self, **ranges: str) -> None:
        self.ring = Ring(16, Steps(10**6))
        self.conditions = Conditions(self.ring, Domain.of(ranges))
        self.x, self.y = self.ring.symbol("x"), self.ring.symbol("y")
        self.numbers = [self.conditions.number(factor) for factor in (self.x, self.y)]


def test_a_factor_keeps_its_number():
    s = Setting()
    assert [s.conditions.number(s.y), s.conditions.number(s.x)] == s.numbers[::-1]
    assert s.conditions.factor(s.numbers[1]) == s.y


def test_signs_follow_from_products():
    s = Setting()
    s.conditions.add_condition(s.numbers, 1)
    assert s.conditions.sign(s.x) == 0
    assert not s.conditions.used
    assert s.conditions.reduced(s.x) == s.conditions.reduced(s.y)
    s.conditions.add_condition(s.numbers[:1], -1)
    assert s.conditions.sign(s.y) == -1
    assert s.conditions.sign(-s.y) == 1
    assert s.conditions.used


def test_a_fact_needs_no_condition():
    s = Setting()
    s.conditions.add_fact(s.x + 1, 1, strict=True)
    assert s.conditions.sign(-s.x - 1) == -1
    assert s.conditions.fact(s.x + 1) == (1, True)
    assert s.conditions.fact(s.y) == (0, False)
    assert not s.conditions.used


def test_linear_conditions_narrow_a_range():
    s = Setting(x="(-5, 5)")
    low, high = s.conditions.number(s.x - 1), s.conditions.number(2 * s.x - 7)
    s.conditions.add_condition([low, high], -1)
    assert s.conditions.range("x").lower == 1
    assert s.conditions.range("x").upper == Fraction(7, 2)
    assert s.conditions.range("y") == Domain()["y"]


def test_two_variables_and_two_zeros_outwards_narrow_nothing():
    s = Setting()
    s.conditions.add_condition(s.numbers, -1)
    s.conditions.add_condition([s.conditions.number(s.x - 1), s.conditions.number(s.x + 1)], 1)
    assert s.conditions.range("x") == Domain()["x"]
