import pytest

from grader.expression import Expression, rational, symbol
from grader.symbolic.indicators import ALWAYS, NEVER, Indicator

x, y = symbol("x"), symbol("y")


def above(level: Expression) -> Indicator:
    return Indicator.positive(level)


def test_conditions_along_one_line_are_one_step():
    assert above(x) & above(x - 1) == above(2 * x - 2)
    assert above(x) | above(x - 1) == above(x)
    assert above(x - y) & above(y - x) == NEVER
    assert above(x) | above(-x) == ALWAYS
    assert ~above(x) == above(-x)
    assert ~~(above(x) & above(1 - x)) == above(x) & above(1 - x)


def test_a_condition_without_variables_holds_always_or_never():
    assert above(rational(3)) == above(x - x + 1) == ALWAYS
    assert above(rational(-3)) == ~ALWAYS == NEVER


def test_conditions_along_two_lines_are_multiplied():
    both = above(x) & above(y)
    assert str(both.expression()) == "heaviside(x)*heaviside(y)"
    assert str((~both).expression()) == "1 - heaviside(x)*heaviside(y)"


@pytest.mark.parametrize(("indicator", "value"), [(ALWAYS, 1), (NEVER, 0)])
def test_what_is_constant_is_a_number(indicator: Indicator, value: int):
    assert indicator.expression() is rational(value)
