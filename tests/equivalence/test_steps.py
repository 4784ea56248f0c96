import pytest

from grader.equivalence.steps import GaveUp, NeedsFinerError, Steps


def test_a_budget_is_spent_once():
    steps = Steps(5)
    steps.spend(3)
    steps.spend(2)
    assert steps.left == 0
    with pytest.raises(GaveUp, match="the budget of steps is used up"):
        steps.spend(1)


def test_finer_generators_are_asked_for_by_factors():
    assert (NeedsFinerError(roots=3).roots, NeedsFinerError(roots=3).exponents) == (3, 1)
